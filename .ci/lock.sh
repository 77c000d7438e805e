#!/bin/sh
# Writes requirements/*.txt: one version of each library for all systems and Pythons.
set -eu
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile --quiet --upgrade "$@" \
        --universal --python-version 3.11 --fork-strategy fewest \
        --no-emit-index-url --no-emit-find-links --generate-hashes \
        --custom-compile-command "make lock"
}

.venv/bin/python -m pip install --quiet uv
compile --group build --output-file requirements/build.txt
compile pyproject.toml --extra dev --constraint requirements/build.txt \
    --output-file requirements/all.txt
compile pyproject.toml --constraint requirements/all.txt \
    --output-file requirements/film.txt
