"""Where Chromium is, and how a test opens a page in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
NOTEBOOKS = ROOT / "notebooks"
PAGES = ("index", "corpus", "framing", "quotes", "casualties")
WITHOUT_FIGURES = ("method",)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MISSING = (
    "no Chromium found: install it (apt-get install chromium; on macOS, Google Chrome), or name one with CHROMIUM=path"
)
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run")


class Visit(NamedTuple):
    """An open page, every request that would have left it, and whatever it complained of."""

    page: Page
    requests: list[str]
    complaints: list[str]


def find_chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ([named] if named else NAMES))
    return next((path for path in found if path), str(MAC) if MAC.exists() and not named else None)


@contextmanager
def visit(browser: Browser, file: Path, *, width: int = 1280, **options: object) -> Iterator[Visit]:
    """Open a page of a folder with the network off."""
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
    visited = Visit(context.new_page(), [], [])

    def keep_in(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            visited.requests.append(route.request.url)
            route.abort()

    context.route("**/*", keep_in)
    visited.page.on("console", lambda said: visited.complaints.append(f"{said.type}: {said.text}"))
    visited.page.on("pageerror", lambda fault: visited.complaints.append(str(fault)))
    visited.page.goto(file.as_uri())
    try:
        yield visited
    finally:
        context.close()
