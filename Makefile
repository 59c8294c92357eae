# make run     everything that is needed, then the site on http://127.0.0.1:8000 (PORT=8001 for another)
# make test    everything that is needed, then the checks and every test
# make check   the checks alone: format, lint, types, templates, migrations
# make backup  a backup of everything into PROVENANCE_BACKUP_DIR (DIR=/srv/backups for another folder)
# make restore DIR=/srv/backups   the newest backup there, into an empty data folder
# make bench   speed and quality, measured; SIZE=1000000: the pages on a record of so many claims
# make lock    resolve the dependencies anew, after a change to pyproject.toml
# make clean   remove what was installed and cached; the data in var/ stays

.PHONY: run test check backup restore bench lock clean
.DELETE_ON_ERROR:

# The newest Python of this list that is new enough is used; PYTHON=... decides otherwise.
PYTHON ?= python3.13 python3.12 python3.11 python3

VENV := .venv
BIN := $(VENV)/bin

run: $(VENV)/run.installed
	@exec $(BIN)/python manage.py run

# Several files at once, each process with a PostgreSQL of its own; the files begin in their own order.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test: check
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.provenance.pgbouncer
	@exec $(BIN)/python -m pytest $(SIDE_BY_SIDE)

check: $(VENV)/test.installed
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m djlint templates --lint --quiet
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py check

# docs/backup.md says more; OPTIONS=--check hands options on: manage.py backup --help, manage.py restore --help
backup: $(VENV)/run.installed
	@exec $(BIN)/python manage.py backup $(if $(DIR),"$(DIR)") $(OPTIONS)

restore: $(VENV)/run.installed
	@test -n "$(DIR)" || { echo "Name the backup: make restore DIR=/srv/backups" >&2; exit 1; }
	@exec $(BIN)/python manage.py restore "$(DIR)" $(OPTIONS)

bench: $(VENV)/bench.installed
	@exec $(BIN)/python -m bench $(SIZE)

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links pyproject.toml

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(LOCK) -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --extra bench -c requirements.txt -o requirements-bench.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis test-results
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

# Installing. `unfinished` stands in the environment while anything is being put there: one that was
# interrupted is thrown away, since nobody can tell which half it has. The umask lets PostgreSQL's
# own user read its programs when root installs.
define install
	@umask 022; set -e; \
	if [ -e $(VENV)/unfinished ] || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		for name in $(PYTHON); do \
			"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
			python=$$name; break; \
		done; \
		[ -n "$$python" ] || { \
			echo "Provenance needs Python 3.11 or newer, and found none as $(PYTHON). Install one, or name it: make PYTHON=/path/to/python3" >&2; \
			exit 1; }; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
			echo "This Python ($$python) comes without its venv module. Install it (on Debian: apt-get install python3-venv)." >&2; \
			exit 1; }; \
		echo "Making $(VENV) with $$("$$python" --version)"; \
		rm -rf $(VENV); mkdir $(VENV); touch $(VENV)/unfinished; \
		"$$python" -m venv $(VENV); \
	fi; \
	echo "Installing $(1)"; \
	touch $(VENV)/unfinished; \
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $(1) || { \
		echo "The packages in $(1) could not be installed; what pip said stands above." >&2; exit 1; }; \
	rm $(VENV)/unfinished
endef

$(VENV)/run.installed: requirements.txt
	$(call install,requirements.txt)
	@touch $@

# Holds everything that requirements.txt does, so `make run` has nothing left to install.
$(VENV)/test.installed: requirements-dev.txt requirements.txt
	$(call install,requirements-dev.txt)
	@touch $(VENV)/run.installed $@

# What measuring needs besides: the baselines, and what trains the model of check-worthy sentences.
$(VENV)/bench.installed: requirements-bench.txt requirements.txt
	$(call install,requirements-bench.txt)
	@touch $(VENV)/run.installed $@
