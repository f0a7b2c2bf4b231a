"""Names that several finders of names agree on.

    python -m teacher.votes OUT FILE FILE…

Each FILE holds FORM TAG lines for the same words. A name that two files have with the same type is a name; where files differ
otherwise, nothing is said ("?"); types beyond PER, ORG, LOC and MISC are no names.
"""

import argparse
import collections
from pathlib import Path

import readers
from name_corpora import UNSAID
from readers import Sentence

_TYPES = ("PER", "ORG", "LOC", "MISC")


def vote(columns: list[Sentence]) -> Sentence:
    """The names of one sentence by its finders' majority."""
    found = [
        {span for span in readers.name_spans(s.names) if span[2] in _TYPES} for s in columns
    ]
    counts = collections.Counter(span for spans in found for span in spans)
    tags = ["O"] * len(columns[0])
    agreed = [span for span, count in counts.items() if count >= 2]
    for start, end, _ in counts:
        tags[start:end] = [UNSAID] * (end - start)
    for start, end, kind in sorted(agreed, key=lambda span: (counts[span], span)):
        tags[start:end] = readers.name_tags(kind, end - start)
    return Sentence(columns[0].forms, names=_without_fragments(tags))


def _without_fragments(tags: list[str]) -> list[str]:
    """An I- tag whose beginning a later name covers is unsaid."""
    result: list[str] = []
    for tag in tags:
        if tag[0] == "I" and (not result or result[-1][1:] != tag[1:] or result[-1] == UNSAID):
            tag = UNSAID
        result.append(tag)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    arguments = parser.parse_args()
    said = []
    for columns in zip(*map(readers.read_names, arguments.files), strict=True):
        if len({tuple(s.forms) for s in columns}) != 1:
            raise ValueError("the words differ: " + " ".join(columns[0].forms))
        said.append(vote(list(columns)))
    readers.write_names(said, arguments.out)


if __name__ == "__main__":
    main()
