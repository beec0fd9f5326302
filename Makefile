# Every target does its own set-up: a virtual environment in .venv and, for the PDF and the
# tests, Debian packages. A second run finds them there.

PYTHON ?= python3

.PHONY: help site test test-matrix bench docs lint clean

help:
	@echo "make site         build the example site: HTML and PDF"
	@echo "make test         run every test (ARGS='-k word' to choose)"
	@echo "make test-matrix  build with the Sphinx versions at the corners of what is supported"
	@echo "make bench        compare build times within one run"
	@echo "make docs         build the manual"
	@echo "make lint         ruff and mypy"
	@echo "make clean        remove all that the other targets made"

site:
	@$(PYTHON) tools/build_site.py

test:
	@$(PYTHON) tools/run_tests.py $(ARGS)

test-matrix:
	@$(PYTHON) tools/run_matrix.py

bench:
	@$(PYTHON) tools/run_bench.py $(ARGS)

docs:
	@$(PYTHON) tools/build_docs.py

lint:
	@$(PYTHON) tools/run_lint.py

clean:
	rm -rf .venv .cache dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf example-site/_build docs/_build
