# `make run` starts Throughline on this machine; `make test` proves it. Both need Python 3.11 or newer and nothing else.

PYTHON = .venv/bin/python

.PHONY: help run test check fix
.DEFAULT_GOAL := help

help: ## say what there is
	@echo "make run    start everything on this machine, with a demo clinic (PORT=8000); Ctrl-C stops it"
	@echo "make test   every check and every test, on a throw-away database"
	@echo "make check  every check, without the tests"
	@echo "make fix    format, and mend what the checks can mend themselves"

run: .venv/.installed
	@$(PYTHON) -m care.embedded run

test: .venv/.installed
	@browser=$$($(PYTHON) -m care.embedded browser) && CARE_BROWSER="$$browser" $(PYTHON) -m care.embedded exec -- sh .ci/check --tests

check: .venv/.installed
	@$(PYTHON) -m care.embedded exec -- sh .ci/check

fix: .venv/.installed
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m djlint templates --reformat --quiet

.venv/.installed: requirements.lock
	@sh .ci/install
