# The project's verbs; `make` lists them. Only Python >= 3.11, pip and make are needed.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEMO   ?= demo-data

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz check lint format types layers docs docs-check data data-check pictures sample bench
.PHONY: bench-accuracy bench-estimates bench-samples bench-review bench-yardstick bench-speed bench-csv clean

help: ## list these verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "umkm needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.run: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

$(VENV)/.system: scripts/install_system.sh | $(BIN)/python
	scripts/install_system.sh
	@touch $@

demo: $(VENV)/.run ## install, then clean, match and report the invented lists of sample_data/
	$(BIN)/umkm ingest sample_data/lists --workspace $(DEMO) --config sample_data/umkm.toml
	$(BIN)/umkm dedupe --workspace $(DEMO) --config sample_data/umkm.toml
	$(BIN)/umkm evaluate --workspace $(DEMO) --config sample_data/umkm.toml --labels sample_data/truth.csv
	$(BIN)/umkm report --workspace $(DEMO) --config sample_data/umkm.toml

test: $(VENV)/.dev $(VENV)/.system ## install, then run all tests; UMKM_TEST_ALL makes a missing browser a failure
	UMKM_TEST_ALL=1 $(BIN)/python -m pytest -n auto --cov --cov-report=term --cov-fail-under=90

fuzz: $(VENV)/.dev ## the tests again, with ten times as many random examples, never the same (about ten minutes)
	$(BIN)/python -m pytest -n auto --hypothesis-profile=fuzz

check: lint types layers docs-check data-check test ## everything a change has to pass

lint: $(VENV)/.dev ## style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.dev ## put the code in shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.dev ## strict types
	$(BIN)/mypy

layers: $(VENV)/.dev ## who may import whom
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## write the generated pages of docs/
	$(BIN)/python scripts/build_docs.py

docs-check: $(VENV)/.dev ## are the generated pages of docs/ up to date?
	$(BIN)/python scripts/build_docs.py --check

data: $(VENV)/.dev ## rebuild the region table from its source
	$(BIN)/python scripts/build_data.py

data-check: $(VENV)/.dev ## is the region table what its source gives?
	$(BIN)/python scripts/build_data.py --check

pictures: $(VENV)/.dev $(VENV)/.system ## draw the pictures of docs/ from real runs: the terminal, the page of an invented regency, the review
	$(BIN)/python scripts/build_pictures.py
	$(BIN)/python scripts/build_page_pictures.py
	$(BIN)/python scripts/build_book_pictures.py
	$(BIN)/python scripts/build_review_pictures.py

sample: $(VENV)/.dev ## rewrite sample_data/ from its generator
	$(BIN)/python -m benchmarks.synthetic sample --out sample_data

bench: $(VENV)/.dev ## 105,000 owners in 250 files: what is found, what it costs, per stage and in all (about eight minutes)
	$(BIN)/python -m benchmarks.stages
	$(BIN)/python -m benchmarks.ingest
	$(BIN)/python -m benchmarks.report
	$(BIN)/python -m benchmarks.review

.venv-%/.peer: pyproject.toml
	$(PYTHON) -m venv .venv-$*
	.venv-$*/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	.venv-$*/bin/python -m pip install --quiet --group peers-$*
	@touch $@

PEERS := .venv-splink/.peer .venv-recordlinkage/.peer $(if $(DEDUPE),.venv-dedupe/.peer)

bench-accuracy: $(VENV)/.dev $(PEERS) ## how right umkm and other matchers are; DATA=FOLDER: more lists, DEDUPE=1: dedupe too
	$(BIN)/python -m benchmarks.people $(if $(DATA),--given $(DATA)) $(if $(DEDUPE),--dedupe)

$(VENV)/.yardstick: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --group yardstick
	@touch $@

bench-yardstick: $(VENV)/.yardstick ## umkm beside a matcher that has seen the truth of other worlds, by hard case (ten minutes)
	$(BIN)/python -m benchmarks.yardstick --seed 901 777

bench-estimates: $(VENV)/.dev ## how often the intervals of the report hold the truth; LARGE=1: on large regencies too
	$(BIN)/python -m benchmarks.estimates $(if $(LARGE),--large)

bench-review: $(VENV)/.dev ## what 50, 200 and 500 decisions are worth, and how likely doubts are true (twenty minutes)
	$(BIN)/python -m benchmarks.decisions
	$(BIN)/python -m benchmarks.doubts
	$(BIN)/python -m benchmarks.refit

bench-samples: $(VENV)/.dev ## how often the intervals of `umkm evaluate` by a sample hold the truth (half an hour)
	$(BIN)/python -m benchmarks.samples

bench-speed: $(VENV)/.dev .venv-splink/.peer ## umkm and Splink in turns on 105,000 rows; MILLION=ROUNDS: on 1,000,000 too
	$(BIN)/python -m benchmarks.people.speed $(if $(MILLION),--million $(MILLION))

bench-csv: $(VENV)/.dev ## polluted text files: what each reader makes of them
	$(BIN)/python -m benchmarks.pollution

clean: ## remove what was built
	rm -rf $(VENV) .venv-* $(DEMO) bench-data build dist .*_cache .coverage*
