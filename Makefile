# make drill: the whole job on a simulated site.   make test: the tests.
PYTHON ?= python3
VENV := .venv
# Windows' Python puts its programs elsewhere.
BIN := $(if $(filter Windows_NT,$(OS)),$(VENV)/Scripts,$(VENV)/bin)
READY := $(VENV)/.ready

.PHONY: env drill test check lab bench lock clean

env: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sa75kit needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

drill: env
	$(BIN)/sa75kit drill

test: env
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: env
	PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check

lab: env
	$(BIN)/jupyter lab --notebook-dir=notebooks

bench: env
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

# Needs uv (https://docs.astral.sh/uv); run it after a change to the dependencies in pyproject.toml.
lock:
	uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes \
	  --no-emit-index-url --no-header --quiet pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
