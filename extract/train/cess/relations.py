"""Relations, tags, features and lemmas of converted words, learnt from gold trees."""

import collections

from cess.heads import Word
from readers import Sentence


class Majority:
    """What a configuration mostly has in the gold trees, from the most specific known key on."""

    def __init__(self):
        self.counts: dict[tuple, collections.Counter] = collections.defaultdict(collections.Counter)

    def learn(self, keys: list[tuple], value: str | tuple[str, str]) -> None:
        """Counts a value under each of its keys."""
        for key in keys:
            self.counts[key][value] += 1

    def guess(self, keys: list[tuple]):
        """The commonest value of the first key that is known; None where none is."""
        for key in keys:
            if key in self.counts:
                return self.counts[key].most_common(1)[0][0]
        return None


class Learnt:
    """Relations, tags and lemmas of converted words, learnt from gold trees of some of them."""

    def __init__(self):
        self.relations, self.tags, self.lemmas = Majority(), Majority(), Majority()

    def learn(self, words: list[Word], gold: Sentence) -> None:
        """Learns tags from all words, relations from those whose heads agree."""
        for i, word in enumerate(words):
            self.tags.learn(_tag_keys(word), (gold.upos[i], gold.feats[i]))
            self.lemmas.learn([(word.tag, word.form.lower())], gold.lemmas[i])
            if word.head == gold.heads[i] - 1 >= 0:
                self.relations.learn(_relation_keys(words, i), gold.deprels[i])

    def finish(self, words: list[Word]) -> Sentence:
        """The UD sentence of converted words."""
        s = Sentence([w.form for w in words])
        for i, word in enumerate(words):
            upos, feats = self.tags.guess(_tag_keys(word))
            relation = "root" if word.head < 0 else self.relations.guess(_relation_keys(words, i))
            lemma = self.lemmas.guess([(word.tag, word.form.lower())]) or _lemma(word)
            s.upos.append(upos)
            s.feats.append(feats)
            s.lemmas.append(lemma)
            s.heads.append(word.head + 1)
            begins = word.tag or word.name != words[i - 1].name
            s.names.append(
                "?"
                if word.name == "?"
                else f"{'B' if begins else 'I'}-{word.name}"
                if word.name
                else "O"
            )
            s.deprels.append(relation)
        return s


def _tag_keys(word: Word) -> list[tuple]:
    kind = word.tag or "part of " + word.whole[:1]
    low = word.form.lower()
    return [
        (kind, low),
        *([("", low)] if not word.tag and word.whole[:2] != "np" else []),
        (kind,),
        (kind[:5],),
        (kind[:4],),
        (kind[:3],),
        (kind[:2],),
        (kind[:1],),
        (),
    ]


def _relation_keys(words: list[Word], i: int) -> list[tuple]:
    word = words[i]
    own = word.tag[:3] if word.tag else "part"
    head = words[word.head] if word.head >= 0 else word
    side = word.head < i
    low = word.form.lower()
    return [
        (word.role, own, head.tag[:2], side, low),
        (word.role, own, head.tag[:2], side),
        (word.role, own[:2], head.tag[:1], side),
        (word.role, own[:1], side),
        (word.role, side),
        (word.role,),
        (own[:2], head.tag[:2], side),
        (own[:2], side),
        (own[:1],),
        (),
    ]


def _lemma(word: Word) -> str:
    if word.whole[:1] in "WZ" or word.lemma.startswith("[") or word.whole[:1] == "F":
        return word.form.lower()
    return word.form if word.whole[:2] == "np" else word.lemma
