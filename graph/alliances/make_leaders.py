"""Makes leaders/governments.tsv: who acted for which country, and when.

    python make_leaders.py DATA > leaders/governments.tsv

DATA holds `events/petrarch`: the actor dictionaries of PETRARCH 2 (Open Event Data Alliance, MIT), English and Spanish, with posts in
governments and armed forces by day. Taken over are names, countries and days. leaders/recent.tsv, written for this project,
goes on from where they end.
"""

import json
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_ROLE = re.compile(r"\[([A-Z]{3})(GOV|MIL)[A-Z]*\s+(>|<)?(\d{6,8})(?:-(\d{6,8}))?\]")
_TITLES = frozenset(
    """president presidente presidenta minister ministro ministra prime premier king queen prince general gen ambassador embajador embajadora
    chancellor canciller kanzler bundeskanzler secretary secretario secretaria senator senador colonel coronel commander comandante government
    gobierno administration administración mr mrs ms dr sir señor the el la de los del a.k.a. ex former former-president vice emperor sultan sheikh
    jeque rey reina primer primera líder leader army ejército forces fuerzas military""".split())
_COUNTRIES = Path(__file__).parent.parent.parent / "extract/language/en/countries.json"
_OPEN = ""
_NEVER = "9998-12-31"


def _day(digits: str) -> str:
    """CAMEO's dates: YYYYMMDD, or YYMMDD of the years 1930 to 2029; months and days of 00 are unknown."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= 30 else "20") + digits
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    return f"{year}-{month if '01' <= month <= '12' else '01'}-{day if '01' <= day <= '31' else '01'}"


def _actors(path: Path) -> Iterator[tuple[list[str], list[tuple[str, str, str]]]]:
    """Names and terms (country, first day, last day or "") of each actor of a dictionary."""
    names: list[str] = []
    terms: list[tuple[str, str, str]] = []
    for line in lzma.open(path, "rt", encoding="utf-8", errors="replace"):
        line = line.split("#")[0].strip()
        if not line:
            continue
        role = _ROLE.match(line)
        if role:
            country, _, bound, first, last = role.groups()
            if bound != "<":  # since when is unknown
                terms.append((country, _day(first), _day(last) if last else _OPEN))
        elif line.startswith("+"):
            names.append(line[1:])
        elif not line.startswith("["):
            if names and terms:
                yield names, terms
            names, terms = [line], []
    if names and terms:
        yield names, terms


def _name(text: str) -> str:
    return " ".join(text.split(";")[0].replace("_", " ").split()).strip().lower()


def _united(terms: set[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """One term for all that overlap, or follow one another within a year, in one country."""
    for country in sorted({term[0] for term in terms}):
        began, ends = "", ""
        for first, last in sorted((first, last or _NEVER) for code, first, last in terms if code == country):
            if last < first:
                continue
            if began and first <= f"{int(ends[:4]) + 1}{ends[4:]}":
                ends = max(ends, last)
                continue
            if began:
                yield country, began, ends.replace(_NEVER, "")
            began, ends = first, last
        if began:
            yield country, began, ends.replace(_NEVER, "")


def main(data: Path) -> None:
    countries = {country["code"] for country in json.loads(_COUNTRIES.read_text(encoding="utf-8"))["countries"]}
    terms_of: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for file in ("en.Phoenix.Countries.actors.txt.xz", "es.actors_unified_181220.txt.xz"):
        for names, terms in _actors(data / "events/petrarch" / file):
            for name in {_name(n) for n in names}:
                words = name.split()
                if 2 <= len(words) <= 4 and not _TITLES.intersection(words) and not re.search(r"[\d()\[\],ï¿½�]", name):
                    terms_of[name].update(terms)
    print("# Who held a post in a government or in armed forces, when: name, country, first day, last day (empty: to no known day).")
    print("# From the actor dictionaries of PETRARCH 2 (Open Event Data Alliance, MIT License), by make_leaders.py.")
    for name in sorted(terms_of):
        for term in _united({term for term in terms_of[name] if term[0] in countries}):
            print(name, *term, sep="\t")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
