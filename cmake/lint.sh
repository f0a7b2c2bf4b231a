#!/usr/bin/env bash
# Holds the tree to .clang-format and .clang-tidy. Builds nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t sources < <(git ls-files '*.cpp' '*.h')
clang-format --dry-run --Werror "${sources[@]}"
# Clang cannot read GCC's precompiled headers; without them, a unit that does not include what it needs is found, too.
cmake -S . -B build/lint -G Ninja -DCMAKE_BUILD_TYPE=Release -DENTENTE_NATIVE=OFF \
  -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON > /dev/null
mapfile -t units < <(git ls-files 'extract/*.cpp' 'graph/*.cpp' 'store/*.cpp' 'export/*.cpp' 'cli/*.cpp')
printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy -p build/lint --quiet
