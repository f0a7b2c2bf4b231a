"""Stories to learn relations from, as JSON Lines for `entente_pairs`.

    python -m teacher.stories CONFIG --data DATA --work WORK > stories.jsonl

A story is some consecutive sentences of a text, so that it tells who "he" and "the minister" are. The config's `stories` names the sources: corpora of
sentences in their order, and how many words of the aligned, tokenised files of `raw`, whole articles taken evenly; where `mended` is said,
their letter case is mended (`casing.py`), and lines that remain doubtful are left out. Copies of test sentences are left out, too.
"""

import argparse
import html
import json
from collections.abc import Iterator
from pathlib import Path

import name_corpora
import readers
from held_out import HeldOut
from readers import Sentence
from teacher.casing import Casing
from teacher.texts import running, undamaged

LENGTH = 8  # sentences of a story


def sentences_of(source: dict, config: dict, data: Path, work: Path) -> list[list[str]]:
    """The words of a corpus, sentence by sentence, contractions as print has them."""
    if ".conllu" in source["file"]:
        sentences = readers.read_trees(source, data, work)
    else:
        sentences = name_corpora.read(source, data, work)
    held_out = HeldOut(config, data)
    return [
        readers.join_contractions(s.forms, config["contractions"]) for s in held_out.without(sentences)
    ]


def articles(data: Path, raw: dict) -> Iterator[list[tuple[list[str], list[str]]]]:
    """Each article of the aligned files: the words of both sides of its lines, ours first."""
    lines: list[tuple[list[str], list[str]]] = []
    for path in sorted(data.glob(raw["files"])):
        with readers.open_text(path) as text:
            for line in text:
                if line.startswith("# doc"):
                    if lines:
                        yield lines
                    lines = []
                    continue
                sides = [html.unescape(side).split() for side in line.rstrip("\n").split("\t")]
                if len(sides) == 2 and 4 <= len(sides[raw["side"]]) <= 70:
                    lines.append((sides[raw["side"]], sides[1 - raw["side"]]))
    if lines:
        yield lines


def raw_sentences(config: dict, data: Path, work: Path) -> Iterator[list[list[str]]]:
    """The articles that are taken, as sentences of words."""
    every = list(articles(data, config["raw"]))
    wanted = config["stories"]["raw_words"]
    words = sum(len(ours) for article in every for ours, _ in article)
    casing = None
    if config["stories"].get("mended"):
        lines = [line for article in every for line in article]
        casing = Casing(undamaged(config, data, work), lines)
    held_out = HeldOut(config, data)
    for article in every[:: max(1, words // wanted)]:
        sides = [casing.mended(ours, theirs) if casing else ours for ours, theirs in article]
        kept = held_out.without([Sentence(side) for side in sides if side])
        yield [s.forms for s in kept]


def stories(config: dict, data: Path, work: Path) -> Iterator[dict]:
    """All stories of a language; of a corpus whose date is known, with it."""
    texts = [
        (source["file"], source.get("date"), sentences_of(source, config, data, work))
        for source in config["stories"]["sources"]
    ]
    texts += [(f"raw {n}", None, s) for n, s in enumerate(raw_sentences(config, data, work))]
    for name, date, sentences in texts:
        for start in range(0, len(sentences), LENGTH):
            text = " ".join(running(" ".join(words)) for words in sentences[start : start + LENGTH])
            story = {"id": f"{name}/{start // LENGTH}", "lang": config["language"], "text": text}
            yield {**story, "date": date} if date else story


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    config = json.loads(arguments.config.read_text())
    for story in stories(config, arguments.data, arguments.work):
        print(json.dumps(story, ensure_ascii=False))


if __name__ == "__main__":
    main()
