"""A notebook and a study folder in, the notebook with its outputs out."""

import os
import re
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from toolkit import errors

# The line `STUDY = "../seeds"` of the cell tagged "parameters".
PARAMETER = re.compile(r"^STUDY[ \t]*=.*$", re.MULTILINE)


def run(notebook: Path, study_folder: Path, workshop: Path) -> NotebookNode:
    """Run a notebook on a study and hand it back with its outputs; the file stays as it is.

    Parameters
    ----------
    notebook : Path
        A notebook with one cell tagged `parameters`, in which a line sets `STUDY`.
    study_folder : Path
        The folder that takes the place of `STUDY` while the notebook runs; the cell is handed back with the folder as
        it was named, or with its last name alone where the whole would tell of this machine.
    workshop : Path
        An empty folder to work in.

    Raises
    ------
    ToolkitError
        When the notebook can't be read, has no such cell, or fails: with the cell and the reason in one line.
    """
    running = _read(notebook)
    cell = _parameters(running, notebook)
    written = cell.source
    cell.source = _set_study(written, str(study_folder.resolve()))
    _execute(running, notebook.name, workshop)
    cell.source = _set_study(written, _as_named(study_folder))
    return running


def _set_study(source: str, folder: str) -> str:
    return PARAMETER.sub(lambda _: f"STUDY = {_literal(folder)}", source, count=1)


def _literal(text: str) -> str:
    # In double quotes, as the notebooks have it; `repr` writes out what can't be printed or turns the line around.
    plain = repr(text)
    return plain if '"' in plain else f'"{plain[1:-1]}"'


def _as_named(folder: Path) -> str:
    # A shell makes an absolute path of ~, which names a person; who gets the page needs no more than the last name.
    return folder.resolve().name if folder.is_absolute() else folder.as_posix()


def _read(path: Path) -> NotebookNode:
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        return notebook
    except FileNotFoundError:
        raise errors.ToolkitError(f"{path}: no such notebook; the report needs it") from None
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError):
        raise errors.ToolkitError(f"{path}: this is no notebook that can be read") from None


def _parameters(notebook: NotebookNode, path: Path) -> NotebookNode:
    tagged: list[NotebookNode] = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    setting = [cell for cell in tagged if PARAMETER.search(cell.source)]
    if not setting:
        raise errors.ToolkitError(f'{path}: no cell tagged "parameters" that sets STUDY')
    return setting[0]


class Client(NotebookClient):
    """Run cells in a kernel of this very Python, whatever kernels the user once installed under the same name."""

    def create_kernel_manager(self) -> AsyncKernelManager:
        """Make the manager: no folder of kernels, and sockets beside the log in place of ports."""
        kernels = KernelSpecManager(kernel_dirs=[])
        connection = str(Path(self.resources["workshop"], "kernel.json"))
        self.km = AsyncKernelManager(kernel_spec_manager=kernels, transport="ipc", connection_file=connection)
        return self.km


def _execute(notebook: NotebookNode, name: str, workshop: Path) -> None:
    client = Client(notebook, timeout=None, startup_timeout=180, resources={"workshop": str(workshop)})
    with (workshop / "kernel.log").open("wb") as log:
        try:
            client.execute(cwd=str(workshop), env=_environment(workshop), stderr=log)
        except CellExecutionError as fault:
            raise errors.ToolkitError(*_explain(notebook, name, fault)) from None
        except RuntimeError as fault:
            raise errors.ToolkitError(f"{name}: the notebook could not be run: {_reason(workshop, fault)}") from None


def _reason(workshop: Path, fault: RuntimeError) -> str:
    # A kernel that dies says why on its own error stream, in its last line.
    said = (workshop / "kernel.log").read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line for line in reversed(said) if line.strip()), str(fault).split("\n")[0])


def _environment(workshop: Path) -> dict[str, str]:
    # A folder of its own keeps the user's start-up files and history out of the run.
    own = {"IPYTHONDIR": str(workshop / "ipython"), "PLOTLY_RENDERER": "plotly_mimetype"}
    return {**os.environ, **own}


def _explain(notebook: NotebookNode, name: str, fault: CellExecutionError) -> list[str]:
    if isinstance(getattr(errors, fault.ename, None), type):
        return fault.evalue.splitlines()
    first, *_ = fault.evalue.split("\n")
    return [f"{name}, cell {_failed(notebook)}: {fault.ename}: {first}"]


def _failed(notebook: NotebookNode) -> int:
    outputs = [[output.output_type for output in cell.get("outputs", [])] for cell in notebook.cells]
    return next(number for number, kinds in enumerate(outputs, start=1) if "error" in kinds)
