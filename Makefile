# make serve: everything from a fresh clone to an answering page. make test: everything CI runs but `make check`.
VENV   := .venv
PYTHON := $(VENV)/bin/python
READY  := $(VENV)/.installed

.PHONY: serve test setup check eval bench torture doctor licences screenshots icons
.DEFAULT_GOAL := serve

serve: $(READY)
	$(PYTHON) -m ui

test: $(READY)
	$(PYTHON) -m index build
	$(PYTHON) -m eval run --suite all --part dev
	$(PYTHON) -m eval check --suite all --part dev
	$(PYTHON) -m eval report --suite all --part dev
	$(PYTHON) -m eval invariances --suite all --part dev
	$(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

setup: $(READY)

check: $(READY)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

eval: $(READY)
	$(PYTHON) -m eval run --part dev
	$(PYTHON) -m eval report

# What is wrong with what serving needs, and the command that mends it.
doctor: $(READY)
	$(PYTHON) -m ui doctor

# The licence of each library that is installed; fails where one is not allowed (tests/licences/allowed.toml).
licences: $(READY)
	$(PYTHON) -m tests.licences

# Everything that breaks, done many times: 20 minutes on two cores.
torture: $(READY)
	$(PYTHON) -m tests.torture --out docs/torture.md

screenshots: $(READY)
	SCREENSHOTS=docs $(PYTHON) -m pytest tests/browser/test_pictures.py

# The pictures of the service, of ui/assets/icon.svg and preview.svg.
icons: $(READY)
	ICONS=1 $(PYTHON) -m pytest tests/browser/test_icons.py

# BENCHMARKS: a folder with xquad.zh.json and xquad.en.json (XQuAD, CC BY-SA 4.0); they are not part of this project.
# CHUNKS: the sizes of the made-up corpora; a million takes 40 minutes to two hours and 12 GB of disk.
BENCHMARKS ?= ../shared/benchmarks
CHUNKS ?= 10000 100000
bench: $(READY)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	$(PYTHON) -m eval.bench encoder
	$(PYTHON) -m eval.bench index
	$(PYTHON) -m eval.bench answers
	$(PYTHON) -m eval.bench crossing
	$(PYTHON) -m eval.bench corpora --chunks $(CHUNKS)
	$(PYTHON) -m eval.bench tantivy
	$(PYTHON) -m tests.load --workers 1 2 --out var/bench/load.json
	$(PYTHON) -m eval.bench report
	$(PYTHON) -m eval squad $(BENCHMARKS)/xquad.zh.json
	$(PYTHON) -m eval squad $(BENCHMARKS)/xquad.zh.json --questions $(BENCHMARKS)/xquad.en.json
	$(PYTHON) -m tests.browser.timing

$(READY): pyproject.toml constraints.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)
