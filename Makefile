# make film    set up, render the digits film to films/digits.mp4
# make test    set up, run the tests on all cores (on two quiet cores under 5 minutes)
# make lint    set up, check style and types
# make proof   set up, play and watch every chapter of all shipped experiments, run the
#              README word for word, plant faults for the checks to see, and give the
#              program what people get wrong: hundreds of experiments, traces and other
#              files with slips in them, and experiments of the largest numbers
#              (on two quiet cores under 15 minutes)
# make bench   set up, print how fast training is, beside a bare loop and scikit-learn,
#              what each probe takes, beside its bound, how close and small a GIF is,
#              beside Manim's own, how fast a film is made, beside the usual way, and
#              what the worst frame of a camera move takes
#              (on two quiet cores about 6 minutes)
# make rhythm  set up, print by chapter how much of it moves, and what breaks a limit
# make sheets  set up, draw contact sheets of all chapters and experiments to build/sheets:
#              first, middle and last picture of each beat, its sentence below
#              (ARGS="xor -c loss --language es" for some of them)
# make lock    choose newer versions of the libraries
#
# With another Python: make film PYTHON=python3.13

.PHONY: film test lint proof bench rhythm sheets lock setup setup-film

film: setup-film
	.venv/bin/backprop film assets/experiments/digits.toml -qm

# Who is done first steals from the rest: neighbours, which share what they set up, mostly
# stay together.
test: setup
	.venv/bin/python -m pytest -n logical --dist worksteal

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

# Cases are independent, seeded and named by their number.
proof: setup
	.venv/bin/python -m pytest -m proof -n logical --dist worksteal

# Every part is run, also after one that misses a figure.
bench: setup
	@missed=0; for part in speed probes gif_quality filming camera_moves; do \
		.venv/bin/python tests/bench/$$part.py || missed=1; \
	done; exit $$missed

# The checks are those of the tests.
rhythm: setup
	PYTHONPATH=tests/scenes .venv/bin/python tests/bench/rhythm.py

sheets: setup
	PYTHONPATH=tests/scenes .venv/bin/python tests/bench/sheets.py $(ARGS)

lock: setup
	sh .ci/lock.sh

setup:
	@sh .ci/setup.sh all

setup-film:
	@sh .ci/setup.sh film
