"""How an extraction grows: one process against two, a cluster of Dask's against both, and what all of them take.

python benchmarks/scale.py [--articles 2000] [--cluster]

The articles are invented, a kilobyte each, with places and numbers drawn by a fixed seed. Each way of running is a
command of its own; processor seconds are those of all its processes, the peak is their memory added up, looked at ten
times a second (proportional set size on Linux: what they share counts once). The bytes of all ways must be the same.
Of a cluster the processes of the cluster count too; it is measured once more when it has begun.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

TOWNS = ("Aro", "Brin", "Calo", "Dema", "Orra", "Vesk", "Tolm", "Hale Bay")
PEOPLE = ("Ana Roe", "Bo Lind", "Ina Vell", "Gen. Caro Dane", "a harbour pilot", "the coast guard", "residents")
LINES = (
    "At least {n} people were killed in {town} on Monday, {who} said.",
    "\u201cWe have counted {n} bodies so far,\u201d {who} said by telephone from {town}.",
    "The toll rose to {m} from {n} after rescuers reached the car deck, according to {who}.",
    "{who} said that {n} others were wounded and {k} were still missing in {town}.",
    "The road to {town} was closed, and the market did not open in the morning.",
    "Nobody in {town} could say why the ferry had sailed, though {who} blamed its owners.",
    "Boats from {k} towns took part in the search, which went on through the night with lights from the shore.",
    "The mayor of {town} called the owners \u201creckless men\u201d and asked for an inquiry.",
)


def main() -> None:
    """Print one line for each way of running."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--cluster", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "articles.jsonl")
        with source.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(article)}\n" for article in articles(options.articles))
        print(f"{options.articles:,} articles, {source.stat().st_size / 1e6:.1f} MB")
        ways = {"one process": ["--workers", "1"], "two processes": ["--workers", "2"]}
        digests = {name: measured(name, source, Path(folder, name), told) for name, told in ways.items()}
        if options.cluster:
            digests["a cluster of two"] = on_cluster(source, Path(folder, "cluster"))
        print("the same bytes" if len(set(digests.values())) == 1 else f"OTHER BYTES: {digests}")


def articles(number: int) -> Iterator[dict[str, str]]:
    """Give so many invented articles of about a kilobyte."""
    draw = random.Random(1)
    for place in range(number):
        lines: list[str] = []
        while sum(map(len, lines)) < 950:
            n = draw.randint(2, 60)
            facts = {"n": n, "m": n + draw.randint(1, 9), "k": draw.randint(2, 12)}
            lines.append(draw.choice(LINES).format(town=draw.choice(TOWNS), who=draw.choice(PEOPLE), **facts))
        yield {"id": f"a{place}", "text": " ".join(lines), "outlet": f"Paper {place % 50}"}


def measured(name: str, source: Path, out: Path, told: list[str]) -> str:
    """Run the command, print what it took, and give the digest of what it wrote."""
    began, before = time.monotonic(), cpu(os.getpid())
    command = [sys.executable, "-m", "toolkit", "extract", str(source), str(out), "--quiet", *told]
    process = subprocess.Popen(command)
    peak, used = 0, dict[int, float]()
    while process.poll() is None:
        peak = max(peak, memory_of(os.getpid()))
        used |= cpu(os.getpid())
        time.sleep(0.1)
    spent = sum(seconds - before.get(pid, 0) for pid, seconds in used.items() if pid != os.getpid())
    print(f"{name}: {time.monotonic() - began:.1f} s, {spent:.1f} CPU-s, peak {peak / 1e6:.0f} MB", flush=True)
    return digest(out)


def cpu(pid: int) -> dict[int, float]:
    """Give the processor seconds of a process and of those that it started, each by itself."""
    used = {}
    for each in family(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
            used[each] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used


def memory_of(pid: int) -> int:
    """Add up the memory of the processes that a process started."""
    total = 0
    for each in [other for other in family(pid) if other != pid]:
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii").splitlines()
            total += next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total


def family(pid: int) -> Iterator[int]:
    """Give a process and all that it has started, from whichever of its threads."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from family(int(child))


def on_cluster(source: Path, out: Path) -> str:
    """Run on a cluster of two processes of this machine, once that is started."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        told = ["--scheduler", cluster.scheduler_address]
        measured("a cluster of two", source, out.with_name("begun"), told)
        return measured("a cluster of two, once more", source, out, told)


def digest(folder: Path) -> str:
    """Name the bytes of a folder."""
    files = sorted(folder.iterdir())
    return sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


if __name__ == "__main__":
    main()
