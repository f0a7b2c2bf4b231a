"""Readers and writers of the training data: CoNLL-U trees and CoNLL-2002 names."""

import dataclasses
import gzip
import html
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


@dataclasses.dataclass
class Sentence:
    """One sentence of UD words; columns that a corpus lacks are empty."""

    forms: list[str]
    lemmas: list[str] = dataclasses.field(default_factory=list)
    upos: list[str] = dataclasses.field(default_factory=list)
    feats: list[str] = dataclasses.field(default_factory=list)
    heads: list[int] = dataclasses.field(default_factory=list)
    deprels: list[str] = dataclasses.field(default_factory=list)
    names: list[str] = dataclasses.field(default_factory=list)  # IOB2
    certainty: float = 1.0  # mean probability of the heads, of trees that a model gave
    document: str = ""  # the name of its document, where the corpus says it
    xpos: list[str] = dataclasses.field(default_factory=list)  # the treebank's own tags

    def __len__(self) -> int:
        return len(self.forms)


def open_text(path: Path) -> TextIO:
    """Opens a text file, compressed or not."""
    opener = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)
    return opener(path, "rt", encoding="utf-8")


def blocks(path: Path) -> Iterator[list[str]]:
    """The lines of each sentence of a file that parts them by blank lines, without their ends."""
    block: list[str] = []
    with open_text(path) as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block


Sides = tuple[str, str]  # a line and its translation, tokenised, their signs escaped


def aligned_articles(data: Path, raw: dict) -> Iterator[list[Sides]]:
    """The articles of the aligned, tokenised files that a config's `raw` names: both sides of their lines, `side` first.

    A file's lines are two sides with a tab between them; "# doc" begins an article.
    """
    article: list[Sides] = []
    for path in sorted(data.glob(raw["files"])):
        with open_text(path) as lines:
            for line in lines:
                if line.startswith("# doc"):
                    if article:
                        yield article
                    article = []
                    continue
                sides = line.rstrip("\n").split("\t")
                if len(sides) == 2:
                    article.append((sides[raw["side"]], sides[1 - raw["side"]]))
    if article:
        yield article


def words_of(side: str) -> list[str]:
    """The words of a tokenised line."""
    return html.unescape(side).split()


def conllu_rows(block: list[str]) -> list[list[str]]:
    """The columns of the words of a sentence in CoNLL-U, without comments and ranges."""
    columns = (line.split("\t") for line in block)
    return [row for row in columns if row[0].isdigit()]


