#!/usr/bin/env bash
# Builds a graph of a corpus in several processes, here or on several machines, by GNU parallel.
#
#     build_graph.sh GRAPH PARTS INPUT…
#
# Each process takes the documents of one part (--partition) into a graph of its own in GRAPH.parts; then they are put
# together. What was interrupted, by whatever, is run again with the same words and goes on where it was.
#
# ENTENTE: the program, `entente` without it.
# PARALLEL: options for GNU parallel, such as "--sshloginfile machines --workdir ." (the folder MUST be shared); without it one
#           process a core.
set -euo pipefail
graph=${1:?build_graph.sh GRAPH PARTS INPUT…}
parts=${2:?build_graph.sh GRAPH PARTS INPUT…}
shift 2
entente=${ENTENTE:-entente}

mkdir -p "$graph.parts"
# A part is built by one thread; exit code 3 says that some input was skipped, and named.
build() {
  "$1" build --resume --threads 1 --partition "$2/$3" --graph "$4.parts/$2" "${@:5}" || [[ $? == 3 ]]
}
export -f build
# shellcheck disable=SC2086 # the options are several words
seq "$parts" | parallel ${PARALLEL:-} --quote --env build --halt soon,fail=1 build "$entente" {} "$parts" "$graph" "$@"
seq --format "$graph.parts/%.0f" "$parts" | xargs -d '\n' "$entente" merge-graphs --graph "$graph"
rm -r "$graph.parts"
