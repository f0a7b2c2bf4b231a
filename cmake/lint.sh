#!/usr/bin/env bash
# Holds the tree to .clang-format and .clang-tidy. Needs a configured build/release.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t sources < <(git ls-files '*.cpp' '*.h')
clang-format --dry-run --Werror "${sources[@]}"
mapfile -t units < <(git ls-files 'extract/*.cpp' 'graph/*.cpp' 'store/*.cpp' 'export/*.cpp' 'cli/*.cpp')
printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy -p build/release --quiet
