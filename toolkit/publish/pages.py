"""The parts of the notebooks in, HTML pages out: one exporter with the project's own templates."""

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from toolkit.exhibits.words import count, sentence
from toolkit.found import left_out_of, tables
from toolkit.publish.parts import Told, tell
from toolkit.sound import tell as tell_left_out
from toolkit.study import Study

HERE = Path(__file__).parent
NAMES = ("corpus", "framing", "quotes", "casualties")
GENERATOR = "Parallax"


class Facts(NamedTuple):
    """What stands at the foot of every page; no clock, so that two runs give the same bytes."""

    title: str
    accounts: int
    corrections: int
    digest: str
    version: str
    left_out: str


class PageExporter(TemplateExporter):
    """Export an executed notebook as one page of the site.

    Notes
    -----
    nbconvert's stock templates fetch scripts from a network, drop Plotly's figures and put in the text of outputs as it
    is. This one has a template of its own, escapes whatever a filter has not made safe, and reads no user's settings.
    """

    def __init__(self) -> None:
        where = {"template_paths": [str(HERE)], "template_file": "page.html.j2", "file_extension": ".html"}
        super().__init__(**where)  # type: ignore[no-untyped-call]

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.undefined = StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        return environment

    def write(self, notebook: NotebookNode, name: str, facts: Facts) -> tuple[Told, str]:
        """Give the page of one notebook, and its parts for the index."""
        told = tell(notebook, name)
        html, _ = self.from_notebook_node(notebook, {"told": told, **_frame(name, facts)})
        return told, html

    def write_index(self, told: list[Told], facts: Facts) -> str:
        """Give the first page: the accounts side by side, then each notebook's finding and a figure."""
        template = self.environment.get_template("index.html.j2")
        return str(template.render(resources={"told": told, **_frame("index", facts)}))


def gather(study: Study, folder: Path) -> Facts:
    """Gather the facts for the foot of every page, and the title of the first."""
    digest = sha256("\n".join(study.articles["sha256"]).encode()).hexdigest()
    accounts = len(study.articles)
    # A study that bears only its folder's name says less than the number of its accounts.
    counted = f"{sentence(count(accounts, 'account'))} of one event"
    title = study.title if study.title != folder.resolve().name else counted
    lacking = left_out_of(tables(study))
    left_out = sentence(tell_left_out(lacking)) if lacking else ""
    return Facts(title, accounts, len(study.corrections), digest, version("parallax-toolkit"), left_out)


def _frame(name: str, facts: Facts) -> dict[str, Any]:
    return {"name": name, "names": ("index", *NAMES), "facts": facts, "generator": GENERATOR}
