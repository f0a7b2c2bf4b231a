#!/usr/bin/env bash
# Sets up, builds and runs every test. Prints a line for each, and what failed at the end.
#   ENTENTE_GOLD=DIR  a folder of gold relation graphs to measure accuracy on, beside those in the tree
#   ENTENTE_DATA=DIR  a folder of treebanks, names and times to measure the analysis on
set -euo pipefail
cd "$(dirname "$0")/.."
bash cmake/setup.sh --tests

python3 -m venv build/venv
build/venv/bin/pip install --quiet --disable-pip-version-check -r tests/interop/requirements.txt

export ENTENTE_BINARY="$PWD/build/release/cli/entente"
build/venv/bin/python tests/accuracy/measure.py
if [[ -n "${ENTENTE_DATA:-}" ]]; then
  build/venv/bin/python tests/accuracy/measure_analysis.py
  build/venv/bin/python tests/accuracy/score_time.py
else
  echo "tests/run.sh: analysis and times are not measured; set ENTENTE_DATA to the folder of corpora"
fi
build/venv/bin/python tests/interop/graphml_peers.py
bash tests/interop/gephi.sh build/gephi
build/venv/bin/python tests/interop/page_browser.py
bash examples/run.sh
ctest --test-dir build/release --output-on-failure --parallel "$(nproc)"
