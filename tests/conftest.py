"""The browser that the tests drive, and the pages that they look at."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import MISSING, NOTEBOOKS, QUIET, SEEDS, find_chromium
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from toolkit.publish import publish

# A busy machine is no failure: what must be quick is timed in seconds of the processor, by tests of its own.
# The same code gives the same answer at each run; `make fuzz` looks for new inputs.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=500, print_blob=True)
settings.load_profile("same")

LONGEST = ("test_pages", "test_long", "test_hostile", "test_lab")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: whoever begins one of them late ends last."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; where there is none, skip, or fail if PARALLAX_REQUIRE_BROWSER=1."""
    path = find_chromium()
    if path is None:  # a user's machine may have none; CI must
        (pytest.fail if os.environ.get("PARALLAX_REQUIRE_BROWSER") == "1" else pytest.skip)(MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the notebooks on the seeds, once a session, whichever of its processes asks first."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "site").exists():
            publish(SEEDS, NOTEBOOKS, shared / "site")
    return shared / "site"
