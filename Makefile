# Everything is called as .venv/bin/…: no activation, no wrapper at run time.
# `make ci` is the only definition of what has to hold; .ci/run and the workflow call it.
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev system run test test-sqlite test-postgres quick check format ci docs story bench measure measure-buying coverage wheel clean
.NOTPARALLEL:

export UV_PYTHON_DOWNLOADS := never
# Which database is meant is said by the target, not by the shell.
unexport FOLLOWUP_TEST_DATABASE
BIN := .venv/bin
PYTEST := $(BIN)/pytest -n 2 $(ARGS)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: .venv/.setup ## install followup: leaves .venv/bin/followup
	@echo "followup is at $(BIN)/followup"

setup-dev: .venv/.setup-dev ## install what tests and checks need as well

# The stamps live inside .venv, so that deleting it asks for a new one.
.venv/.setup: uv.lock pyproject.toml .python-version tools/bootstrap.py
	python3 tools/bootstrap.py
	@touch $@

.venv/.setup-dev: uv.lock pyproject.toml .python-version tools/bootstrap.py
	python3 tools/bootstrap.py --dev
	@touch .venv/.setup $@

system: ## the programs that tests talk to: Dovecot, Chromium, notmuch, fonts
	@python3 tools/system_packages.py

run: setup ## a workspace with sample data, opened in the browser
	$(BIN)/followup demo

test: test-sqlite test-postgres ## every test on SQLite, then on PostgreSQL (ARGS="-k …" picks)

test-sqlite: setup-dev system
	$(PYTEST)

test-postgres: setup-dev system
	$(BIN)/python tools/with_postgres.py $(PYTEST)

quick: setup-dev ## core and its laws: seconds, no database
	$(BIN)/pytest tests/core tests/laws $(ARGS)

check: setup-dev ## form, lint, types, import walls, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	home=$$(mktemp -d) && env -u FOLLOWUP_DATABASE_URL FOLLOWUP_HOME=$$home $(BIN)/followup manage makemigrations --check --dry-run; \
		status=$$?; rm -rf "$$home"; exit $$status

format: setup-dev ## put the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

ci: check wheel test ## what has to hold before a change is merged

wheel: setup-dev ## build the wheel and try it in an empty environment
	$(BIN)/python tools/try_wheel.py

docs: setup-dev ## rebuild the generated parts of docs/
	$(BIN)/python tools/docs.py

story: setup-dev ## the acceptance stories, one line each
	$(BIN)/pytest tests/stories -v $(ARGS)

bench: setup-dev ## speed and memory beside peers
	$(BIN)/python -m benchmarks $(ARGS)

measure: setup-dev ## how well mail is understood, on mail kept beside the project
	$(BIN)/python -m benchmarks.reading $(ARGS)

measure-buying: setup-dev ## how well it is foretold who buys again
	$(BIN)/python -m benchmarks.buying $(ARGS)

coverage: setup-dev system ## which lines and branches the tests reach
	rm -f .coverage*
	$(BIN)/coverage run -m pytest -n 2 $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

clean: ## remove what can be made again
	rm -rf .venv .tools build dist htmlcov .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
