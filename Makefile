# One target for each habit. `make run` and `make test` need CPython 3.11, make and git; no more.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
CHECK := $(BIN)/python -m tools.check

.PHONY: help environment dev run test fmt lint types arch suite e2e bench docs figures assets messages lock screens clean

help: ## Say what each target does
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/\t/' | expand -t 12

# Both compare the hash of the lock with the one installed last, and are done at once when it fits.
environment:
	@tools/venv.sh "$(PYTHON)" "$(VENV)" run

dev:
	@tools/venv.sh "$(PYTHON)" "$(VENV)" dev

run: environment ## Start a showcase with invented data at http://127.0.0.1:8000 (PORT=…)
	@exec tools/run.sh "$(VENV)"

test: dev ## Everything CI runs: gates, both databases, browser, docs
	@exec $(CHECK)

fmt: dev ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: dev ## Ruff, bandit, and the linters of shell, Docker and YAML files
	@$(CHECK) format lint

types: dev ## mypy, strict
	@$(CHECK) types

arch: dev ## Import contracts and the other fences
	@$(CHECK) contracts architecture

suite: dev ## Tests on SQLite alone: the quick round while working
	@$(BIN)/python -m pytest -q -n 2 -m "not e2e"

e2e: dev ## The journeys in a real browser, with accessibility
	@$(CHECK) assets browser

bench: dev ## Measure; prints one table for each subject
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python "$$file"; done

docs: dev ## Build the documentation into docs/_build/html
	@$(CHECK) docs

figures: dev ## The house's own figures; fails when one got worse
	@$(BIN)/python -m tools.figures

assets: environment ## Fetch the front-end packages and put them into static files
	@FULCRUM_SHOWCASE=true $(BIN)/fulcrum assets

messages: dev ## Add new texts to the catalogues of translations; says which wait for one
	@$(BIN)/python -m tools.messages

lock: dev ## Lock the Python packages again
	@for profile in run dev assets; do $(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  "requirements/$$profile.in" -o "requirements/$$profile.txt"; done
	@$(CHECK) locks

screens: dev ## Take the screenshots of docs/screens again
	@$(BIN)/python -m tools.screens

clean: ## Remove what was made, but not data
	@rm -rf "$(VENV)" node_modules build .mypy_cache .ruff_cache .import_linter_cache docs/_build
