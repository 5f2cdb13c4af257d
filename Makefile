# make run serves the catalogue, make test checks it; each sets up all it needs.

SHELL := /bin/sh
PYTHON ?= python3
export HOST ?= 127.0.0.1
export PORT ?= 8000

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run admin test lint pytest browser bench bench-ingest bench-palettes bench-looks bench-search bench-web bench-lighthouse bench-api bench-exports fuzz-api shots clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: .venv/run.stamp ## make the environment alone

setup-dev: .venv/dev.stamp

.venv/bin/python:
	@$(PYTHON) tools/make_venv.py .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: setup ## serve the catalogue (HOST, PORT), with the worker; Ctrl-C stops both
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_sample --if-empty
	@$(MANAGE) compute_palettes --later
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@exec $(BIN)/python -m tools.serve

admin: setup ## make an account for the admin pages
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createsuperuser

browser: setup-dev
	@$(BIN)/python -m tools.find_chromium --install

test: lint browser pytest ## run every check and every test

pytest: setup-dev
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

lint: setup-dev ## format, lint, types, migrations, deployment settings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MANAGE) makemigrations --check --dry-run
	@VAR_DIR=var/check HTTPS=1 ALLOWED_HOSTS=example.org \
	SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABC \
	$(MANAGE) check --deploy --fail-level WARNING

bench: bench-ingest bench-web ## measure how stills come in and how pages are served

bench-web: setup-dev ## measure pages against a bare hello-world on the same server
	$(BIN)/python -m benchmarks.web

bench-lighthouse: setup-dev browser ## have Lighthouse look at the pages (installs it into var/lighthouse by npm)
	$(BIN)/python -m benchmarks.lighthouse --runs 3

bench-ingest: setup-dev ## measure how fast, how safely and how surely stills come in
	$(BIN)/python -m benchmarks.ingest
	$(BIN)/python -m benchmarks.pictures
	$(BIN)/python -m benchmarks.crash

.venv-peers/failed.json: requirements-peers.txt benchmarks/peers/package.json
	@$(PYTHON) -m benchmarks.peers.set_up

bench-palettes: setup-dev .venv-peers/failed.json ## measure the palette methods, and other libraries beside them
	$(BIN)/python -m benchmarks.palettes
	$(BIN)/python -m benchmarks.against_peers

bench-looks: setup-dev ## measure how well each distance between looks finds a film's stills
	$(BIN)/python -m benchmarks.looks

bench-search: setup-dev ## measure searches among 100,000 looks
	$(BIN)/python -m benchmarks.search

bench-api: setup-dev ## measure the API: palettes by upload, still pages, slow sources
	$(BIN)/python -m benchmarks.api

bench-exports: setup-dev ## have npm's readers read the palette files that we write
	$(BIN)/python -m benchmarks.exports

fuzz-api: setup-dev ## ask the API 10,000 questions made from its schema
	$(BIN)/python -m benchmarks.fuzz_api

shots: setup-dev browser ## take a picture of every page into shots/
	$(BIN)/python -m tools.shots

clean: ## remove the environment and what checks leave, never the catalogue
	rm -rf .venv .venv-peers .mypy_cache .pytest_cache .ruff_cache shots var/check
