"""The letter case of names, mended by undamaged text and by a translation.

The Spanish side of News Commentary went through a tool that wrote each name it found as one word: its first letter
large, the others small ("Barack obama", "Reserva federal de estados unidos", "Fmi"). What is lost is found again so:

1. A word of the translation's names that stands here, too, is written as there ("obama": "Obama", "Mit": "MIT").
2. Names whose forms differ are written as undamaged text writes them ("Reino Unido", "Corea del Norte", "ONU").
3. A word after a capital has one where its usual translation has one, which that word seldom has ("Oficina nacional":
   "National Bureau").

2 and 3 only while the translation has more capitals left, unless a name of 2 already begins with a capital. Lines that remain doubtful are told by `mended`, which gives None.
"""

import collections
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

_JOINERS = {"de", "del", "la", "las", "los", "el", "y", "e"}
_LONGEST = 5  # words of a name that is looked up as a whole
_TAIL = 8  # words after a capital that may have lost theirs
_ALWAYS = 0.97  # the share of capitals of words that are written so wherever they stand
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}", re.IGNORECASE)
_DEBRIS = re.compile(r"amp|quot|&|#|\bEe\b")  # of escaped signs, and of "EE.UU." cut in two
_ENDS = set('.?!:…"“”«»\'‘’([¿¡-–—/')  # after which a capital says nothing


@functools.cache
def fold(word: str) -> str:
    """A word without case and accents."""
    text = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in text if not unicodedata.combining(c))


