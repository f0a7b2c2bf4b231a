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

import name_corpora
import readers
from held_out import HeldOut
from teacher.casing import Casing, has_capital, inner

_NO_SPACE_BEFORE = re.compile(r" ([,.;:!?%)\]}»”…]|['’](?:s|t|re|ve|ll|d|m)\b|['’](?=\s))")
_NO_SPACE_AFTER = re.compile(r"([(\[{«“¿¡$]) ")


def running(line: str) -> str:
    """A tokenised line as running text."""
    text = html.unescape(line.strip())
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    text = re.sub(r"(\w) ['’]t\b", r"\1't", text)
    return _NO_SPACE_AFTER.sub(r"\1", _NO_SPACE_BEFORE.sub(r"\1", text))


def lines_of(data: Path, raw: dict) -> Iterator[list[str]]:
    """Both sides of every line, ours first, that is neither very short nor very long."""
    for path in sorted(data.glob(raw["files"])):
        with readers.open_text(path) as lines:
            for line in lines:
                sides = line.rstrip("\n").split("\t")
                if raw["side"]:
                    sides.reverse()
                if not line.startswith("# doc") and len(sides) == 2 and 4 <= sides[0].count(" ") <= 70:
                    yield sides


def interval(lines: list[list[str]], words: int) -> int:
    """Every how many lines make about so many words."""
    return max(1, sum(ours.count(" ") + 1 for ours, _ in lines) // words)


def raw_texts(lines: list[list[str]], words: int, after: int = 0) -> Iterator[str]:
    """About so many words of raw text, spread evenly, from lines that `after` words have not taken."""
    if after:
        taken = interval(lines, after)
        lines = [line for i, line in enumerate(lines) if i % taken]
    return (running(ours) for ours, _ in lines[:: interval(lines, words)])


def undamaged(config: dict, data: Path, work: Path) -> list[list[str]]:
    """The words of the gold of a language, contractions as print has them."""
    held_out = HeldOut(config, data)
    trees = [s for s in config["trees"] if not s.get("silver")]
    names = [s for s in config["names"]["train"] if not s.get("silver")]
    sentences = [s for source in trees for s in readers.read_trees(source, data, work)]
    sentences += [s for source in names for s in name_corpora.read(source, data, work)]
    contractions = config["contractions"]
    return [readers.join_contractions(s.forms, contractions) for s in held_out.without(sentences)]


def mended_texts(lines: list[list[str]], casing: Casing, words: int) -> Iterator[str]:
    """Mended lines with a capital inside, spread evenly; those that remain doubtful are lacking from so many words."""
    lines = [sides for sides in lines if _has_inner_capital(sides[0].split())]
    for ours, theirs in lines[:: interval(lines, words)]:
        mended = casing.mended(ours.split(), html.unescape(theirs).split())
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
        lines = list(lines_of(arguments.data, config["raw"]))
        if arguments.mended:
            pairs = [(ours.split(), html.unescape(theirs).split()) for ours, theirs in lines]
            casing = Casing(undamaged(config, arguments.data, arguments.work), pairs)
            texts = mended_texts(lines, casing, arguments.words)
        else:
            texts = raw_texts(lines, arguments.words, arguments.after)
    else:
        parser.error("say where the text is: --data or --graphs")
    for number, text in enumerate(texts):
        print(json.dumps({"id": str(number), "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
