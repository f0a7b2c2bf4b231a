"""Names of persons, organisations, places and others from corpora with habits of their own.

All give sentences whose `names` are IOB2 tags of PER, ORG, LOC and MISC, or "?" where the corpus does not
say what the word is in these terms: nothing is learnt from such words.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import readers
from readers import Sentence
from sentence_key import key_of_words

UNSAID = "?"
_ANNOTATIONS = Path(__file__).resolve().parent / "annotations"
_SPAN = re.compile(r"(PER|ORG|LOC|MISC):(\d+)(?:-(\d+))?")
_MARK = re.compile(r"\(\d+-[^()]*\)?|\d+\)")
_ARTICLES = ("the", "a", "an")
_PRONOUNS = tuple("he she it they we i you who his her their its our him them us this that these those".split())
_GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC"}


def read(source: dict, data: Path, work: Path) -> list[Sentence]:
    """The names of one entry of the config's lists of names.

    `file` is in `data`, or in `work` where `made` is set. `format` is `conll` (the form first, the tag last
    in a line; the default), `conllu` (NER= in MISC), `iob2` (CoNLL-U's columns, the tag third), `gum`
    (Entity= in MISC) or `annotated` (the project's own, in `annotations/`, over the treebank `of`).
    `times` says how often each sentence is taken.
    `types` maps the corpus's types to ours, to "O" or to "?"; a type that is not listed stays.
    `descriptions` is set where descriptions ("the hospital lab") are annotated like names. `folds`
    and what belongs to it take a part of the sentences (see `readers.folded`).
    """
    if source.get("format") == "annotated":
        over = readers.read_trees({"file": source["of"]}, data, work)
        return list(_annotated(_ANNOTATIONS / source["file"], over)) * source.get("times", 1)
    path = (work if source.get("made") else data) / source["file"]
    reader = {
        "conll": readers.read_names,
        "conllu": _read_conllu,
        "iob2": _read_iob2,
        "gum": _read_gum,
    }
    sentences = list(reader[source.get("format", "conll")](path))
    if "folds" in source:
        sentences = readers.folded(sentences, source)
    types = source.get("types", {})
    for sentence in sentences:
        if source.get("descriptions"):
            sentence.names = _only_names(sentence)
        sentence.names = [_renamed(tag, types) for tag in sentence.names]
    return sentences * source.get("times", 1)


def _renamed(tag: str, types: dict[str, str]) -> str:
    if tag in ("O", UNSAID):
        return tag
    kind = types.get(tag[2:], tag[2:])
    return kind if kind in ("O", UNSAID) else tag[:2] + kind


def _read_conllu(path: Path) -> Iterator[Sentence]:
    for sentence in readers.read_conllu(path):
        yield Sentence(sentence.forms, names=sentence.names, document=sentence.document)


def _read_iob2(path: Path) -> Iterator[Sentence]:
    for document, rows in readers.conllu_sentences(path):
        forms, tags = ([row[i] for row in rows] for i in (1, 2))
        yield Sentence(forms, names=tags, document=document)


def _spans_of(path: Path) -> dict[str, list[tuple[str, int, int]]]:
    """The names of each sentence of a file: type, first word, word after the last. Raises ValueError that names the line."""
    result = {}
    with readers.open_text(path) as lines:
        for number, line in enumerate(lines, start=1):
            key, *spans = line.split()
            found = [_SPAN.fullmatch(span) for span in spans]
            if not all(found):
                raise ValueError(f"{path}:{number}: {line!r} cannot be read")
            result[key] = [(m[1], int(m[2]), int(m[3] or m[2]) + 1) for m in found]
    return result


def _annotated(path: Path, treebank: list[Sentence]) -> Iterator[Sentence]:
    """The sentences of a treebank that a file of names names (`key_of_words`), a line each: `KEY PER:0-1 ORG:5`, words counted from 0."""
    known = _spans_of(path)
    for sentence in treebank:
        names = known.get(key_of_words(sentence.forms))
        if names is not None:
            tags = ["O"] * len(sentence)
            for kind, start, end in names:
                tags[start:end] = readers.name_tags(kind, end - start)
            yield Sentence(sentence.forms, names=tags, document=sentence.document)


def _only_names(sentence: Sentence) -> list[str]:
    """Tags without descriptions: a span is a name without its article where it begins and ends with a
    capital, none where it has no capital, and unsaid else."""
    tags = list(sentence.names)
    for start, end, kind in readers.name_spans(sentence.names):
        tags[start:end] = ["O"] * (end - start)
        if sentence.forms[start].lower() in _ARTICLES:
            start += 1
        if end - start == 1 and sentence.forms[start].lower() in _PRONOUNS:
            continue
        capitals = [form[0].isupper() for form in sentence.forms[start:end]]
        if capitals and capitals[0] and capitals[-1]:
            tags[start:end] = readers.name_tags(kind, end - start)
        elif any(capitals):
            tags[start:end] = [UNSAID] * (end - start)
    return tags


def _read_gum(path: Path) -> Iterator[Sentence]:
    """Names in GUM: of a mention whose head is a proper noun, the proper nouns that make the name.

    Every PROPN that no name of a known type covers is unsaid.
    """
    for document, rows in readers.conllu_sentences(path):
        yield Sentence([row[1] for row in rows], names=_gum_names(rows), document=document)


def _gum_names(rows: list[list[str]]) -> list[str]:
    heads = [int(row[6]) - 1 for row in rows]
    upos = [row[3] for row in rows]
    deprels = [row[7].split(":")[0] for row in rows]
    tags = [UNSAID if u == "PROPN" else "O" for u in upos]
    for start, end, kind in sorted(_mentions(rows), key=lambda m: m[0] - m[1]):
        roots = [i for i in range(start, end) if not start <= heads[i] < end]
        if len(roots) != 1 or upos[roots[0]] != "PROPN":
            continue
        first, last = _name_around(roots[0], start, end, heads, upos, deprels)
        name = _GUM_TYPES.get(kind)
        if name:
            tags[first:last] = readers.name_tags(name, last - first)
    return tags


def _mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Mentions (first word, word after the last, type) of a sentence, innermost marks closing last opened."""
    opened: dict[str, list[tuple[int, str]]] = {}
    result = []
    for i, row in enumerate(rows):
        entity = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for mark in _MARK.findall(entity):
            number = re.search(r"\d+", mark).group()
            if mark.startswith("("):
                opened.setdefault(number, []).append((i, mark.split("-")[1]))
            if mark.endswith(")") and opened.get(number):
                start, kind = opened[number].pop()
                result.append((start, i + 1, kind))
    return result


def _name_around(
    head: int, start: int, end: int, heads: list[int], upos: list[str], deprels: list[str]
) -> tuple[int, int]:
    """The stretch round a proper noun that belongs to its name: proper nouns in flat or compound relations
    and what stands between them ("University of Chicago", "al - Assad")."""
    inside = {head}
    grown = True
    while grown:
        grown = False
        for i in range(start, end):
            joins = heads[i] in inside and upos[i] == "PROPN" and i not in inside
            of = deprels[i] == "nmod" and i > heads[i]
            if joins and (deprels[i] in ("flat", "compound") or of):
                inside.add(i)
                grown = True
    return min(inside), max(inside) + 1
