#!/usr/bin/env bash
# Makes the Debian packages and prints their paths: entente_…deb, the program, and libentente-dev_…deb.
#   cmake/package.sh               builds for all amd64 processors with AVX2 in build/package, then packs that
#   cmake/package.sh --from BUILD  packs a build that is there. One for the machine it was built on (ENTENTE_NATIVE)
#                                  makes packages for machines of its kind alone.
# Needs what cmake/setup.sh installs, and dpkg-dev and file.
set -euo pipefail
cd "$(dirname "$0")/.."
build=build/package
case "${1:-}" in
  "")
    cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr -DENTENTE_NATIVE=OFF \
      -DENTENTE_TESTS=OFF -DENTENTE_BENCH=OFF -DCMAKE_UNITY_BUILD=ON >&2
    cmake --build "$build" >&2
    ;;
  --from) build=${2:?--from needs the folder of a build} ;;
  *)
    echo "cmake/package.sh: unknown: $1; it takes nothing or --from BUILD" >&2
    exit 2
    ;;
esac
if grep -q '^ENTENTE_NATIVE:BOOL=ON' "$build/CMakeCache.txt"; then
  echo "cmake/package.sh: $build is for this kind of processor alone (ENTENTE_NATIVE), and so are its packages" >&2
fi
cpack --config "$build/CPackConfig.cmake" -B "$build/packages" >&2
ls "$(realpath "$build")"/packages/*.deb
