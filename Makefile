# Two commands are all a newcomer needs: `make run` and `make test`. `make help` lists the rest.

HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
ENVIRONMENT := scripts/environment

# More for pytest: make test ARGS="-k ledger"
ARGS ?=
JOBS ?= 2

export DJANGO_SETTINGS_MODULE := servanda.desk.web.settings

COMPILE := $(BIN)/uv pip compile pyproject.toml $(UPGRADE) --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --group build --extra desk --extra postgresql

.PHONY: help run test check format measure docs messages migrations lock clean

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: ## Set everything up, load the first dossier and serve the desk (HOST=, PORT=)
	@$(ENVIRONMENT) run
	@$(BIN)/python scripts/serve.py --host $(HOST) --port $(PORT)

test: ## Run every test, the browser's too (ARGS= for pytest, JOBS= processes)
	@$(ENVIRONMENT) dev
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

check: ## Everything a change must pass: format, lint, types, imports, templates, migrations, tests
	@$(ENVIRONMENT) dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	git ls-files -z 'src/*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/python -m django makemigrations --check --dry-run
	@$(MAKE) --no-print-directory test

format: ## Put code and templates into the one format
	@$(ENVIRONMENT) dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -z 'src/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2

measure: ## Run the benchmarks
	@$(ENVIRONMENT) dev
	for benchmark in benchmarks/*.py; do $(BIN)/python $$benchmark || exit 1; done

docs: ## Build the documentation into docs/_build
	@$(ENVIRONMENT) dev
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build
	@echo "Open docs/_build/index.html"

messages: export SERVANDA_DATA_DIR := $(CURDIR)/var
messages: ## Collect the words of the interface and compile their Azerbaijani (needs gettext)
	@$(ENVIRONMENT) dev
	cd src/servanda && ../../$(BIN)/python -m django makemessages --locale az --add-location file --no-wrap --no-obsolete
	cd src/servanda && ../../$(BIN)/python -m django compilemessages --locale az

migrations: ## Write the migrations that the models ask for
	@$(ENVIRONMENT) dev
	$(BIN)/python -m django makemigrations

lock: ## Pin what pyproject.toml asks for, with hashes and without addresses (UPGRADE=--upgrade)
	@$(ENVIRONMENT) dev
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt

clean: ## Remove the environment and everything built, but never var/, where the data is
	rm -rf .venv staticfiles docs/_build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
