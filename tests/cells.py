"""The cells of a notebook, run in this very process: what its kernel would hand back, without the start of one.

Reports of further studies are made so. That a kernel runs the notebooks is shown by the report on the seeds.
"""

from contextlib import chdir, contextmanager

import pytest
from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import v4
from traitlets.config import Config

from toolkit.errors import ToolkitError

NO_HISTORY = Config({"HistoryManager": {"enabled": False}})


@contextmanager
def no_kernel():
    """Let `publish` run its notebooks here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toolkit.publish.run._execute", run_here)
        yield


def run_here(notebook, name, workshop):
    """Fill in the outputs of each cell that holds code."""
    with chdir(workshop), _shell() as shell:
        for place, cell in enumerate(notebook.cells, start=1):
            if cell.cell_type == "code":
                done = shell.run_cell(cell.source)
                if not done.success:
                    raise ToolkitError(f"{name}, cell {place}: {done.error_before_exec or done.error_in_exec!r}")
                cell.outputs = [v4.new_output("display_data", **each) for each in _taken(shell)]


@contextmanager
def _shell():
    shell = InteractiveShell.instance(config=NO_HISTORY)
    shell.display_pub = CapturingDisplayPublisher()
    shell.display_trap.hook = CapturingDisplayHook(shell=shell, outputs=shell.display_pub.outputs)
    try:
        yield shell
    finally:
        shell.restore_sys_module_state()
        InteractiveShell.clear_instance()


def _taken(shell):
    shown = [{part: each[part] for part in ("data", "metadata")} for each in shell.display_pub.outputs if each["data"]]
    shell.display_pub.outputs.clear()
    return shown
