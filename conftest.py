"""Tests run with private settings: a user's own start-up files, kernels and renderers must not change a result.

This stands beside pyproject.toml and not in tests/, so that it holds for the notebooks too.
"""

import atexit
import os
import tempfile
from pathlib import Path

_private = tempfile.TemporaryDirectory(prefix="parallax-")
atexit.register(_private.cleanup)
os.environ["IPYTHONDIR"] = str(Path(_private.name, "ipython"))
os.environ["JUPYTER_CONFIG_DIR"] = str(Path(_private.name, "config"))
os.environ["JUPYTER_DATA_DIR"] = str(Path(_private.name, "data"))
os.environ["JUPYTER_RUNTIME_DIR"] = str(Path(_private.name, "runtime"))
os.environ["PLOTLY_RENDERER"] = "plotly_mimetype"
for _name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH", "PYTHONPATH", "PYTHONSTARTUP"):
    os.environ.pop(_name, None)
