#!/usr/bin/env bash
# Sets up, builds and runs every test. Prints a line for each, and what failed at the end.
#   --fuzz SECONDS    instead, each fuzzer for so long (600 for a thorough search); see tests/fuzz/run.sh
#   --sanitize WHICH  instead, the tests of C++ under sanitizers: "address" (with undefined behaviour)
#                     or "thread"; they take some ten times as long
#   ENTENTE_GOLD=DIR  a folder of gold relation graphs to measure accuracy on, beside those in the tree
#   ENTENTE_DATA=DIR  a folder of treebanks, names, times and events to measure analysis and alliances on
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
  "") ;;
  --fuzz)
    bash cmake/setup.sh --packages
    exec bash tests/fuzz/run.sh "${2:?--fuzz needs a number of seconds}"
    ;;
  --sanitize)
    which=${2:?--sanitize needs address or thread}
    bash cmake/setup.sh --packages
    cmake --preset "$which"
    cmake --build --preset "$which"
    export UBSAN_OPTIONS=print_stacktrace=1
    export TSAN_OPTIONS="suppressions=$PWD/tests/tsan.supp"
    ctest --preset "$which" --parallel "$(nproc)" --exclude-regex '^LargeInput'
    # What is freed is kept for a while, and counts where memory is measured.
    ASAN_OPTIONS=quarantine_size_mb=1 exec ctest --preset "$which" --tests-regex '^LargeInput'
    ;;
  *)
    echo "tests/run.sh: unknown: $1; it takes nothing, --fuzz SECONDS or --sanitize address|thread" >&2
    exit 2
    ;;
esac
bash cmake/setup.sh --tests

python3 -m venv build/venv
build/venv/bin/pip install --quiet --disable-pip-version-check -r tests/interop/requirements.txt

export ENTENTE_BINARY="$PWD/build/release/cli/entente"
# What takes minutes, and gives the same however busy the machine is, runs beside the rest: that often waits for
# one browser or server.
run_beside() {
  build/venv/bin/python tests/bench/instructions.py || return 1
  if [[ -n "${ENTENTE_DATA:-}" ]]; then build/venv/bin/python tests/accuracy/measure_alliances.py || return 1; fi
  nice bash tests/fuzz/run.sh
}
run_beside > build/beside.txt 2>&1 &
beside=$!
build/venv/bin/python tests/accuracy/measure.py
if [[ -n "${ENTENTE_DATA:-}" ]]; then
  build/venv/bin/python tests/accuracy/measure_analysis.py
  build/venv/bin/python tests/accuracy/score_time.py
else
  echo "tests/run.sh: analysis, times and alliances are not measured; set ENTENTE_DATA to the folder of corpora"
fi
build/venv/bin/python tests/interop/graph_peers.py build/peers
build/venv/bin/python tests/interop/alliance_peers.py
build/venv/bin/python tests/interop/cooperation_peers.py
build/venv/bin/python tests/interop/rdf_peer.py
build/venv/bin/python tests/interop/neo4j_peer.py build/neo4j
build/venv/bin/python tests/interop/page_browser.py
(cd export/html && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent build -- --check)
build/venv/bin/python tests/interop/explorer_browser.py
build/venv/bin/python tests/interop/serve_api.py
build/venv/bin/python tests/interop/picture_browser.py
build/venv/bin/python tests/interop/shards_peer.py
bash examples/run.sh
bash tests/package/run.sh build/release
bash tests/package/examples.sh build/examples
wait "$beside" || { cat build/beside.txt >&2; exit 1; }
cat build/beside.txt
# More at once than there are cores, since many of them wait for the disk.
ctest --test-dir build/release --output-on-failure --parallel $((2 * $(nproc)))