def conllu_sentences(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """The rows of each sentence of a file in CoNLL-U with the name of its document, "" where none is said."""
    document = ""
    for block in blocks(path):
        for line in block:
            if line.startswith("# newdoc id"):
                document = line.partition("=")[2].strip()
        rows = conllu_rows(block)
        if rows:
            yield document, rows


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file; `names` is filled where MISC holds NER=."""
    for document, rows in conllu_sentences(path):
        yield _sentence(rows, document)


def _sentence(rows: list[list[str]], document: str) -> Sentence:
    sentence = Sentence(*([row[i] for row in rows] for i in (1, 2, 3)), document=document)
    sentence.feats = ["" if row[5] == "_" else row[5] for row in rows]
    sentence.heads = [int(row[6]) for row in rows]
    sentence.deprels = [row[7] for row in rows]
    sentence.xpos = [row[4] for row in rows]
    tags = [[m[4:] for m in row[9].split("|") if m.startswith("NER=")] for row in rows]
    if any(tags):
        sentence.names = [tag[0] if tag else "O" for tag in tags]
    return sentence


def write_conllu(sentences: list[Sentence], path: Path) -> None:
    """Writes trees and, where there are any, names (NER= in MISC)."""
    with open(path, "w", encoding="utf-8") as out:
        for s in sentences:
            for i in range(len(s)):
                misc = f"NER={s.names[i]}" if s.names else "_"
                out.write(
                    "\t".join(
                        [
                            str(i + 1),
                            s.forms[i],
                            s.lemmas[i],
                            s.upos[i],
                            "_",
                            s.feats[i] or "_",
                            str(s.heads[i]),
                            s.deprels[i],
                            "_",
                            misc,
                        ]
                    )
                    + "\n"
                )
            out.write("\n")


def read_trees(source: dict, data: Path, work: Path) -> list[Sentence]:
    """The trees of one entry of the config's `trees`, with its relations renamed and lines cut.

    `file` is in `data`, or in `work` where `made` is set; `from` and `to` are indices of sentences; `folds`
    and what belongs to it take a part of the rest (see `folded`);
    `rename` maps relations to those of the other treebanks; `names_as_written` replaces
    the lemmas of names by their forms.
    """
    path = (work if source.get("made") else data) / source["file"]
    sentences = list(read_conllu(path))[source.get("from", 0) : source.get("to")]
    if "folds" in source:
        sentences = folded(sentences, source)
    rename = source.get("rename", {})
    for sentence in sentences:
        sentence.deprels = [rename.get(r, r) for r in sentence.deprels]
        if source.get("names_as_written"):
            sentence.lemmas = [
                form if upos == "PROPN" else lemma
                for form, upos, lemma in zip(sentence.forms, sentence.upos, sentence.lemmas)
            ]
    return sentences


def folded(sentences: list[Sentence], source: dict) -> list[Sentence]:
    """Every n-th sentence (`fold` of `folds`), or all but these (`without_fold`).

    With `fold_documents`, it is every n-th document in the order of their names, which is the same in
    each corpus of these documents, however it is sorted.
    """
    numbers = list(range(len(sentences)))
    if source.get("fold_documents"):
        order = {name: i for i, name in enumerate(sorted({s.document for s in sentences}))}
        numbers = [order[s.document] for s in sentences]
    fold, inside = (source["fold"], True) if "fold" in source else (source["without_fold"], False)
    return [s for s, n in zip(sentences, numbers) if (n % source["folds"] == fold) == inside]


def name_spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Names (first word, word after the last, type) of IOB2 tags, read as conlleval does."""
    result = set()
    start, kind = 0, None
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag[0] not in "I" or tag[2:] != kind):
            result.add((start, i, kind))
            kind = None
        if tag[0] in "BI" and kind is None:
            start, kind = i, tag[2:]
    return result


def name_tags(kind: str, length: int) -> list[str]:
    """The IOB2 tags of one name."""
    return [f"B-{kind}"] + [f"I-{kind}"] * (length - 1)


def read_names(path: Path) -> Iterator[Sentence]:
    """Sentences of a file in CoNLL-2002's format: the form first, the IOB2 tag last in a line."""
    for block in blocks(path):
        rows = [line.split() for line in block]
        yield Sentence([row[0] for row in rows], names=[row[-1] for row in rows])


def write_names(sentences: list[Sentence], path: Path) -> None:
    """Writes FORM TAG lines."""
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            for form, tag in zip(sentence.forms, sentence.names, strict=True):
                out.write(f"{form} {tag}\n")
            out.write("\n")


def split_contractions(forms: list[str], contractions: dict[str, list[str]]) -> list[str]:
    """Forms with contractions ("del") replaced by their words ("de", "el")."""
    result: list[str] = []
    for form in forms:
        result += contraction_words(form, contractions)
    return result


def contraction_words(form: str, contractions: dict[str, list[str]]) -> list[str]:
    """The words of one form; a capital letter stays with the first."""
    words = contractions.get(form.lower())
    if not words or (form.isupper() and len(form) > 1):
        return [form]
    first = words[0].capitalize() if form[0].isupper() else words[0]
    return [first, *words[1:]]


def join_contractions(forms: list[str], contractions: dict[str, list[str]]) -> list[str]:
    """Forms with the words of contractions ("de", "el") replaced by these ("del")."""
    joined = {tuple(words): form for form, words in contractions.items()}
    result: list[str] = []
    for form in forms:
        whole = joined.get((result[-1].lower(), form)) if result else None
        if whole:
            result[-1] = whole.capitalize() if result[-1][0].isupper() else whole
        else:
            result.append(form)
    return result


def with_split_contractions(sentence: Sentence, contractions: dict[str, list[str]]) -> Sentence:
    """A sentence of names whose contractions are split; a name goes on over both words."""
    forms: list[str] = []
    names: list[str] = []
    for form, tag in zip(sentence.forms, sentence.names):
        words = contraction_words(form, contractions)
        forms += words
        names += [tag] + ["I" + tag[1:] if tag != "O" else tag] * (len(words) - 1)
    return Sentence(forms, names=names)
