# `make report` and `make test` are the two that matter. Works with GNU make 3.81, which macOS has.

PYTHON ?=
ARGS =
# So many tests run side by side; those of one file share what they set up, and the longest files begin.
CORES = 2
SIDE_BY_SIDE = --numprocesses $(CORES) --dist loadfile --no-loadscope-reorder
NOTEBOOKS = notebooks/corpus.ipynb notebooks/framing.ipynb notebooks/quotes.ipynb notebooks/casualties.ipynb notebooks/own_corpus.ipynb
BIN = .venv/bin
STAMP = .venv/installed

# A user's own start-up files, kernels and settings must not change a number: everything runs with private ones.
export IPYTHONDIR = $(CURDIR)/.venv/ipython
export JUPYTER_CONFIG_DIR = $(CURDIR)/.venv/jupyter/config
export JUPYTER_DATA_DIR = $(CURDIR)/.venv/jupyter/data
export JUPYTER_RUNTIME_DIR = $(CURDIR)/.venv/jupyter/runtime
export JUPYTER_PREFER_ENV_PATH = 1
export PLOTLY_RENDERER = plotly_mimetype
unexport JUPYTER_CONFIG_PATH JUPYTER_PATH PYTHONHOME PYTHONPATH PYTHONSTARTUP PYTHONWARNINGS
ifeq ($(strip $(HOME)),)
unexport HOME
endif

.DELETE_ON_ERROR:
.PHONY: help setup report test fuzz lab refresh lint lock codebook bench clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv and install everything into it (the others do this where it is missing)

$(STAMP): requirements.lock pyproject.toml
	@sh .ci/setup.sh $(PYTHON)

report: $(STAMP) ## run the notebooks on seeds/ and write the pages to site/
	@$(BIN)/toolkit report seeds --out site

test: $(STAMP) ## run the tests, the doctests and the browser tests, then compare the notebooks strictly
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -p no:python --nbval notebooks

fuzz: $(STAMP) ## attack with new random texts and with invented, damaged news (make fuzz ARGS="--articles 100000 --seed 7")
	$(BIN)/python -m pytest --numprocesses $(CORES) -m hypothesis --hypothesis-profile search
	$(BIN)/python tests/fuzz.py $(ARGS)

lab: $(STAMP) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab --notebook-dir=notebooks $(ARGS)

refresh: $(STAMP) ## run the notebooks in place
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False $(NOTEBOOKS)
	@echo "The notebooks are run. Read the diff before committing it: git diff notebooks"

lint: $(STAMP) ## ruff, ruff format and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lock: $(STAMP) ## write requirements.lock anew (make lock ARGS=--upgrade moves every version)
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet $(ARGS) --output-file requirements.lock

codebook: $(STAMP) ## write CODEBOOK.md from toolkit/tables.py
	$(BIN)/python -m toolkit.tables > CODEBOOK.new
	mv CODEBOOK.new CODEBOOK.md

bench: $(STAMP) ## measure accuracy and speed
	@set -e; for measure in benchmarks/*.py; do echo "$$measure"; $(BIN)/python "$$measure"; done

clean: ## remove everything that was made
	rm -rf .venv site build dist *.egg-info .fuzz .hypothesis .mypy_cache .pytest_cache .ruff_cache
