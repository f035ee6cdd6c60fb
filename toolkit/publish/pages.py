"""The parts of the notebooks in, HTML pages out: one exporter with the project's own templates."""

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from toolkit.exhibits.gate import Public, generalised
from toolkit.exhibits.withheld import account_names
from toolkit.exhibits.words import sentence
from toolkit.found import left_out_of, tables
from toolkit.publish.clean import shape
from toolkit.publish.method import explain_columns
from toolkit.publish.parts import Told
from toolkit.sound import tell as tell_left_out
from toolkit.study import Study

HERE = Path(__file__).parent
NAMES = ("corpus", "framing", "quotes", "casualties")
GENERATOR = "Parallax"


class Facts(NamedTuple):
    """What stands at the foot of every page; no clock, so that two runs give the same bytes."""

    title: Public
    accounts: int
    corrections: int
    digest: str
    version: str
    left_out: str
    shares: tuple[tuple[Public, str], ...] = ()
    full_text: Public | None = None


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
        environment.filters["shape"] = shape
        environment.trim_blocks = environment.lstrip_blocks = True
        return environment

    def write(self, notebook: NotebookNode, told: Told, facts: Facts) -> str:
        """Give the page of one notebook."""
        html, _ = self.from_notebook_node(notebook, {"told": told, **_frame(told.name, facts)})
        return str(html)

    def write_index(self, told: list[Told], facts: Facts) -> str:
        """Give the first page: the accounts side by side, then each notebook's finding and a figure."""
        template = self.environment.get_template("index.html.j2")
        return str(template.render(resources={"told": told, **_frame("index", facts)}))

    def write_method(self, facts: Facts) -> str:
        """Give the page that says how right each column is, and on which texts that was measured."""
        template = self.environment.get_template("method.html.j2")
        return str(template.render(resources={"measured": explain_columns(), **_frame("method", facts)}))


def gather(study: Study) -> Facts:
    """Gather the facts for the foot of every page, and the title of the first."""
    digest = sha256("\n".join(study.articles["sha256"]).encode()).hexdigest()
    accounts = len(study.articles)
    lacking = left_out_of(tables(study))
    left_out = sentence(tell_left_out(lacking)) if lacking else ""
    counts = accounts, len(study.corrections)
    return Facts(generalised(study, study.title), *counts, digest, version("parallax-toolkit"), left_out)


def add_shares(facts: Facts, study: Study, shares: dict[str, float], full_text: str | None) -> Facts:
    """Add how much of each article stands on the pages, and why more may than usual."""
    names = account_names(study)
    accounts = zip(study.articles["account"], study.articles["article_id"], strict=True)
    told = tuple((generalised(study, names[account]), f"{shares[name]:.0%}") for account, name in accounts)
    return facts._replace(shares=told, full_text=None if full_text is None else generalised(study, full_text))


def _frame(name: str, facts: Facts) -> dict[str, Any]:
    return {"name": name, "names": ("index", *NAMES), "facts": facts, "generator": GENERATOR}
