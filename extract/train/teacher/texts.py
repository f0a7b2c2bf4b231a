"""Running text as JSON Lines for `entente annotate`.

    python -m teacher.texts CONFIG --data DATA --words N [--after N] > texts.jsonl
    python -m teacher.texts CONFIG --data DATA --work WORK --words N --mended > texts.jsonl
    python -m teacher.texts CONFIG --graphs GRAPHS > texts.jsonl

The text is that of the aligned, tokenised files of the config's `raw`: lines taken evenly from all, each a document
whose words are joined as print has them. With --after, lines that a draw of so many words has taken are left out.
With --mended, the lines are those with a capital inside whose letter case could be mended by their translation
(`casing.py`), so that names can be found in them. Or the text is that of annotated relation graphs.
"""

import argparse
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import readers
from held_out import HeldOut
from readers import Sides, words_of
from teacher.casing import Casing, has_capital, inner

_NO_SPACE_BEFORE = re.compile(r" ([,.;:!?%)\]}»”…]|['’](?:s|t|re|ve|ll|d|m)\b|['’](?=\s))")
_NO_SPACE_AFTER = re.compile(r"([(\[{«“¿¡$]) ")


def running(line: str) -> str:
    """A tokenised line as running text."""
    text = html.unescape(line.strip())
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    text = re.sub(r"(\w) ['’]t\b", r"\1't", text)
    return _NO_SPACE_AFTER.sub(r"\1", _NO_SPACE_BEFORE.sub(r"\1", text))


def lines_of(data: Path, raw: dict) -> list[Sides]:
    """All lines that are neither very short nor very long."""
    articles = readers.aligned_articles(data, raw)
    return [sides for article in articles for sides in article if 4 <= sides[0].count(" ") <= 70]


def interval(lines: list[Sides], words: int) -> int:
    """Every how many lines make about so many words."""
    return max(1, sum(ours.count(" ") + 1 for ours, _ in lines) // words)


def raw_texts(lines: list[Sides], words: int, after: int = 0) -> Iterator[str]:
    """About so many words of raw text, spread evenly, from lines that `after` words have not taken."""
    if after:
        taken = interval(lines, after)
        lines = [line for i, line in enumerate(lines) if i % taken]
    return (running(ours) for ours, _ in lines[:: interval(lines, words)])


def casing_of(config: dict, held_out: HeldOut, data: Path, work: Path, lines: list[Sides]) -> Casing:
    """What mends lines, by the gold of their language, contractions as print has them."""
    gold = held_out.gold(config, data, work)
    undamaged = [readers.join_contractions(s.forms, config["contractions"]) for s in gold]
    return Casing(undamaged, [(words_of(ours), words_of(theirs)) for ours, theirs in lines])


def mended_texts(lines: list[Sides], casing: Casing, words: int) -> Iterator[str]:
    """Mended lines with a capital inside, spread evenly; those that remain doubtful are lacking from so many words."""
    lines = [sides for sides in lines if _has_inner_capital(words_of(sides[0]))]
    for ours, theirs in lines[:: interval(lines, words)]:
        mended = casing.mended(words_of(ours), words_of(theirs))
        if mended:
            yield running(" ".join(mended))


def _has_inner_capital(words: list[str]) -> bool:
    return any(has_capital(words[i]) for i in inner(words))


def graph_texts(graphs: Path, language: str) -> Iterator[str]:
    """The text of each graph's document."""
    for path in sorted(graphs.glob(f"{language}-*.json")):
        yield "\n\n".join(json.loads(path.read_text())["sentences"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--work", type=Path, help="the folder of what was made of the gold, for --mended")
    parser.add_argument("--words", type=int, default=400_000, help="about so many words of raw text are taken")
    parser.add_argument("--after", type=int, default=0, help="what so many words have taken is left out")
    parser.add_argument("--mended", action="store_true", help="lines with names, whose letter case is mended")
    parser.add_argument("--graphs", type=Path, help="a folder of relation graphs, instead of raw text")
    arguments = parser.parse_args()
    config = json.loads(arguments.config.read_text())
    if arguments.graphs:
        texts = graph_texts(arguments.graphs, config["language"])
    elif arguments.data:
        lines = lines_of(arguments.data, config["raw"])
        if arguments.mended:
            held_out = HeldOut(config, arguments.data)
            casing = casing_of(config, held_out, arguments.data, arguments.work, lines)
            texts = mended_texts(lines, casing, arguments.words)
        else:
            texts = raw_texts(lines, arguments.words, arguments.after)
    else:
        parser.error("say where the text is: --data or --graphs")
    for number, text in enumerate(texts):
        print(json.dumps({"id": str(number), "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
