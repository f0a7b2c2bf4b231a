"""Annotated documents, for training: the project's own annotations laid over the texts that they were made on.

    python annotated.py CONFIG ANNOTATIONS OUT --data DATA --work WORK

ANNOTATIONS is a file of `annotations/`; OUT becomes a folder of JSON files as annotated relation graphs have them (id, lang,
date, sentences, entities with aliases, triples), one a document. The annotations hold no text of others: each sentence is named by
the hash of its letters and found in the corpora that the config's `annotated` names. Reports that were written for this project stand there themselves.

A document begins with a line `@ SOURCE/NAME DATE HASH HASH …` ("-" for no date), or, of a report of our own, `@ written/NAME DATE`, and its sentences
follow, `0. Text`, numbered from 0. Entities follow, one a line, `PER Name | alias | alias`, numbered
from 1; then triples, `SENTENCE SUBJECT CLASS OBJECT label [~negated|~possible|~planned] [*]`: the numbers of the sentence, from 0,
and of the two entities; "*" where a careful reader would want it in a graph of the story.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import cess.trees
import name_corpora
import readers
from cess.heads import BRACKETS
from held_out import HeldOut
from pairs import CLASSES
from readers import Sentence, words_of
from sentence_key import key_of
from teacher.texts import casing_of, running

_MODALITIES = {f"~{m}": m for m in ("negated", "possible", "planned")}
_ENTITY = re.compile(r"(PER|ORG|GPE|LOC|MISC) (.+)")
_SENTENCE = re.compile(r"(\d+)\. (.+)")
_TRIPLE = re.compile(r"(\d+) (\d+) ([A-Z]+) (\d+) (.+)")
_SIGNS = {"``": '"', "''": '"', "amp": "&"}  # as TimeBank writes them
_STOPS = ".?!"


def parse(path: Path, language: str) -> Iterator[dict]:
    """The documents of a file, with `keys` of sentences instead of their text where it is another's. Raises ValueError that names the line."""
    document: dict = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            line = line.strip()
            if line.startswith("@ "):
                if document:
                    yield document
                _, name, date, *keys = line.split(" ")
                document = {"id": f"{language}-{name.replace('/', '-')}", "source": name.split("/")[0]}
                document |= {"lang": language, "date": "" if date == "-" else date, "keys": keys}
                document |= {"sentences": [], "entities": [], "triples": []}
            elif line:
                try:
                    _add(document, line)
                except (KeyError, IndexError, ValueError) as error:
                    raise ValueError(f"{path}:{number}: {line!r} cannot be read: {error}") from error
    if document:
        yield document


def _add(document: dict, line: str) -> None:
    entities = document["entities"]
    if entity := _ENTITY.fullmatch(line):
        name, *aliases = [form.strip() for form in entity[2].split("|") if form.strip()]
        entities.append({"name": name, "type": entity[1], "aliases": aliases})
        return
    if text := _SENTENCE.fullmatch(line):
        if document["keys"] or entities or int(text[1]) != len(document["sentences"]):
            raise ValueError("a sentence out of its place")
        document["sentences"].append(text[2])
        return
    triple = _TRIPLE.fullmatch(line)
    if not triple:
        raise ValueError("neither a sentence, an entity nor a triple")
    sentence, subject, obj = int(triple[1]), int(triple[2]), int(triple[4])
    label = triple[5].split(" ")
    salient = label[-1] == "*"
    label = label[:-1] if salient else label
    modality = _MODALITIES.get(label[-1], "asserted")
    label = label[:-1] if label[-1] in _MODALITIES else label
    sentences = len(document["keys"]) + len(document["sentences"])
    if triple[3] not in CLASSES or sentence >= sentences or 0 in (subject, obj):
        raise ValueError("no such class, sentence or entity")
    document["triples"].append(
        {
            "subject": entities[subject - 1]["name"],
            "relation": " ".join(label),
            "class": triple[3],
            "object": entities[obj - 1]["name"],
            "date": None,
            "modality": modality,
            "source": None,
            "sentence": sentence,
            "salient": salient,
        }
    )


def texts(source: dict, config: dict, data: Path, work: Path) -> Iterator[str]:
    """The sentences of a corpus as running text. `format` is that of its files; `raw` are the aligned articles."""
    return (running(" ".join(words)) for words in _sentences(source, config, data, work))


def _sentences(source: dict, config: dict, data: Path, work: Path) -> Iterable[list[str]]:
    kind = source["format"]
    if kind == "conll":
        return (s.forms for s in name_corpora.read({"file": source["file"]}, data, work))
    if kind == "conllu":
        trees = (s for file in source["files"] for s in readers.read_trees({"file": file}, data, work))
        return (readers.join_contractions(s.forms, config["contractions"]) for s in trees)
    if kind == "cess":
        return (_leaves(tree) for tree in cess.trees.read(data / source["file"]))
    if kind == "timex":
        return _timex_sentences(data / source["file"])
    articles = readers.aligned_articles(data, config["raw"])
    if kind == "raw":
        return (words_of(ours) for article in articles for ours, _ in article)
    return _mended(config, data, work, articles)


def _leaves(node: cess.trees.Node) -> list[str]:
    words = []
    for child in node.children:
        if isinstance(child, cess.trees.Leaf):
            words += BRACKETS.get(child.form, child.form).split("_")
        else:
            words += _leaves(child)
    return words


def _timex_sentences(path: Path) -> Iterator[list[str]]:
    """A line of TimeBank may hold several sentences."""
    for block in readers.blocks(path):
        words: list[str] = []
        for line in block:
            word = line.split("\t")[0]
            words.append(_SIGNS.get(word, word))
            if words[-1] and words[-1] in _STOPS:
                yield words
                words = []
        if words:
            yield words


def _mended(
    config: dict, data: Path, work: Path, articles: Iterable[list[readers.Sides]]
) -> Iterator[list[str]]:
    """Articles whose letter case had been damaged (`teacher/casing.py`)."""
    held_out = HeldOut(config, data)
    lines = [sides for article in articles for sides in article if 4 <= len(words_of(sides[0])) <= 70]
    casing = casing_of(config, held_out, data, work, lines)
    for ours, theirs in lines:
        words = casing.mended(words_of(ours), words_of(theirs))
        if words:
            yield words


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("config", type=Path)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    a = parser.parse_args()
    config = json.loads(a.config.read_text())
    documents = list(parse(a.annotations, config["language"]))
    a.out.mkdir(parents=True, exist_ok=True)
    of_corpora = {d["source"] for d in documents if d["keys"]}
    if unknown := of_corpora - set(config["annotated"]):
        raise SystemExit(f"{a.config}: names no corpus {' '.join(sorted(unknown))}")
    for name, source in config["annotated"].items():
        wanted = {key for d in documents if d["source"] == name for key in d["keys"]}
        found: dict[str, str] = {}
        for text in texts(source, config, a.data, a.work):
            key = key_of(text)
            if key in wanted:
                found.setdefault(key, text)
        if missing := wanted - set(found):
            raise SystemExit(f"{name}: not in its corpus are the sentences {' '.join(sorted(missing))}")
        for document in (d for d in documents if d["source"] == name):
            document["sentences"] = [found[key] for key in document["keys"]]
    for document in documents:
        kept = {k: v for k, v in document.items() if k not in ("keys", "source")}
        path = a.out / f"{document['id']}.json"
        path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    print(f"{a.out}: {len(documents)} documents, {sum(len(d['triples']) for d in documents)} triples")


if __name__ == "__main__":
    main()
