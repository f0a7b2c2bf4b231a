"""Names in the documents of annotated relation graphs, for training.

    python graph_names.py CONFIG OUT GRAPHS…      (GRAPHS: folders of en-*.json, es-*.json …)

A graph names its entities with their aliases; where one stands in the text, it is a name of that entity's type.
Annotators list those that relations need, so that any other word with a capital is unsaid ("?").
"""

import argparse
import json
import re
from pathlib import Path

import readers
from name_corpora import UNSAID

_TYPES = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "MISC": "MISC"}
_WORD = re.compile(
    r"https?://\S+|(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|St|Sr|Sra|Jr|No|Inc|Corp|Co|Ltd)\.(?=\s)"
    r"|\d+(?:[.,:]\d+)*|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+(?:\.[^\W\d_]+)*|\S"
)
_DEMONYM = re.compile(r"(an|ese|ish|i|ch|ic|er|ans|men|man|o|a|os|as|és|esa|eses|í|íes)$")


def words_of(text: str) -> list[str]:
    """The words of a sentence as treebanks have them: "n't" and "'s" apart, hyphens of their own."""
    return _WORD.findall(text)


def names_of(document: dict) -> list[readers.Sentence]:
    """The sentences of a document with the names of its entities."""
    known: dict[tuple[str, ...], str] = {}
    for entity in document["entities"]:
        for name in [entity["name"], *entity["aliases"]]:
            kind = _TYPES[entity["type"]]
            words = tuple(words_of(name))
            demonym = entity["type"] in ("GPE", "LOC") and name != entity["name"] and len(words) == 1
            if demonym and _DEMONYM.search(name):
                kind = UNSAID
            if words and name[:1].isupper() and not {"(", "'s", "’s"} & set(words):
                known.setdefault(words, kind)
    longest = max(map(len, known), default=0)
    result = []
    for text in document["sentences"]:
        forms = words_of(text)
        if forms:
            result.append(readers.Sentence(forms, names=_tags(forms, known, longest)))
    return result


def _tags(forms: list[str], known: dict[tuple[str, ...], str], longest: int) -> list[str]:
    tags = [UNSAID if form[:1].isupper() else "O" for form in forms]
    at = 0
    while at < len(forms):
        for length in range(min(longest, len(forms) - at), 0, -1):
            kind = known.get(tuple(forms[at : at + length]))
            if kind:
                unsaid = kind == UNSAID
                tags[at : at + length] = (
                    [UNSAID] * length if unsaid else readers.name_tags(kind, length)
                )
                at += length
                break
        else:
            at += 1
    return tags


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("graphs", type=Path, nargs="+")
    arguments = parser.parse_args()
    language = json.loads(arguments.config.read_text())["language"]
    paths = [p for folder in arguments.graphs for p in sorted(folder.glob(f"{language}-*.json"))]
    sentences = [s for path in paths for s in names_of(json.loads(path.read_text()))]
    readers.write_names(sentences, arguments.out)
    print(f"{arguments.out}: {len(sentences)} sentences")


if __name__ == "__main__":
    main()
