# The commands of the project. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8000
PASSWORDS ?=
COLD ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test soak drills test-postgresql quick lint format messages lock audit audit-tools screenshots bench bench-search search-node test-pythons clean-demo

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | expand -t 16

$(PYTHON):
	@.ci/make-venv $(VENV)

# Each stamp is as new as the lock file it was installed from.
$(VENV)/.locked: requirements.txt | $(PYTHON)
	@echo "Installing the locked packages ..."
	@$(PYTHON) -m pip install --quiet --require-hashes --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/.locked-dev: requirements-dev.txt | $(PYTHON)
	@echo "Installing the locked packages for development ..."
	@$(PYTHON) -m pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.txt
	@touch $@ $(VENV)/.locked

demo: $(VENV)/.locked ## Start the site with demonstration content (PORT=8000); Ctrl-C stops it
	@DJANGO_SETTINGS_MODULE=portal.settings.demo $(PYTHON) manage.py demo --port $(PORT) $(if $(PASSWORDS),--new-passwords)

clean-demo: ## Throw the demonstration away, so that the next `make demo` starts anew
	@rm -rf var/demo

audit-tools:
	@.ci/audit-tools

test: $(VENV)/.locked-dev audit-tools ## Run all checks and tests; says loudly what it had to skip
	@.ci/test

soak: $(VENV)/.locked-dev audit-tools ## Run all the long tests, those before a release too: axe in every look, Lighthouse, ten thousand questions
	@.ci/test soak

drills: $(VENV)/.locked-dev audit-tools ## Run the long tests that CI runs: kill -9, backups, crawls, hostile input, whole stories in a browser
	@.ci/test drills

test-postgresql: $(VENV)/.locked-dev ## Run the tests that use the database once more, on a PostgreSQL server of their own
	@.ci/test postgresql

quick: $(VENV)/.locked-dev ## Run the tests that need neither browser nor search node
	@$(PYTHON) -m pytest -q -n auto --dist worksteal -m "not browser and not node and not audit and not slow and not soak"

lint: $(VENV)/.locked-dev ## Check style, types, templates, migrations and message catalogues
	@.ci/lint

format: $(VENV)/.locked-dev ## Format the Python files and the templates
	@$(VENV)/bin/ruff check --fix-only --quiet . && $(VENV)/bin/ruff format .
	@$(VENV)/bin/djhtml --tabwidth 2 templates

messages: $(VENV)/.locked-dev ## Bring the message catalogues up to date with the source, and compile them
	@$(PYTHON) .ci/messages.py update

lock: $(VENV)/.locked-dev ## Lock the versions of all packages again, with their hashes
	@.ci/lock

audit: $(VENV)/.locked-dev audit-tools ## Judge every kind of page: axe, HTML checker, Lighthouse; results in docs/results
	@.ci/audit

screenshots: $(VENV)/.locked-dev ## Photograph every kind of page and every mail in both languages, narrow and wide
	@$(PYTHON) -m tests.browser.screenshots var/screenshots
	@$(PYTHON) -m tests.mail.screenshots var/screenshots/mails

bench: $(VENV)/.locked-dev ## Measure every promise about speed (COLD=1: with a fresh clone); see benchmarks/README.md
	@$(PYTHON) -m benchmarks.portal_speed $(if $(COLD),--cold)
	@$(PYTHON) -m benchmarks.lists

bench-search: $(VENV)/.locked-dev ## Measure the speed of search in both engines, with 10,000 and 100,000 records
	@$(PYTHON) -m benchmarks.search_speed

search-node: ## Start a real search node on 127.0.0.1:9201; needs Java 21 or newer, and Maven the first time
	@deploy/search-node/start

test-pythons: ## Run the quick tests under every Python from 3.11 to 3.13 that is found
	@.ci/test-pythons
