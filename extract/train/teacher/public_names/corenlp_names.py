"""Names by Stanford CoreNLP, through its own command line.

Its reader of columns takes our words as they are, a sentence at a time: nothing is tokenised or divided anew.
"""

import itertools
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_MODELS = {"corenlp4": "english.conll.4class.distsim", "corenlp3": "english.all.3class.distsim"}
_TYPES = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}


def columns(sentences: Iterable[list[str]]) -> str:
    """What CoreNLP reads: a word and a tag that it ignores in each line, an empty line after each sentence."""
    return "".join("".join(f"{form}\tO\n" for form in forms) + "\n" for forms in sentences)


def labels_of(answer: str, sentences: list[list[str]]) -> Iterator[list[str]]:
    """The labels of each sentence, last in the lines of CoreNLP's answer.

    Raises ValueError where its words differ from ours.
    """
    # A form may hold what str.splitlines() takes for an end of line.
    rows = [line.split("\t") for line in answer.split("\n")]
    runs = itertools.groupby(rows, lambda row: len(row) > 1)
    groups = (list(run) for filled, run in runs if filled)
    for forms, group in itertools.zip_longest(sentences, groups, fillvalue=[]):
        if [row[0] for row in group] != forms:
            raise ValueError(f"CoreNLP answered with other words: {group[:5]} for {forms[:5]}")
        yield [row[-1] for row in group]


def iob2(labels: list[str]) -> list[str]:
    """IOB2 tags of CoreNLP's labels; neighbours of one type are one name, as its labels do not tell."""
    tags: list[str] = []
    for previous, label in itertools.pairwise(["O", *labels]):
        if label == "O":
            tags.append("O")
        else:
            tags.append(("I-" if label == previous else "B-") + _TYPES[label])
    return tags


def tags_of(sentences: list[list[str]], teacher: str, jars: Path) -> Iterator[list[str]]:
    """The tags of each sentence, by CoreNLP's model of that name."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as words:
        words.write(columns(sentences))
        words.flush()
        command = [
            *("java", "-Xmx3g", "-XX:+UseSerialGC", "-cp", f"{jars}/*"),
            "edu.stanford.nlp.ie.crf.CRFClassifier",
            *("-loadClassifier", f"edu/stanford/nlp/models/ner/{_MODELS[teacher]}.crf.ser.gz"),
            *("-readerAndWriter", "edu.stanford.nlp.sequences.ColumnDocumentReaderAndWriter"),
            *("-map", "word=0,answer=1", "-inputEncoding", "UTF-8", "-outputEncoding", "UTF-8"),
            *("-testFile", words.name),
        ]
        answer = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    for labels in labels_of(answer, sentences):
        yield iob2(labels)
