#!/usr/bin/env bash
# Sets up a Debian 12 machine and builds Entente: packages, then a Release build in build/release.
# Used by examples/run.sh and tests/run.sh; `setup.sh --tests` adds what only the tests need,
# `setup.sh --packages` installs what both need and builds nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

build_packages=(
  g++ cmake ninja-build ccache mold pkg-config ca-certificates
  libbrotli-dev libcld2-dev librocksdb-dev nlohmann-json3-dev libicu-dev libboost-graph-dev libeigen3-dev
  libspectra-dev libcli11-dev libfmt-dev zlib1g-dev libzstd-dev libxml2-dev libssl-dev libcpp-httplib-dev)
test_packages=(
  libgtest-dev libgmock-dev libbenchmark-dev python3 python3-venv python3-graph-tool libxml2-utils poppler-utils
  clang-format clang-tidy clang-14 libclang-rt-14-dev llvm-14 zstd dpkg-dev file groff-base
  parallel valgrind)

packages=("${build_packages[@]}")
tests=OFF
if [[ "${1:-}" == "--tests" || "${1:-}" == "--packages" ]]; then
  packages+=("${test_packages[@]}")
  # Gephi's importer and Neo4j, peers in the tests, run on any JDK from 17.
  command -v javac > /dev/null || packages+=(default-jdk-headless)
  command -v mvn > /dev/null || packages+=(maven)
  # So do graphology and Cytoscape.js on any Node, by which export/html is made again to compare, too.
  command -v npm > /dev/null || packages+=(nodejs npm)
  # The pages of `entente extract --html` and `entente export --to html` are looked at in a browser.
  command -v chromium > /dev/null || packages+=(chromium)
  tests=ON
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ "$status" == installed ]] || missing+=("$package")
done
if ((${#missing[@]})); then
  echo "installing: ${missing[*]}" >&2
  root=()
  if ((EUID != 0)); then root=(sudo); fi
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >&2
fi

if [[ "${1:-}" == "--packages" ]]; then exit; fi

# A build folder made with the tests keeps them; one made without gains them when asked.
options=(-DCMAKE_BUILD_TYPE=Release)
# Many units are compiled as one, which is much quicker (ARCHITECTURE.md); a folder that was made otherwise stays so.
if [[ ! -f build/release/CMakeCache.txt ]]; then options+=(-DCMAKE_UNITY_BUILD=ON); fi
if [[ "$tests" == ON || ! -f build/release/CMakeCache.txt ]]; then
  options+=("-DENTENTE_TESTS=$tests" "-DENTENTE_BENCH=$tests")
  # What is tested is what is packaged, and its instructions can be counted.
  if [[ "$tests" == ON ]]; then options+=(-DENTENTE_NATIVE=OFF); fi
fi
cmake -S . -B build/release -G Ninja "${options[@]}" >&2
cmake --build build/release >&2
