# `make show` and `make test` need Python 3.11 or newer and nothing else; each sets up its own environment in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROFILE ?= quick
FUZZ_SECONDS ?= 60
FUZZ_AT_ONCE ?= 1

.PHONY: show test format bench browser kill fuzz golden clean

show: $(VENV)/installed ## print the bundled story
	@$(BIN)/timeline show

test: $(VENV)/installed-test ## format, lint, types, import contract, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: $(VENV)/installed-test ## put the code into its style
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

golden: $(VENV)/installed-test ## write the golden files anew; read `git diff` afterwards
	$(BIN)/pytest --update-golden

bench: $(VENV)/installed-test ## measure and hold against the limits; PROFILE=normal for big files, full for a million
	$(BIN)/python bench/run.py --profile $(PROFILE)
	$(BIN)/python bench/dates.py
	$(BIN)/python bench/solve.py
	$(BIN)/python bench/as_of.py 20000
	$(BIN)/python bench/formats.py
	$(BIN)/python bench/check.py
	$(BIN)/python bench/bombs.py

fuzz: $(VENV)/installed-test ## look for input that breaks a promise, FUZZ_SECONDS a target, FUZZ_AT_ONCE; needs atheris
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]' || true
	@$(BIN)/python fuzz/run.py --all $(FUZZ_SECONDS) $(FUZZ_AT_ONCE)

browser: $(VENV)/installed-browser ## pages in a headless Chromium (from the path): ours, and TimelineJS reading what we write
	$(BIN)/pytest tests/browser

kill: $(VENV)/installed-test ## kill `timeline add` two hundred times and count broken files
	$(BIN)/python bench/kill.py

clean:
	rm -rf $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . && touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]' && touch $@ $(VENV)/installed

$(VENV)/installed-browser: $(VENV)/installed-test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,browser]'
	@npm install --silent --no-audit --no-fund --prefix $(VENV)/browser axe-core @knight-lab/timelinejs && touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "timeline needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)
