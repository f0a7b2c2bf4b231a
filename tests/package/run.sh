#!/usr/bin/env bash
# Makes the Debian packages of a build, puts them into an empty folder as if it were a machine, and tries what is there:
#   tests/package/run.sh BUILD   the folder of a whole build, e.g. build/release
# A build for the machine it was made on (ENTENTE_NATIVE) serves as well: nothing here depends on the processor.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(realpath "${1:?the folder of a build}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

fail() {
  echo "tests/package: $*" >&2
  exit 1
}

# --- Made, and made of what they should be.
mapfile -t packages < <(bash cmake/package.sh --from "$build" 2> "$work/log" || { cat "$work/log" >&2; exit 1; })
((${#packages[@]} == 2)) || fail "two packages are wanted, there are: ${packages[*]}"
mkdir "$root"
for package in "${packages[@]}"; do
  dpkg-deb --info "$package" > /dev/null
  dpkg-deb --extract "$package" "$root"
done
for file in bin/entente share/entente/blocs.tsv share/entente/leaders/governments.tsv share/entente/language/relations.bin \
  share/entente/language/{es,en}/{model.bin,verbs.json} share/man/man1/entente.1.gz \
  share/bash-completion/completions/entente share/zsh/vendor-completions/_entente \
  share/fish/vendor_completions.d/entente.fish \
  share/doc/{entente,libentente-dev}/{copyright,changelog.gz} include/entente/extract/extractor.h; do
  [[ -f "$root/usr/$file" ]] || fail "usr/$file is missing"
done
[[ -z $(find "$root" -name 'explorer.html' -o -name '*.cpp' -o -name '*.py') ]] || fail "sources are in the packages"
grep -q "Apache-2.0" "$root/usr/share/doc/entente/copyright" || fail "the copyright does not name the licence"

# --- Every library that the program loads belongs to a package that it depends on.
depends=$(dpkg-deb --field "${packages[0]}" Depends)
folder=$(dpkg-architecture --query DEB_HOST_MULTIARCH)
while read -r library; do
  owner=$(dpkg-query --search "*/$folder/$library" | head -n 1 | cut -d: -f1)
  [[ "$depends" == *"$owner"* ]] || fail "$library is of $owner, which is not among: $depends"
done < <(objdump -p "$root/usr/bin/entente" | awk '$1 == "NEEDED" { print $2 }')

# --- The program finds its data beside itself, though the sources are there too, and makes the graph that the build makes.
graph_of() {
  "$1" build examples/seed/article.jsonl examples/english/article.jsonl --graph "$work/$2" 2> "$work/log" ||
    { cat "$work/log" >&2; fail "$1 build failed"; }
  "$1" export --graph "$work/$2" --to jsonl
}
version=$(env -i "$root/usr/bin/entente" --version)
[[ "$version" == "entente "* ]] || fail "the program says of itself: $version"
graph_of "$build/cli/entente" built > "$work/built.jsonl"
graph_of "$root/usr/bin/entente" installed > "$work/installed.jsonl"
cmp "$work/built.jsonl" "$work/installed.jsonl" || fail "the installed program makes another graph than the build"
mv "$root/usr/share/entente/language/es" "$work/es"
if "$root/usr/bin/entente" extract examples/seed/article.jsonl > /dev/null 2> "$work/log"; then
  fail "the installed program does not read the installed language"
fi
mv "$work/es" "$root/usr/share/entente/language/es"

# --- The manual page is sound and tells of every command.
zcat "$root/usr/share/man/man1/entente.1.gz" > "$work/entente.1"
warnings=$(LC_ALL=C.UTF-8 groff -man -K utf8 -T utf8 -ww -z "$work/entente.1" 2>&1)
[[ -z "$warnings" ]] || fail "the manual page: $warnings"
page=$(LC_ALL=C.UTF-8 groff -man -K utf8 -T utf8 -P -cbou "$work/entente.1")
for text in "EXIT STATUS" "entente resolve merge" "--min-confidence" "entente build news/ --graph graph"; do
  [[ "$page" == *"$text"* ]] || fail "the manual page does not show: $text"
done

# --- bash completes commands, commands of commands, options, and what these take.
completed() {
  bash --norc -c '
    source "$1"; shift
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _entente
    printf "%s\n" "${COMPREPLY[@]}"' bash "$root/usr/share/bash-completion/completions/entente" "$@"
}
expect_completion() {
  local wanted=$1
  shift
  local found
  found=$(completed "$@" | sort | paste -sd ' ')
  [[ "$found" == "$wanted" ]] || fail "of \"$*\" bash makes: $found; wanted: $wanted"
}
expect_completion "extract" entente extr
expect_completion "merge" entente resolve me
expect_completion "--min-confidence --min-support" entente facts --graph g --min-
expect_completion "gexf graphml" entente export --to g
expect_completion "country" entente alliances --roll-up c
expect_completion "bash" entente completion b
(cd examples && expect_completion "seed" entente build se)
(cd examples && expect_completion "" entente facts --graph run.s)

# --- The libraries: examples/library is configured against what is installed alone, built and run.
cmake -S examples/library -B "$work/library" -G Ninja -DCMAKE_PREFIX_PATH="$root/usr" > "$work/log" ||
  { cat "$work/log" >&2; fail "examples/library cannot be configured"; }
cmake --build "$work/library" > "$work/log" || { cat "$work/log" >&2; fail "examples/library cannot be built"; }
if grep -rq "$PWD/\(extract\|graph\|store\|export\)" "$work/library/build.ninja"; then
  fail "examples/library is built with the sources"
fi
"$work/library/who_speaks_of_whom" "$work/statements" examples/seed/article.jsonl examples/english/article.jsonl \
  > "$work/statements.dot"
diff -u examples/library/statements.dot "$work/statements.dot" ||
  fail "examples/library writes something else than examples/library/statements.dot"
echo "tests/package: $(basename -a "${packages[@]}" | paste -sd ' ') are sound"