def has_capital(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[:1].isupper()


def in_case_of(word: str, form: str) -> str:
    """A word with the capitals of another form of it; the accents stay."""
    if len(form) != len(word):
        return form
    return "".join(c.upper() if f.isupper() else c.lower() for c, f in zip(word, form))


def inner(words: list[str]) -> Iterator[int]:
    """The positions whose case is not owed to the beginning of a sentence or a quotation."""
    for i in range(1, len(words)):
        if words[i - 1] not in _ENDS and words[i][0].isalpha():
            yield i


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


class Habits:
    """How words, and names of several words, are written inside sentences."""

    def __init__(self) -> None:
        self.words: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        self.names: dict[tuple[str, ...], collections.Counter[tuple[str, ...]]] = {}

    def learn_words(self, words: list[str], positions: Iterable[int]) -> None:
        """Counts the words at these positions."""
        for i in positions:
            self.words[fold(words[i])][words[i]] += 1

    def learn_names(self, sentences: list[list[str]]) -> None:
        """Counts how all that is written as a name somewhere in these sentences is written everywhere."""
        for words in sentences:
            for start, end in _names(words):
                self.names[tuple(map(fold, words[start:end]))] = collections.Counter()
        for words in sentences:
            folded = [fold(word) for word in words]
            for start in range(len(words)):
                for end in range(start + 2, min(len(words), start + _LONGEST) + 1):
                    counts = self.names.get(tuple(folded[start:end]))
                    if counts is not None:
                        counts[tuple(words[start:end])] += 1

    def usual(self, word: str, least: int = 3, share: float = 0.8) -> str | None:
        """The form that most occurrences of a word have; None where that is not clear."""
        return _clear(self.words.get(fold(word)), least, share)

    def usual_name(self, words: list[str]) -> tuple[str, ...] | None:
        """The form that most occurrences of a name have, if it begins and ends with a capital."""
        form = _clear(self.names.get(tuple(map(fold, words))), 2, 0.8)
        return form if form and has_capital(form[0]) and has_capital(form[-1]) else None

    def small(self, word: str) -> int:
        """How often a word has no capital."""
        counts = self.words.get(fold(word), {})
        return sum(n for form, n in counts.items() if not has_capital(form))

    def capitals(self, word: str) -> float:
        """The share of a word's occurrences that have a capital; 0 for an unknown one."""
        counts = self.words.get(fold(word))
        if not counts:
            return 0.0
        return sum(n for form, n in counts.items() if has_capital(form)) / counts.total()


def _clear(counts: collections.Counter | None, least: int, share: float):
    if not counts or counts.total() < least:
        return None
    form, count = counts.most_common(1)[0]
    return form if count >= share * counts.total() else None


def _names(words: list[str]) -> Iterator[tuple[int, int]]:
    """Stretches of two words and more, joined by "de" and the like, whose ends have capitals inside a sentence."""
    for start in inner(words):
        if not has_capital(words[start]):
            continue
        for end in range(start + 1, min(len(words), start + _LONGEST)):
            if has_capital(words[end]):
                yield start, end + 1
            elif words[end] not in _JOINERS:
                break


def tails(words: list[str]) -> Iterator[int]:
    """The positions that may have lost a capital: small, after one that is not far and not beyond a sign."""
    left = 0
    for i, word in enumerate(words):
        if has_capital(word):
            left = _TAIL
        elif not word[0].isalpha():
            left = 0
        elif left:
            left -= 1
            if word not in _JOINERS:
                yield i


class Casing:
    """Mends lines of one side by the other. `undamaged` are sentences of the language of the first side."""

    def __init__(self, undamaged: list[list[str]], pairs: list[tuple[list[str], list[str]]]):
        self.undamaged = Habits()
        self.undamaged.learn_names(undamaged)
        for words in undamaged:
            self.undamaged.learn_words(words, inner(words))
        self.ours, self.theirs = Habits(), Habits()
        self.small_here: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
        self.counts: collections.Counter[str] = collections.Counter()
        self.together: collections.Counter[tuple[str, str]] = collections.Counter()
        for ours, theirs in pairs:
            self._learn(ours, theirs)
        self.lines = len(pairs)

    def _learn(self, ours: list[str], theirs: list[str]) -> None:
        self.theirs.learn_words(theirs, inner(theirs))
        tail = set(tails(ours))
        positions = list(inner(ours))
        self.ours.learn_words(ours, (i for i in positions if i not in tail))
        capitals = {theirs[i] for i in inner(theirs) if has_capital(theirs[i])}
        if len(capitals) == 1:  # no other name can be meant
            said = self.small_here[next(iter(capitals))]
            said[0] += 1
            said[1] += not any(has_capital(ours[i]) for i in positions)
        candidates = {fold(ours[i]) for i in tail}
        candidates |= {fold(word) for word in ours if has_capital(word) and len(word) <= 5}
        self.counts.update(candidates)
        self.counts.update(f"={word}" for word in capitals)
        self.together.update((word, other) for word in candidates for other in capitals)

    def _translates(self, word: str, other: str, share: float) -> bool:
        """Whether a capitalised word of the other side stands for this word: clearly more often than by chance."""
        both, one = self.together[fold(word), other], self.counts[fold(word)]
        chance = self.counts[f"={other}"] / self.lines
        return both >= 3 and both >= share * one and both >= 5 * chance * one

    def _small_here(self, word: str) -> bool:
        """Whether this side has no capital for a capitalised word of the other: "Chinese", "January"."""
        lines, small = self.small_here.get(word, (0, 0))
        return lines >= 3 and small >= 0.5 * lines and self.theirs.capitals(word) >= _ALWAYS

    def names_of(self, theirs: list[str]) -> list[str]:
        """The translation's words that should have a capital here, too."""
        names = [theirs[i] for i in inner(theirs) if has_capital(theirs[i])]
        if theirs and has_capital(theirs[0]) and self.theirs.capitals(theirs[0]) > 0.8:
            names.append(theirs[0])
        return [word for word in names if word != "I" and not self._small_here(word)]

    def mended(self, ours: list[str], theirs: list[str]) -> list[str] | None:
        """The line with its capitals; None where it may still lack some."""
        if _DEBRIS.search(" ".join(ours)) or _is_headline(theirs):
            return None
        names = self.names_of(theirs)
        words = self._as_there(ours, names)
        left = sum(len(w) if _acronym(w) else 1 for w in names)
        left -= sum(has_capital(words[i]) for i in inner(words))
        words = self._as_undamaged(words, left)
        left += sum(map(has_capital, ours)) - sum(map(has_capital, words))
        words = self._as_translated(words, names, left)
        return None if self._is_doubtful(words, names) else words

    def _follows_name(self, words: list[str], i: int) -> bool:
        """Whether only "de" and the like stand between a word and the last word of a name."""
        while i > 0 and words[i - 1] in _JOINERS:
            i -= 1
        if i == 0 or not has_capital(words[i - 1]):
            return False
        first = i == 1 or words[i - 2] in _ENDS
        return not first or self._share(words[i - 1]) > 0.5

    def _share(self, word: str) -> float:
        """The share of capitals of a word in text of our language: undamaged, or else where nothing is damaged."""
        known = self.undamaged if fold(word) in self.undamaged.words else self.ours
        return known.capitals(word)

    def _as_there(self, ours: list[str], names: list[str]) -> list[str]:
        forms = {fold(word): word for word in names}
        result = []
        for word in ours:
            form = forms.get(fold(word))
            if _DOTTED.fullmatch(word):
                word = word.upper()
            elif form and len(form) > 1 and self._may_be_name(word):
                word = in_case_of(word, form)
            elif has_capital(word):
                word = self._as_acronym(word, names)
            result.append(word)
        return result

    def _may_be_name(self, word: str) -> bool:
        """Whether a word that looks like a name of the translation is no word of the language ("china", "liberal")."""
        known = fold(word) in self.undamaged.words or fold(word) in self.ours.words
        return has_capital(word) or not known or self._share(word) > 0.9

    def _as_acronym(self, word: str, names: list[str]) -> str:
        """A word as an acronym where undamaged text has it so, or where it translates one."""
        usual = self.undamaged.usual(word)
        if usual and (_acronym(usual) or has_capital(usual)):
            return usual if _acronym(usual) else word
        short = 1 < len(word) <= 5 and word not in names
        if short and any(_acronym(name) and self._translates(word, name, 0.5) for name in names):
            return word.upper()
        return word

    def _as_undamaged(self, words: list[str], left: int) -> list[str]:
        """Names as undamaged text has them, and words that nearly always have a capital."""
        words = list(words)
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + _LONGEST), at + 1, -1):
                form = self.undamaged.usual_name(words[at:end])
                gain = sum(map(has_capital, form or ())) - sum(map(has_capital, words[at:end]))
                # That a name begins here, a capital says already; else it is the translation that must have some left.
                if form and (has_capital(words[at]) or 0 <= gain <= left):
                    words[at:end] = map(in_case_of, words[at:end], form)
                    left -= gain
                    at = end
                    break
            else:
                at += 1
        for i in tails(words):
            usual = self.undamaged.usual(words[i]) or self.ours.usual(words[i], 5, 0.9)
            if left > 0 and usual and has_capital(usual):
                words[i] = usual
                left -= 1
        return words

    def _as_translated(self, words: list[str], names: list[str], left: int) -> list[str]:
        """Words after a capital whose translations have one that these seldom have."""
        words = list(words)
        titles = [n for n in names if not _acronym(n) and self.theirs.capitals(n) < _ALWAYS]
        for i in tails(words):
            share = 0.05 if self._follows_name(words, i) else 0.2
            if left > 0 and any(self._translates(words[i], name, share) for name in titles):
                words[i] = words[i].capitalize()
                left -= 1
        return words

    def _is_doubtful(self, words: list[str], names: list[str]) -> bool:
        """Whether a word after a capital is unknown in small letters, or the translation has clearly more capitals."""
        for i in tails(words):
            known = max(self.undamaged.small(words[i]), self.ours.small(words[i]))
            if not known and words[i].isalpha() and self._follows_name(words, i):
                return True
        here = sum(map(has_capital, words[1:]))
        return len(names) > here + max(2, len(names) // 3)


def _is_headline(words: list[str]) -> bool:
    """Whether a line has capitals throughout."""
    longer = [word for word in words if len(word) > 3 and word.isalpha()]
    return sum(map(has_capital, longer)) > 0.6 * len(longer)
