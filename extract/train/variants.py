"""Sentences written in other ways, so that a model keeps its head when it meets them.

A config's `training` may say under `variants` what share of an epoch's sentences is seen once more, and how:

  upper_cased      in capitals throughout: "GOBIERNO Y REBELDES FIRMAN EN GINEBRA"
  title_cased      as English headlines are: "Rebels Sign Truce in Geneva"
  without_accents  as old terminals wrote Spanish: "Espana", "Mexico", "dia"

What is to be learnt of the words stays the same; so does the lemma where the same script makes it of the new form.
"""

import random
import unicodedata

import lemma_scripts
from batches import IGNORED, Example

_SMALL = frozenset("a an the and or but nor of in on at to for by from with as over into".split())


def _upper_cased(forms: list[str]) -> list[str]:
    return [form.upper() for form in forms]


def _title_cased(forms: list[str]) -> list[str]:
    """Capitals for all words but short particles; what begins with no letter stays, as do clitics ("n't")."""
    capitals = {i for i, form in enumerate(forms) if i == 0 or form.lower() not in _SMALL}
    plain = {i for i, form in enumerate(forms) if not form[0].isalpha() or "'" in form or "’" in form}
    return [f[0].upper() + f[1:] if i in capitals - plain else f for i, f in enumerate(forms)]


def _without_accents(forms: list[str]) -> list[str]:
    return ["".join(c for c in unicodedata.normalize("NFD", f) if not unicodedata.combining(c)) or f for f in forms]


_WAYS = {"upper_cased": _upper_cased, "title_cased": _title_cased, "without_accents": _without_accents}


def written(example: Example, way: str, scripts: list[str]) -> Example:
    """A sentence written in another way. `scripts` are those of lemmas that its targets number."""

    def still_right(number: int, new: str, old: str) -> bool:
        if number == IGNORED or new == old:
            return True
        return lemma_scripts.apply(scripts[number], new) == lemma_scripts.apply(scripts[number], old)

    forms = _WAYS[way](example.forms)
    targets = dict(example.targets)
    if "scripts" in targets:
        targets["scripts"] = [
            number if still_right(number, new, old) else IGNORED
            for number, new, old in zip(targets["scripts"], forms, example.forms)
        ]
    return Example(forms, targets)


def with_variants(
    examples: list[Example], shares: dict[str, float], scripts: list[str], rng: random.Random
) -> list[Example]:
    """The sentences, and in each of the ways once more the share of them that `shares` has for it."""
    more = (
        written(example, way, scripts)
        for way, share in shares.items()
        for example in rng.sample(examples, round(share * len(examples)))
    )
    return [*examples, *more]
