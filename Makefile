# make film    set up, render the digits film to films/digits.mp4
# make test    set up, run the tests
# make lint    set up, check style and types
# make lock    choose newer versions of the libraries
#
# With another Python: make film PYTHON=python3.13

.PHONY: film test lint lock setup

film: setup
	.venv/bin/backprop film assets/experiments/digits.toml -qm

test: setup
	.venv/bin/python -m pytest

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

lock: setup
	sh .ci/lock.sh

setup:
	@sh .ci/setup.sh
