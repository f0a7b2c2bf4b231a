"""Names that public teachers find in given English sentences.

    python -m teacher.public_names spacy OUT SOURCE…
    python -m teacher.public_names corenlp4 --jars JARS OUT SOURCE…
    python -m teacher.public_names corenlp3 --jars JARS OUT SOURCE…

A SOURCE is a file of sentences, compressed or not: CoNLL-U or FORM TAG lines, of which only the words are
read; running text is made into sentences by `entente annotate`. OUT holds FORM TAG lines for the same words
in the same order, so that `teacher.votes` can compare what several teachers say.

  spacy     spaCy's en_core_web_sm (OntoNotes): PER, ORG, LOC, MISC, and NORP for demonyms, religions and
            parties, which are no names in our terms. In a virtual environment of its own:
                pip install -r teacher/public_names/requirements.txt
  corenlp4  Stanford CoreNLP's english.conll.4class (CoNLL-2003): PER, ORG, LOC, MISC, demonyms among the last
  corenlp3  Stanford CoreNLP's english.all.3class (CoNLL, MUC, ACE, OntoNotes and more): PER, ORG, LOC.
            With Java and Maven; JARS is an absolute path:
                mvn -f teacher/public_names dependency:copy-dependencies -DoutputDirectory=JARS

Licences: CoreNLP is GPL 3, spaCy and its model are MIT. They are teachers only: each is run as a
program of its own, and nothing of them, neither code nor model, is part of what ships.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import readers
from readers import Sentence


def forms_of(path: Path) -> Iterator[list[str]]:
    """The words of each sentence of a source."""
    read = readers.read_conllu if ".conllu" in path.suffixes else readers.read_names
    for sentence in read(path):
        unwritable = [form for form in sentence.forms if form.split() != [form]]
        if unwritable:
            raise ValueError(f"{path}: FORM TAG lines cannot hold a form with blanks: {unwritable[0]!r}")
        yield sentence.forms


def write(sentences: list[list[str]], tags: Iterator[list[str]], path: Path) -> int:
    """Writes FORM TAG lines; returns how many names they hold."""
    named = [Sentence(forms, names=found) for forms, found in zip(sentences, tags, strict=True)]
    readers.write_names(named, path)
    return sum(len(readers.name_spans(sentence.names)) for sentence in named)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("teacher", choices=["spacy", "corenlp4", "corenlp3"])
    parser.add_argument("--jars", type=Path, help="folder of CoreNLP's jars")
    parser.add_argument("out", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    arguments = parser.parse_args()
    if arguments.teacher != "spacy" and not arguments.jars:
        parser.error(f"{arguments.teacher} needs --jars")
    sentences = [forms for source in arguments.sources for forms in forms_of(source)]
    # Each teacher is imported where it is asked for: the other one need not be installed.
    if arguments.teacher == "spacy":
        from teacher.public_names import spacy_names

        tags = spacy_names.tags_of(sentences)
    else:
        from teacher.public_names import corenlp_names

        tags = corenlp_names.tags_of(sentences, arguments.teacher, arguments.jars)
    names = write(sentences, tags, arguments.out)
    print(f"{arguments.out}: {names} names in {len(sentences)} sentences")


if __name__ == "__main__":
    main()
