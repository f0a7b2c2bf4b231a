#!/usr/bin/env bash
# Builds the fuzzers and runs each: on its corpus and some thousand inputs made from it, always the
# same, or with `run.sh SECONDS` for so long on new ones, as many at once as there are cores. What
# breaks a property, a sanitizer or a limit of memory or time is kept in build/fuzz/found, to be
# mended and put into the corpus; inputs that reach new code are kept in build/fuzz/corpus for the
# next run.
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

# fuzz NAME: prints how it went; exits with 1 where it found something.
fuzz() {
  local name=$1 effort=(-runs=1000 -seed=1)
  if [[ -n $seconds ]]; then
    effort=("-max_total_time=$seconds")
  else
    # Without time to look for new code, each run begins with the same inputs.
    rm -rf "build/fuzz/corpus/$name"
  fi
  mkdir -p "build/fuzz/corpus/$name" "build/fuzz/found/$name"
  local log=build/fuzz/found/$name.log
  if "build/fuzz/tests/fuzz/${name}_fuzz" "${effort[@]}" -max_len=4096 -timeout=20 \
    -rss_limit_mb=1024 -malloc_limit_mb=256 "-artifact_prefix=build/fuzz/found/$name/" \
    "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" > "$log" 2>&1; then
    echo "$name: $(tail -n 1 "$log")"
  else
    echo "$name: failed"
    grep -E "does not hold|ERROR|runtime error|SUMMARY|written to" "$log" || tail -n 20 "$log"
    return 1
  fi
}
export -f fuzz

at_once=1
if [[ -n $seconds ]]; then at_once=$(nproc); fi
ls tests/fuzz/corpus | xargs -P "$at_once" -I NAME bash -c 'fuzz NAME' || {
  echo "tests/fuzz/run.sh: failed; the inputs are in build/fuzz/found" >&2
  exit 1
}
