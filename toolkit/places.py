"""Where the study that ships and the notebooks are: in the clone, or beside the installed package."""

from pathlib import Path

from toolkit.errors import ToolkitError

PACKAGE = Path(__file__).parent


def seeds() -> Path:
    """Find the study that ships.

    Raises
    ------
    ToolkitError
        When the package is installed without its clone: the articles are in no wheel.
    """
    folder = PACKAGE.parent / "seeds"
    if not (folder / "manifest.csv").is_file():
        raise ToolkitError(
            "no study named, and the one that ships is only in a clone of the project; name a study folder, or make "
            'one with "toolkit new FOLDER"'
        )
    return folder


def example() -> Path:
    """Find the example: an invented study that ships with the package."""
    return PACKAGE / "example"


def notebooks() -> Path:
    """Find the notebooks: the clone's own first, then the copies in the package.

    Raises
    ------
    ToolkitError
        When there are none.
    """
    places = (PACKAGE.parent / "notebooks", PACKAGE / "notebooks")
    found = next((place for place in places if (place / "corpus.ipynb").is_file()), None)
    if found is None:
        raise ToolkitError(f"no notebooks in {places[0]} or {places[1]}; install the toolkit again")
    return found
