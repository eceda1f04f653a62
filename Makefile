# te-planner: `make` lists what can be done. Needs python3 (3.11 or later) and make, nothing else.

PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.stamp
# a venv keeps its programs in bin, on Windows in Scripts
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)

.DEFAULT_GOAL := help
.PHONY: help demo test test-long faults lint check bench profile office screenshot docs site wheel bundle release audit clean

help:  ## list these targets
	@$(PYTHON) -c "import re; [print(f'  make {t:<12}{d}') for t, d in re.findall(r'^([\w-]+):.*?## (.*)', open('Makefile', encoding='utf-8').read(), re.M)]"

# the environment: every package by hash, then the project itself without looking anything up
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(PYTHON) -c "import pathlib; pathlib.Path('$(STAMP)').touch()"

demo: $(STAMP)  ## open an example plan (without a terminal: print its summary)
	@$(BIN)/te-planner demo

# four at once on two cores: the screens' tests wait more than they work
test: $(STAMP)  ## run the tests
	$(BIN)/python -m pytest -n 4 --dist worksteal

test-long: export TE_TESTS = long
test-long: test  ## run the tests with three times as many examples of what is drawn at random

# ten times as many kills, each cut of each migration, a minute of writers: an hour or so
faults: export TE_FAULTS = long
faults: export TE_FAULTS_TABLE = docs/faults-table.md
faults: $(STAMP)  ## break plans in every way, at length; writes docs/faults-table.md
	$(BIN)/python -m pytest tests/faults -n 4

lint: $(STAMP)  ## style, types and the import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: $(STAMP)  ## check the roadmap data
	$(BIN)/te-planner roadmap check

# a quarter of an hour; BENCH takes the script's options, such as BENCH="--compare docs/benchmarks.json"
bench: $(STAMP)  ## measure all beside its rivals; writes the table of docs/benchmarks.md
	$(BIN)/python tests/bench/everything.py --docs docs $(BENCH)

profile: $(STAMP)  ## where the time of a start and of an edit goes; writes docs/benchmarks.md
	$(BIN)/python tests/bench/profiled.py --docs docs

office: $(STAMP)  ## open reports in LibreOffice, print them, and look for every word
	$(BIN)/python tests/office/opened.py

screenshot: $(STAMP)  ## draw every screen of the real program into docs/screens/
	$(BIN)/python -m tools.screenshot docs/screens

docs: $(STAMP)  ## write what the documentation has from the program: reference, keys, outputs
	$(BIN)/python -m tools.docs .

site: $(STAMP)  ## make the documentation a site of plain pages, in site/
	$(BIN)/python -m tools.site . site

wheel: $(STAMP)  ## build the wheel and the source archive into dist/
	$(BIN)/python -m build --no-isolation

# on a machine with a network; what is fetched stays in build/wheels
PLATFORM ?= manylinux_x86_64
bundle: $(STAMP)  ## one zip to install without a network: PLATFORM=win_amd64, macosx_arm64 or manylinux_x86_64
	$(BIN)/python -m tools.bundle $(PLATFORM)

release: $(STAMP)  ## check what a release needs, make all that is handed out, and list what is left to a person
	@$(BIN)/python -m tools.release

# pip-audit is no dependency of ours: what looks for holes in the lock is not to be locked by it; strict, since
# it passes over each package that its service does not know, and then says that nothing was found
audit: $(STAMP)  ## look for known holes in the locked packages (needs pip-audit and a network)
	@$(BIN)/python -c "import pip_audit" 2>/dev/null \
	|| { echo "pip-audit is not there: $(BIN)/python -m pip install pip-audit, then make audit again."; exit 1; }
	@$(BIN)/python -m pip_audit --strict --require-hashes --disable-pip -r requirements.lock \
	|| { echo "Not audited, or something was found: see above."; exit 1; }

clean:  ## remove what make made
	@$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('$(VENV)', 'build', 'dist', 'site', '.mypy_cache', '.ruff_cache')]"
