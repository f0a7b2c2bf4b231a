"""The lists that number words, tags, scripts and relations: what the header of model.bin holds."""

import collections
import dataclasses

import numpy as np

import features
import lemma_scripts
from readers import Sentence

NAME_TYPES = ("LOC", "MISC", "ORG", "PER")
VERBS = ("VERB", "AUX")  # the tags of words whose lemmas `verbs` lists


@dataclasses.dataclass
class Vocabulary:
    """Index = position in the list; row 0 of `words` stands for unknown words."""

    words: list[str]
    upos: list[str]
    feats: list[str]  # "UPOS|FEATS", FEATS may be empty
    scripts: list[str]
    deprels: list[str]
    name_tags: list[str]
    lemmas: dict[str, str]  # "lower form|UPOS" → lemma
    verbs: list[str] = dataclasses.field(default_factory=list)  # lemmas

    def __post_init__(self) -> None:
        for field in ("words", "upos", "feats", "scripts", "deprels", "name_tags"):
            setattr(self, f"{field}_index", {v: i for i, v in enumerate(getattr(self, field))})

    def counts(self) -> dict[str, int]:
        """How many entries each field has: the sizes of a network's tables and outputs."""
        return {field: len(values) for field, values in dataclasses.asdict(self).items()}


def build(words: np.ndarray, trees: list[Sentence], options: dict) -> Vocabulary:
    """Words are those of the word vectors; the rest is what the trees hold often enough."""
    feats, scripts = collections.Counter(), collections.Counter()
    upos, deprels = set(), set()
    for s in trees:
        upos.update(s.upos)
        deprels.update(s.deprels)
        feats.update(f"{u}|{f}" for u, f in zip(s.upos, s.feats))
        scripts.update(map(lemma_scripts.script_of, s.forms, s.lemmas))
    scripts.pop(None, None)
    return Vocabulary(
        words=[features.UNKNOWN, *map(str, words)],
        upos=sorted(upos),
        feats=sorted(v for v, n in feats.items() if n >= options["min_feats"]),
        scripts=sorted(v for v, n in scripts.items() if n >= options["min_script"]),
        deprels=sorted(deprels),
        name_tags=["O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BIES")],
        lemmas=known_lemmas(trees, options),
        verbs=known_verbs(trees),
    )


def known_verbs(trees: list[Sentence]) -> list[str]:
    """The lemmas of verbs and auxiliaries."""
    seen = {l.lower() for s in trees for u, l in zip(s.upos, s.lemmas) if u in VERBS}
    return sorted(l for l in seen if l.isalpha())


def known_lemmas(trees: list[Sentence], options: dict) -> dict[str, str]:
    """Lemmas of the (lower-cased form, UPOS) pairs that have one lemma in nearly all occurrences.

    Names, numbers and punctuation are left to the scripts.
    """
    seen = collections.defaultdict(collections.Counter)
    for s in trees:
        for form, upos, lemma in zip(s.forms, s.upos, s.lemmas):
            if lemma and upos not in ("PROPN", "NUM", "PUNCT", "SYM", "X"):
                seen[f"{form.lower()}|{upos}"][lemma] += 1
    known = {}
    for key, lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        total = sum(lemmas.values())
        if total >= options["min_lemma"] and count >= options["lemma_share"] * total:
            known[key] = lemma
    return dict(sorted(known.items()))


def bioes(tags: list[str]) -> list[str]:
    """IOB2 tags as BIOES; "?" (a name of unknown type) stays."""
    result = []
    for i, tag in enumerate(tags):
        goes_on = i + 1 < len(tags) and tags[i + 1].startswith("I-")
        if tag in ("O", "?") or goes_on:
            result.append(tag)
        else:
            result.append({"B": "S", "I": "E"}[tag[0]] + tag[1:])
    return result


def iob2(tags: list[str]) -> list[str]:
    """BIOES tags as IOB2."""
    return [t if t == "O" else {"B": "B", "S": "B", "I": "I", "E": "I"}[t[0]] + t[1:] for t in tags]
