PYTHON ?= python3
BIN := .venv/bin
LOTSE := $(BIN)/lotse
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help setup ask serve test test-all clients docs check lint page fonts speed scale bench bench-quick picture screenshots lock wheelhouse sbom clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/.done  ## Create .venv with the command lotse and everything the tests need

.venv/.done: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 setup")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]' --constraint constraints.txt
	touch $@

ask: setup  ## Build the index, ask one English and one German question
	$(LOTSE) index
	$(LOTSE) search --limit 3 "measures for single parents with childcare issues"
	$(LOTSE) search --limit 3 "Kunde, 27, Schulden, kein Führerschein, Rücken kaputt - was haben wir?"

serve: setup  ## Build the index and serve on http://127.0.0.1:8000
	$(LOTSE) index
	$(LOTSE) serve

# Tests start many processes: cached bytecode saves each of them half a second, also where the environment forbids it.
test: export PYTHONDONTWRITEBYTECODE =
test: setup  ## Run the fast tests
	$(PYTEST) -n 2 -m "not (timed or browser or slow or postgres)"
	$(PYTEST) -m "timed and not (browser or slow)"

test-all: test docs  ## Run every test, those in a browser and the commands of the documentation included
	$(PYTEST) -m "browser or slow" --ignore tests/docs

clients:  ## Install what tests try beside the service: generators of clients, hosts (needs npm)
	$(PYTHON) -m venv build/clients
	build/clients/bin/pip install --quiet --disable-pip-version-check \
		openapi-python-client==0.29.1 langchain-mcp-adapters==0.3.2 mcp==1.30.0 mcpo==0.0.20 fastapi==0.128.8
	npm install --silent --no-audit --no-fund --prefix build/clients \
		openapi-typescript@7.13.0 openapi-fetch@0.17.0 typescript@5.9.3 @modelcontextprotocol/inspector@0.15.0 \
		opencode-ai@1.18.33

docs: setup  ## Check the documentation and run the commands in it
	$(PYTEST) -n 2 tests/docs

# Node checks the page, where it is there: users need none. TypeScript is the only package, in build/node, and checks types alone.
page:  ## Check the types of the page's modules and test their pure parts (needs node 20)
	@command -v node > /dev/null || { echo "node isn't installed: the page's modules stay unchecked"; exit 0; }; \
	set -e; test -x build/node/node_modules/.bin/tsc || npm install --silent --no-audit --no-fund --prefix build/node typescript@5.9.3; \
	build/node/node_modules/.bin/tsc -p tests/page; node --test tests/page/

fonts: setup  ## Make the page's fonts anew (needs npm)
	npm install --silent --no-audit --no-fund --prefix build/node @fontsource/fira-sans@5.3.0
	$(PYTHON) -m venv build/fonts
	build/fonts/bin/pip install --quiet --disable-pip-version-check fonttools brotli
	build/fonts/bin/python docs/fonts.py build/node/node_modules/@fontsource/fira-sans

check: lint page  ## What every commit passes: lint, format, types, architecture, documentation
	$(PYTEST) -n 2 -m "not slow" tests/test_architecture.py tests/docs

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

speed: setup  ## Measure start, question, memory
	$(BIN)/python -m tests.benchmarks.speed

scale: setup  ## Measure growth to a hundred times the catalogue, phase by phase, for docs/scale.md
	$(BIN)/python -m tests.benchmarks.scale --write

bench: setup  ## Measure other search systems beside this one (minutes, 9 GB of packages)
	$(BIN)/python -m tests.benchmarks.peers --install

bench-quick: setup  ## The same with two of them
	$(BIN)/python -m tests.benchmarks.peers --install --quick

picture: setup  ## Draw docs/search.svg
	$(BIN)/python docs/picture.py

screenshots: setup  ## Take the pictures of the documentation (needs chromium)
	$(BIN)/python -m docs.screenshots

lock:  ## Write requirements.lock anew, with the hashes of constraints.txt's versions
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet pip-tools
	build/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-annotate --no-header \
		--no-emit-index-url --no-emit-trusted-host --no-emit-options --extra llm --constraint constraints.txt \
		--output-file requirements.lock pyproject.toml

wheelhouse: setup  ## Fill wheelhouse/ with all that an installation without a connection needs
	$(BIN)/pip download --quiet --only-binary :all: --require-hashes --requirement requirements.lock --dest wheelhouse
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir wheelhouse .
	cp requirements.lock deploy/lotse.service deploy/lotse.sh deploy/lotse.cron deploy/nginx.conf deploy/nginx-login.conf wheelhouse

sbom: setup  ## Write build/sbom.json, the bill of materials
	mkdir -p build
	$(BIN)/python -m deploy.parts sbom > build/sbom.json

clean:  ## Remove .venv, caches and build output
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build wheelhouse
