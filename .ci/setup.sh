#!/bin/sh
# Make .venv from requirements.lock and install the package into it. Called by make; `sh .ci/setup.sh [PYTHON]` by hand.
# What can be refused is refused before .venv is touched, each in one line with its remedy.
set -eu
cd "$(dirname "$0")/.."

venv=.venv
stamp=$venv/installed

refuse() {
    echo "$1" >&2
    exit 1
}

check_machine() {
    case "$(uname -s) $(uname -m)" in
    "Linux x86_64" | "Linux aarch64" | "Darwin arm64") ;;
    "Darwin x86_64") refuse "Parallax needs Apple silicon on macOS, and this is an Intel Mac (or a terminal under Rosetta): use a Linux machine or container." ;;
    *) refuse "Parallax needs Linux on x86_64 or aarch64, or macOS on Apple silicon, and this is $(uname -s) on $(uname -m): use a Linux machine or container." ;;
    esac
}

suits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null
}

has_venv() {
    # Debian's Python comes without python3-venv: venv is there, what it needs is not.
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

find_python() {
    suitable=
    for python in $1; do
        suits "$python" || continue
        suitable=${suitable:-$python}
        if has_venv "$python"; then return; fi
    done
    if [ "$suitable" ]; then
        version=$("$suitable" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        refuse "$suitable has no venv module; install it (Debian, Ubuntu: sudo apt-get install python$version-venv), then run make again."
    fi
    refuse "Parallax needs Python 3.11 to 3.14, and found $(describe "${1%% *}"); install one, or name it: make PYTHON=/path/to/python3.13 report"
}

describe() {
    "$1" --version 2>/dev/null || echo "no $1"
}

lock_sum() {
    cksum <requirements.lock
}

remove_half_made() {
    status=$?
    trap - EXIT
    if [ "$status" -ne 0 ]; then
        if [ "${pip:-}" ]; then kill "$pip" 2>/dev/null || true; fi
        rm -rf "$venv"
        echo "The set-up did not finish, and nothing of it was kept; see the lines above, then run make again." >&2
    fi
    exit "$status"
}

progress() {
    if grep -q '^Installing' "$venv/setup.log"; then
        echo "all fetched, now writing them to $venv"
    else
        echo "$(grep -c '^Collecting' "$venv/setup.log") of at most $(grep -c '==' requirements.lock) packages fetched"
    fi
}

install_requirements() {
    "$venv/bin/python" -m pip install --require-hashes --only-binary :all: --no-input --progress-bar off \
        -r requirements.lock >"$venv/setup.log" 2>&1 &
    pip=$!
    while sleep 1 && kill -0 "$pip" 2>/dev/null; do
        seconds=$((${seconds:-0} + 1))
        if [ $((seconds % 10)) -eq 0 ]; then echo "      $seconds s: $(progress)"; fi
    done
    wait "$pip" || {
        pip=
        tail -n 15 "$venv/setup.log" >&2
        refuse "The locked requirements could not be installed (is there a network?)."
    }
    pip=
}

install_package() {
    # Not isolated: pip would fetch a setuptools of its own, without a hash.
    "$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --no-input -e . >"$venv/setup.log" 2>&1 || {
        tail -n 15 "$venv/setup.log" >&2
        refuse "The package could not be installed; see the lines above."
    }
}

silence_news() {
    # JupyterLab asks at its first start whether it may fetch news.
    mkdir -p "$venv/share/jupyter/lab/settings"
    echo '{"@jupyterlab/apputils-extension:notification": {"checkForUpdates": false, "fetchNews": "false"}}' \
        >"$venv/share/jupyter/lab/settings/overrides.json"
}

make_environment() {
    # A .venv that is active and about to be replaced can't make its successor.
    PATH=$(echo ":$PATH:" | sed "s|:$PWD/$venv/bin:|:|g; s|^:||; s|:\$||")
    find_python "${1:-python3 python3.14 python3.13 python3.12 python3.11}"
    trap remove_half_made EXIT
    trap 'exit 130' INT TERM HUP
    rm -rf "$venv"
    echo "[1/3] Making $venv with $("$python" --version)"
    "$python" -m venv "$venv"
    echo "[2/3] Installing the locked requirements (about 300 MB to download the first time, 1 GB on disk)"
    install_requirements
    silence_news
}

check_machine
if [ "$(cat "$stamp" 2>/dev/null)" != "$(lock_sum)" ] || ! "$venv/bin/python" -c '' 2>/dev/null; then
    make_environment "${1:-}"
else
    echo "[1/3] $venv is there"
    echo "[2/3] The locked requirements are installed"
fi
echo "[3/3] Installing the package"
install_package
rm -f "$venv/setup.log"
lock_sum >"$stamp"
