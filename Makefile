# Only make, Python 3.11 to 3.14 and a package index are assumed; `make` alone says what there is.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

BIN := .venv/bin
PY := $(BIN)/python
# The newest Python that can make an environment; `make setup PYTHON=/path/to/python` chooses another one.
PYTHON ?=
FIND_PYTHON = for python in $(PYTHON) $(if $(PYTHON),,python3.14 python3.13 python3.12 python3.11 python3); do \
	  "$$python" -c 'import sys, ensurepip, sqlite3; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
	    2>/dev/null && break; python=; done; \
	if [ -z "$$python" ]; then \
	  echo "make: no Python from 3.11 to 3.14 with venv and sqlite3 was found (on Debian: apt install python3-venv)." >&2; \
	  echo "      If there is one, name it: make setup PYTHON=/path/to/python3.12" >&2; exit 1; fi
INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes

.PHONY: help
help: ## say what there is
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: .venv/run ## play it: the bot, a local Telegram and a page with phones; no token, no account
	$(PY) -m bot demo $(ARGS)

.PHONY: run
run: .venv/run ## run the bot for real; needs JARDINS_TOKEN (see README)
	$(PY) -m bot run $(ARGS)

.PHONY: setup
setup: .venv/dev ## install everything that working on it needs, into .venv

.PHONY: test
test: lint ## every check and the whole suite: PostgreSQL and a real browser too (ARGS="-k name" for some)
	$(PY) -m pytest -n $(WORKERS) $(ARGS)

.PHONY: check
check: lint ## the same without what is slow: under three minutes, for before each commit
	$(PY) -m pytest -n $(WORKERS) -m "not slow and not browser and not postgres" $(ARGS)

.PHONY: lint
lint: .venv/dev ## style, types and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

.PHONY: fix
fix: .venv/dev ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: .venv/dev ## measure speed, as ratios to bare libraries on the same machine
	$(PY) -m bench $(ARGS)

.PHONY: messages
messages: .venv/dev ## put new keys of the code into every catalogue, and take old ones out
	$(PY) tools/messages.py

.PHONY: transcripts
transcripts: .venv/dev ## write the transcripts of conversations anew; look at the difference afterwards
	$(PY) -m pytest -q tests/transcripts --update-transcripts $(ARGS)
	git --no-pager diff --stat -- tests/transcripts docs/authorisations.md

.PHONY: guide
guide: .venv/dev ## make the pictures of the officer's guide anew, from the demonstration; needs a Chromium
	$(PY) -m tests.e2e.guide_pictures

# Versions for every system and Python at once, with hashes and without the name of any host.
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-build \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
.PHONY: lock
lock: .venv/dev ## choose the newest versions that pyproject.toml allows and write them to requirements/
	$(PY) -m pip install --quiet --disable-pip-version-check uv # chooses for every system at once; pip cannot
	$(LOCK) pyproject.toml -o requirements/run.lock
	$(LOCK) pyproject.toml --group dev --group bench -c requirements/run.lock -o requirements/dev.lock
	$(LOCK) --group pyproject.toml:build -c requirements/dev.lock -o requirements/build.lock

.PHONY: clean
clean: ## remove what was built and measured; .venv and var/ (the data) stay
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find bot tests -name __pycache__ -type d -prune -exec rm -rf {} +

WORKERS ?= 2

.venv/made:
	@$(FIND_PYTHON); echo "making .venv with $$("$$python" --version)" && "$$python" -m venv .venv
	@touch $@

# What running needs is little; `dev` holds the same and more, in the same versions.
.venv/run: requirements/run.lock requirements/build.lock pyproject.toml | .venv/made
	@echo "installing what running needs (a minute, once)"
	@$(INSTALL) -r requirements/run.lock && $(INSTALL) -r requirements/build.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements/dev.lock requirements/build.lock pyproject.toml | .venv/made
	@echo "installing what developing needs (a few minutes, once)"
	@$(INSTALL) -r requirements/dev.lock && $(INSTALL) -r requirements/build.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ .venv/run
