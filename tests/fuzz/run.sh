#!/usr/bin/env bash
# Builds the fuzzers and runs each: on its corpus and some thousand inputs made from it, always the
# same, or with `run.sh SECONDS` for so long on new ones, as many at once as there are cores (each
# may take 1 GiB). What breaks a property, a sanitizer or a limit of memory or time is kept in
# build/fuzz/found, to be mended and put into the corpus; inputs that reach new code are kept in
# build/fuzz/corpus for the next run.
set -euo pipefail
cd "$(dirname "$0")/../.."

export seconds=${1:-}
if [[ -n $seconds && ! $seconds =~ ^[1-9][0-9]*$ ]]; then
  echo "tests/fuzz/run.sh: '$seconds' is no number of seconds" >&2
  exit 2
fi

cmake --preset fuzz
cmake --build --preset fuzz --target fuzzers

export UBSAN_OPTIONS=print_stacktrace=1

found=build/fuzz/found
mkdir -p "$found"
: > "$found/failed"

# fuzz FOLDER, of a corpus: prints how it went, in one piece, and notes the name where it found something.
fuzz() {
  local name=${1##*/} effort=(-runs=1000 -seed=1) told
  if [[ -n $seconds ]]; then
    effort=("-max_total_time=$seconds")
  else
    # Without time to look for new code, each run begins with the same inputs.
    rm -rf "build/fuzz/corpus/$name"
  fi
  mkdir -p "build/fuzz/corpus/$name" "$found/$name"
  local log=$found/$name.log
  if "build/fuzz/tests/fuzz/${name}_fuzz" "${effort[@]}" -max_len=4096 -timeout=20 \
    -rss_limit_mb=1024 -malloc_limit_mb=256 "-artifact_prefix=$found/$name/" \
    "build/fuzz/corpus/$name" "$1" > "$log" 2>&1; then
    echo "$name: $(tail -n 1 "$log")"
  else
    echo "$name" >> "$found/failed"
    told=$(grep -E "does not hold|ERROR|runtime error|SUMMARY|written to" "$log" || tail -n 20 "$log")
    printf '%s: failed\n%s\n' "$name" "$told"
  fi
}
export found
export -f fuzz

at_once=1
if [[ -n $seconds ]]; then at_once=$(nproc); fi
printf '%s\0' tests/fuzz/corpus/* | xargs -0 -P "$at_once" -n 1 bash -euo pipefail -c 'fuzz "$1"' _
if [[ -s $found/failed ]]; then
  echo "tests/fuzz/run.sh: failed: $(tr '\n' ' ' < "$found/failed"); the inputs are in $found" >&2
  exit 1
fi
