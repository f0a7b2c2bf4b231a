"""Stories to learn relations from, as JSON Lines for `entente_pairs`.

    python -m teacher.stories CONFIG --data DATA --work WORK > stories.jsonl

A story is some consecutive sentences of a text, so that it tells who "he" and "the minister" are. The config's `stories` names the sources: corpora of
sentences in their order, and how many words of the aligned, tokenised files of `raw`, whole articles taken evenly; where `mended` is said,
their letter case is mended (`casing.py`), and lines that remain doubtful are left out. Copies of test sentences are left out, too.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import name_corpora
import readers
from held_out import HeldOut
from readers import Sentence, words_of
from teacher.texts import casing_of, running

LENGTH = 8  # sentences of a story


def sentences_of(source: dict, config: dict, held_out: HeldOut, data: Path, work: Path) -> list[list[str]]:
    """The words of a corpus, sentence by sentence, contractions as print has them."""
    read = readers.read_trees if ".conllu" in source["file"] else name_corpora.read
    kept = held_out.without(read(source, data, work))
    return [readers.join_contractions(s.forms, config["contractions"]) for s in kept]


def articles_of(config: dict, held_out: HeldOut, data: Path, work: Path) -> Iterator[list[list[str]]]:
    """The articles that are taken, as sentences of words."""
    lines_of = (
        [sides for sides in article if 4 <= len(words_of(sides[0])) <= 70]
        for article in readers.aligned_articles(data, config["raw"])
    )
    every = [lines for lines in lines_of if lines]
    total = sum(len(words_of(ours)) for lines in every for ours, _ in lines)
    casing = None
    if config["stories"].get("mended"):
        casing = casing_of(config, held_out, data, work, [sides for lines in every for sides in lines])
    for lines in every[:: max(1, total // config["stories"]["raw_words"])]:
        sides = [(words_of(ours), words_of(theirs)) for ours, theirs in lines]
        sentences = [casing.mended(*both) if casing else both[0] for both in sides]
        kept = held_out.without([Sentence(words) for words in sentences if words])
        yield [s.forms for s in kept]


def stories(config: dict, data: Path, work: Path) -> Iterator[dict]:
    """All stories of a language; of a corpus whose date is known, with it."""
    held_out = HeldOut(config, data)
    texts = [
        (source["file"], source.get("date"), sentences_of(source, config, held_out, data, work))
        for source in config["stories"]["sources"]
    ]
    texts += [(f"raw {n}", None, s) for n, s in enumerate(articles_of(config, held_out, data, work))]
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
