"""Running text as JSON Lines for `entente annotate`.

    python -m teacher.texts CONFIG --data DATA --words N > texts.jsonl
    python -m teacher.texts CONFIG --graphs GRAPHS > texts.jsonl

The text is that of the aligned, tokenised files of the config's `raw`: lines taken evenly from all, each a document
whose words are joined as print has them. Or it is that of annotated relation graphs.
"""

import argparse
import html
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import readers

_NO_SPACE_BEFORE = re.compile(r" ([,.;:!?%)\]}»”…]|['’](?:s|t|re|ve|ll|d|m)\b|['’](?=\s))")
_NO_SPACE_AFTER = re.compile(r"([(\[{«“¿¡$]) ")


def running(line: str) -> str:
    """A tokenised line as running text."""
    text = html.unescape(line.strip())
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    text = re.sub(r"(\w) ['’]t\b", r"\1't", text)
    return _NO_SPACE_AFTER.sub(r"\1", _NO_SPACE_BEFORE.sub(r"\1", text))


def lines_of(data: Path, raw: dict) -> Iterator[str]:
    """One side of every line that has it."""
    for path in sorted(data.glob(raw["files"])):
        with readers.open_text(path) as lines:
            for line in lines:
                sides = line.rstrip("\n").split("\t")
                if not line.startswith("# doc") and len(sides) > raw["side"]:
                    yield sides[raw["side"]]


def raw_texts(data: Path, raw: dict, words: int) -> Iterator[str]:
    """About so many words of raw text, spread evenly."""
    lines = [line for line in lines_of(data, raw) if 4 <= line.count(" ") <= 70]
    every = max(1, sum(line.count(" ") + 1 for line in lines) // words)
    return map(running, itertools.islice(lines, 0, None, every))


def graph_texts(graphs: Path, language: str) -> Iterator[str]:
    """The text of each graph's document."""
    for path in sorted(graphs.glob(f"{language}-*.json")):
        yield "\n\n".join(json.loads(path.read_text())["sentences"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--words", type=int, default=400_000, help="about so many words of raw text are taken")
    parser.add_argument("--graphs", type=Path, help="a folder of relation graphs, instead of raw text")
    arguments = parser.parse_args()
    config = json.loads(arguments.config.read_text())
    if arguments.graphs:
        texts = graph_texts(arguments.graphs, config["language"])
    elif arguments.data:
        texts = raw_texts(arguments.data, config["raw"], arguments.words)
    else:
        parser.error("say where the text is: --data or --graphs")
    for number, text in enumerate(texts):
        print(json.dumps({"id": str(number), "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
