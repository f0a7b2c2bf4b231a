#!/usr/bin/env bash
# Sets up, builds and runs every test. Prints a line for each, and what failed at the end.
#   ENTENTE_GOLD=DIR  a folder of gold relation graphs to measure accuracy on, beside those in the tree
set -euo pipefail
cd "$(dirname "$0")/.."
bash cmake/setup.sh --tests

python3 -m venv build/venv
build/venv/bin/pip install --quiet --disable-pip-version-check -r tests/interop/requirements.txt

export ENTENTE_BINARY="$PWD/build/release/cli/entente"
build/venv/bin/python tests/accuracy/measure.py
build/venv/bin/python tests/interop/graphml_peers.py
bash examples/run.sh
ctest --test-dir build/release --output-on-failure --parallel "$(nproc)"
