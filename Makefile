# Everything runs in .venv, which tools/setup.py makes from the locked requirements. Needs Python >= 3.11.5, git and make.
PYTHON ?= python3
BIN := .venv/bin
# A process a core; the tests of one file stay together, because they share what they build, and browsers come first.
SIDE_BY_SIDE := -n auto --dist loadfile --no-loadscope-reorder
# What somebody says on the command line, as one word of the shell, whatever is in it.
quoted = '$(subst ','\'',$(1))'

.DEFAULT_GOAL := help
.PHONY: help new site serve test audit lint format check bench bench-full screenshots lock clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

new: ## Start a library of your own: make new DIR=../mine NAME="My shelf" DUMP=file
	@$(PYTHON) tools/setup.py site
	@$(BIN)/papershelf init $(call quoted,$(DIR)) $(if $(NAME),--name $(call quoted,$(NAME))) $(if $(ACCENT),--accent $(call quoted,$(ACCENT))) $(foreach one,$(DUMP),--dump $(call quoted,$(one)))

site: ## Build the site from dumps/ into site/
	@$(PYTHON) tools/setup.py site
	@$(BIN)/papershelf build

serve: ## Show the site on loopback and rebuild it as files change
	@$(PYTHON) tools/setup.py site
	@$(BIN)/papershelf serve

test: ## Run the tests (browser tests skip where there is no Chromium)
	@$(PYTHON) tools/setup.py dev --browser
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not audit" $(ARGS)

audit: ## Run everything, the slow tests too
	@$(PYTHON) tools/setup.py dev --browser
	@PAPERSHELF_HYPOTHESIS=audit $(BIN)/python -m pytest $(SIDE_BY_SIDE) --ignore tests/audit/test_lighthouse.py $(ARGS)
	@$(BIN)/python -m pytest tests/audit/test_lighthouse.py # measures speed, so nothing runs beside it

lint: ## Check style and types
	@$(PYTHON) tools/setup.py dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: ## Mend style
	@$(PYTHON) tools/setup.py dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

check: ## Say what is wrong with the dumps and the themes
	@$(PYTHON) tools/setup.py site
	@$(BIN)/papershelf check

bench: ## Measure the build against a plain Material site of the same papers (takes minutes)
	@$(PYTHON) tools/setup.py dev
	@$(BIN)/python -m benchmarks.build --large

screenshots: ## Take the pictures in docs/assets/screenshots of a fresh site (needs Chromium)
	@$(PYTHON) tools/setup.py dev --browser
	@$(BIN)/papershelf build
	@$(BIN)/python tools/screenshots.py

bench-full: ## Measure builds and searches of up to 100,000 papers beside other engines (CORPUS=file.jsonl; takes an hour)
	@$(PYTHON) tools/setup.py dev
	@$(BIN)/python -m benchmarks.full $(if $(CORPUS),--corpus $(CORPUS)) $(ARGS)
	@$(BIN)/python -m benchmarks.search $(if $(CORPUS),--corpus $(CORPUS)) --sizes 422,10000,100000

lock: ## Renew the lock files (needs uv; say UPGRADE=--upgrade for the newest versions)
	uv pip compile --quiet pyproject.toml --group build --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements.txt
	uv pip compile --quiet pyproject.toml --extra dask --group build --group dev --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -c requirements.txt -o requirements-dev.txt
	uv pip compile --quiet pyproject.toml --extra dask --group build --group dev --universal --python-version 3.11 --generate-hashes \
	  --resolution lowest-direct --upgrade \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o .ci/lowest.txt
	uv pip compile --quiet --group audit --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o .ci/audit.txt

clean: ## Remove what was built, keep .venv
	rm -rf site site.new site.old .site.lock .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
