#!/usr/bin/env bash
# Holds the tree to .clang-format and .clang-tidy. Builds nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t sources < <(git ls-files '*.cpp' '*.h')
clang-format --dry-run --Werror "${sources[@]}"
# Many units in one, as most of the time goes to headers. Clang's analyzer looks into units that others include
# where the path of those says "UnifiedSource". Clang cannot read GCC's precompiled headers.
folder=build/UnifiedSource
cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DENTENTE_NATIVE=OFF -DENTENTE_TESTS=OFF \
  -DENTENTE_BENCH=OFF -DCMAKE_UNITY_BUILD=ON -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON > /dev/null
# All but the sources that the build makes of files that the program carries along. Units that include units are what
# bugprone-suspicious-include is about.
mapfile -t units < <(sed -n 's/^  "file": "\(.*\)",*$/\1/p' "$folder/compile_commands.json" |
  grep -E "/Unity/|^$PWD/(extract|graph|store|export|cli)/")
printf '%s\n' "${units[@]}" |
  xargs -P "$(nproc)" -n 1 clang-tidy -p "$folder" --quiet --checks=-bugprone-suspicious-include
