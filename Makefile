PYTHON ?= python3
BIN := .venv/bin
LOTSE := $(BIN)/lotse

.PHONY: setup ask test test-all lint serve speed bench bench-quick picture screenshots clean

setup: .venv/.done

.venv/.done: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 setup")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]' --constraint constraints.txt
	touch $@

ask: setup
	$(LOTSE) index
	$(LOTSE) search --limit 3 "measures for single parents with childcare issues"
	$(LOTSE) search --limit 3 "Kunde, 27, Schulden, kein Führerschein, Rücken kaputt - was haben wir?"

# Tests start many processes: cached bytecode saves each of them half a second, also where the environment forbids it.
test: export PYTHONDONTWRITEBYTECODE =
test: setup
	$(BIN)/python -m pytest -n 2 -m "not (timed or browser or slow)"
	$(BIN)/python -m pytest -m "timed and not (browser or slow)"

test-all: test
	$(BIN)/python -m pytest -m "browser or slow"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

serve: setup
	$(LOTSE) index
	$(LOTSE) serve --host 127.0.0.1 --port 8000

speed: setup
	$(BIN)/python -m tests.benchmarks.speed

bench: setup
	$(BIN)/python -m tests.benchmarks.peers --install

bench-quick: setup
	$(BIN)/python -m tests.benchmarks.peers --install --quick

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build

picture: setup
	$(BIN)/python docs/picture.py

screenshots: setup
	$(BIN)/python -m docs.screenshots
