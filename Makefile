# One target for each habit. `make run` and `make test` need CPython 3.11, make and git; no more.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export DJANGO_SETTINGS_MODULE ?= fulcrum.site.settings

.PHONY: help run test fmt lint types arch suite e2e bench docs figures assets lock screens clean

help: ## Say what each target does
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(VENV)/run.stamp: requirements/run.txt requirements/assets.txt
	@tools/venv.sh "$(PYTHON)" $(VENV) run
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt
	@tools/venv.sh "$(PYTHON)" $(VENV) dev
	@touch $@ $(VENV)/run.stamp

run: $(VENV)/run.stamp ## Start a showcase with invented data at http://127.0.0.1:8000
	@FULCRUM_SHOWCASE=true $(BIN)/fulcrum start

test: $(VENV)/dev.stamp ## Everything CI runs: gates, both databases, browser, docs
	@$(BIN)/python tools/check.py

fmt: $(VENV)/dev.stamp ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: $(VENV)/dev.stamp ## Ruff, and the linters of shell, Docker and YAML files
	@$(BIN)/python tools/check.py format lint

types: $(VENV)/dev.stamp ## mypy, strict
	@$(BIN)/python tools/check.py types

arch: $(VENV)/dev.stamp ## Import contracts and the other fences
	@$(BIN)/python tools/check.py contracts architecture

suite: $(VENV)/dev.stamp ## Tests on SQLite alone: the quick round while working
	@$(BIN)/python -m pytest -q -n 2 -m "not e2e"

e2e: $(VENV)/dev.stamp ## The journeys in a real browser, with accessibility
	@$(BIN)/python tools/check.py browser

bench: $(VENV)/dev.stamp ## Measure, side by side with what a user would pick instead
	@for file in benchmarks/[a-z]*.py; do $(BIN)/python $$file; done

docs: $(VENV)/dev.stamp ## Build the documentation
	@$(BIN)/python tools/check.py docs

figures: $(VENV)/dev.stamp ## The house's own figures; fails when one got worse
	@$(BIN)/python tools/figures.py

assets: $(VENV)/run.stamp ## Fetch the front-end packages and put them into static files
	@$(BIN)/fulcrum assets

lock: $(VENV)/dev.stamp ## Lock the Python packages again
	@for profile in run dev assets; do $(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  requirements/$$profile.in -o requirements/$$profile.txt; done

screens: $(VENV)/dev.stamp ## Take the screenshots of docs/screens again
	@$(BIN)/python tools/screens.py

clean: ## Remove what was made, but not data
	@rm -rf $(VENV) node_modules build .mypy_cache .ruff_cache docs/_build
