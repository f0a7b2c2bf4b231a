#!/usr/bin/env bash
# Builds the fuzzers and runs each: on its corpus and some thousand inputs made from it, always the
# same, or with `run.sh SECONDS` for so long on new ones. What breaks a property, a sanitizer or a
# limit of memory or time is kept in build/fuzz/found, to be mended and put into the corpus; inputs
# that reach new code are kept in build/fuzz/corpus for the next run.
set -euo pipefail
cd "$(dirname "$0")/../.."
effort=(-runs=1000 -seed=1)
if (($# > 0)); then effort=("-max_total_time=$1"); fi

cmake --preset fuzz
cmake --build --preset fuzz --target fuzzers

export UBSAN_OPTIONS=print_stacktrace=1
failed=()
for corpus in tests/fuzz/corpus/*; do
  name=${corpus##*/}
  # Without time to look for new code, each run begins with the same inputs.
  if (($# == 0)); then rm -rf "build/fuzz/corpus/$name"; fi
  mkdir -p "build/fuzz/corpus/$name" "build/fuzz/found/$name"
  log=build/fuzz/found/$name.log
  if "build/fuzz/tests/fuzz/${name}_fuzz" "${effort[@]}" -max_len=4096 -timeout=20 \
    -rss_limit_mb=1024 -malloc_limit_mb=256 "-artifact_prefix=build/fuzz/found/$name/" \
    "build/fuzz/corpus/$name" "$corpus" > "$log" 2>&1; then
    echo "$name: $(tail -n 1 "$log")"
  else
    failed+=("$name")
    grep -E "does not hold|ERROR|runtime error|SUMMARY|written to" "$log" || tail -n 20 "$log"
  fi
done
if ((${#failed[@]} > 0)); then
  echo "tests/fuzz/run.sh: failed: ${failed[*]}; the inputs are in build/fuzz/found" >&2
  exit 1
fi
