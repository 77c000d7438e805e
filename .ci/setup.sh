#!/bin/sh
# setup.sh [film|all]: prepares .venv to make films, or for all that a developer does.
#
# That is: the system packages that are missing, the locked libraries, this project. A run
# that finished leaves a copy of everything it went by in .venv/made-from-*; as long as
# that still agrees, the next run does nothing. A run that was stopped half-way leaves
# .venv/unfinished, and the next one starts from an empty folder.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
lock=${1:-all}

fail() {
    echo "$*" >&2
    exit 1
}

minor_version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# The folder counts too: scripts in .venv/bin name it, so a moved checkout is set up again.
made_from() {
    pwd
    .venv/bin/python --version
    cat .ci/setup.sh requirements/build.txt "requirements/$1.txt" pyproject.toml
}

is_ready() {
    [ -x .venv/bin/python ] || return 1
    [ -z "${PYTHON:-}" ] || is_same_python || return 1
    for made in "$lock" all; do
        made_from "$made" 2>/dev/null | cmp -s - ".venv/made-from-$made" && return 0
    done
    return 1
}

is_same_python() { [ "$(minor_version .venv/bin/python)" = "$(minor_version "$python")" ]; }

is_usable() {
    [ ! -e .venv/unfinished ] && [ -x .venv/bin/python ] && is_same_python &&
        .venv/bin/python -c 'import pip' 2>/dev/null && ! is_moved
}

is_moved() {
    for made in .venv/made-from-*; do
        [ ! -e "$made" ] || [ "$(sed -n 1p "$made")" = "$(pwd)" ] || return 0
    done
    return 1
}

check_python() {
    command -v "$python" >/dev/null ||
        fail "There is no $python. Install Python 3.11 or newer, or name one: make film PYTHON=python3.12"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$python is Python $(minor_version "$python"); 3.11 or newer is needed. Name one: make film PYTHON=python3.12"
}

# Pango, pycairo and (on ARM) two OpenGL libraries have no wheels for Linux: they are
# compiled here, so a compiler and headers are needed. libpango1.0-dev brings cairo.
missing_on_debian() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || echo "python$(minor_version "$python")-venv"
    has_headers || echo "python$(minor_version "$python")-dev"
    command -v cc >/dev/null && echo '#include <stdio.h>' | cc -E - >/dev/null 2>&1 || echo gcc libc6-dev
    command -v pkg-config >/dev/null || echo pkg-config
    pkg-config --exists pangocairo 2>/dev/null || echo libpango1.0-dev
}

has_headers() {
    "$python" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))'
}

missing_on_macos() {
    command -v cc >/dev/null || echo gcc
    command -v pkg-config >/dev/null || echo pkg-config
    pkg-config --exists pangocairo 2>/dev/null || echo pango
}

install_on_debian() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        fail "System packages are missing. Run this, then make again: sudo apt-get install $*"
    fi
    echo "Installing system packages: $*"
    $as_root apt-get update -qq || echo "apt-get update failed; trying with what is known." >&2
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >/dev/null
}

install_system_packages() {
    if command -v apt-get >/dev/null; then
        missing=$(missing_on_debian | tr '\n' ' ')
        [ -z "$missing" ] || install_on_debian $missing
    elif [ "$(uname)" = Darwin ]; then
        missing=$(missing_on_macos | tr '\n' ' ')
        [ -z "$missing" ] || fail "System packages are missing. Run this, then make again: brew install $missing"
    elif [ -n "$(missing_on_debian)" ]; then
        fail "Install these with your package manager, then make again:" \
            "venv and headers of $python, a C compiler, pkg-config, Pango with headers."
    fi
}

# On the PATH, because meson-python looks for the command meson.
pip_install() {
    PATH="$PWD/.venv/bin:$PATH" .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@"
}

# Moved away in one go before it is deleted: a run stopped here leaves no half of it.
clear_away() {
    rm -rf .venv.old
    [ ! -e .venv ] || mv .venv .venv.old
    rm -rf .venv.old
}

install_libraries() {
    is_usable || clear_away
    mkdir -p .venv
    touch .venv/unfinished
    rm -f .venv/made-from-*
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    echo "Installing the libraries into .venv; this takes about a minute."
    # The tools come first: without build isolation nothing is fetched that has no hash.
    pip_install --require-hashes -r requirements/build.txt
    pip_install --require-hashes --no-build-isolation --use-pep517 -r "requirements/$lock.txt"
    pip_install --no-deps --no-build-isolation --editable .
    made_from "$lock" >".venv/made-from-$lock"
    rm .venv/unfinished
}

is_ready && exit 0
check_python
install_system_packages
install_libraries
