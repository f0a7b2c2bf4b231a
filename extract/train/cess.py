"""Converts the constituent trees of CESS-ESP to Universal Dependencies as AnCora has them.

    python cess.py CESS.trees.xz GOLD.conllu OUT.conllu

How it works:
  1. Leaves become UD words: "del" two, "a_través_de" three, the first of which bears the tag.
  2. In each constituent, rules by category choose the head; the others depend on it.
  3. Relations, tags and features are those that the same configuration mostly has in the gold
     trees of the sentences that both corpora share (`Learnt`), from the most specific known on.
  4. Punctuation depends on the clause that it closes off (see `attach_punctuation`).
Sentences that GOLD has are compared with it and left out of OUT; the agreement is printed.
"""

import argparse
import collections
import dataclasses
import re
import unicodedata
from pathlib import Path
from typing import Iterator, Union

import evaluate
import readers
from readers import Sentence

_BRACKETS = {"-Fpa-": "(", "-Fpt-": ")", "-LRB-": "(", "-RRB-": ")"}
_CONTRACTIONS = {"del": ["de", "el"], "al": ["a", "el"]}
_AUXILIARIES = {"haber", "poder", "ser", "deber", "ir", "estar"}
_PARTICLES = {"de", "del", "el", "la", "los", "las", "y", "e", "por", "para", "en", "a", "con", "sobre", "contra", "sin"}
_ARTICLE = ("article",)  # role of "el" in "del": it goes to the head of the whole
_NAME_TYPES = {"p": "PER", "o": "ORG", "l": "LOC", "a": "MISC"}
_PRONOUN = "los|las|les|nos|se|me|te|os|lo|la|le"
_CLITIC_HOSTS = ("vmn", "vsn", "van", "vmg", "vsg", "vag")
_CLITICS = re.compile(f"(?i)^(.+(?:[aeií]r|[aáeé]ndo))((?:{_PRONOUN})" + "{1,2})$")
_VERBAL = ("grup.verb", "infinitiu", "gerundi", "participi")


@dataclasses.dataclass
class Leaf:
    """A terminal: EAGLES tag, form and lemma, parts joined with "_"."""

    tag: str
    form: str
    lemma: str


@dataclasses.dataclass
class Node:
    """A constituent, e.g. label "sn-SUJ"."""

    label: str
    children: list[Union["Node", Leaf]]

    @property
    def base(self) -> str:
        """The category without function and agreement: "sn", "grup.nom", "S.F.R"."""
        label = self.label.split("-")[0].replace("*", "")
        return re.sub(r"(\.[mfcn]?[spn])?(\.(co|j|x|r|e|\d\w))*$", "", label) or label

    @property
    def function(self) -> str:
        """SUJ, CD, …, or nothing."""
        return self.label.split("-")[1].split(".")[0] if "-" in self.label else ""

    @property
    def coordinated(self) -> bool:
        """True for the mother of conjuncts."""
        return ".co" in self.label


@dataclasses.dataclass
class Word:
    """A word under conversion. `role` says how it came to depend on its head."""

    form: str
    lemma: str
    tag: str  # of the leaf; empty for later words of a multiword leaf
    whole: str  # tag of the leaf
    name: str = ""  # type of name; "?" where the tag does not say
    head: int = -1  # index of a word; -1 for the root
    role: tuple[str, ...] = ()


def read(path: Path) -> Iterator[Node]:
    """The sentences of a file of bracketed trees."""
    with readers.open_text(path) as lines:
        text = "".join(line for line in lines if not line.startswith(";"))
    tokens = re.findall(r"[()]|[^\s()]+", text)
    position = 0

    def parse() -> Union[Node, Leaf, None]:
        nonlocal position
        position += 1  # the opening bracket
        label = ""
        if tokens[position] not in "()":
            label = tokens[position]
            position += 1
        atoms, children = [], []
        while tokens[position] != ")":
            if tokens[position] == "(":
                child = parse()
                if child is not None:
                    children.append(child)
            else:
                atoms.append(tokens[position])
                position += 1
        position += 1
        if len(atoms) >= 1 and not children:
            form = atoms[0]
            return None if form.startswith("*") else Leaf(label, form, atoms[-1])
        return Node(label, children) if children else None

    while position < len(tokens):
        tree = parse()
        if tree is not None:
            yield tree


class Converter:
    """Words and heads of one sentence."""

    def __init__(self, tree: Node):
        self.words: list[Word] = []
        root = self._convert(tree)
        self.words[root].head = -1
        self.words[root].role = ("root",)
        attach_punctuation([w.form for w in self.words], [w.whole[:1] == "F" for w in self.words],
                           self.words)

    def _leaf(self, leaf: Leaf) -> int:
        """Adds the words of a leaf, the later ones under the first; returns the first's index."""
        name = _NAME_TYPES.get(leaf.tag[6:], "?") if leaf.tag.startswith("np") else ""
        form = _BRACKETS.get(leaf.form, leaf.form)
        parts = [p for p in form.split("_") if p] or [form]
        lemmas = leaf.lemma.split("_")
        first = len(self.words)
        for i, part in enumerate(parts):
            split = readers.contraction_words(part, _CONTRACTIONS)
            lemma = lemmas[i] if len(lemmas) == len(parts) and len(split) == 1 else split[0].lower()
            for k, word in enumerate(split):
                tag = "" if i or k else leaf.tag
                role = _ARTICLE if k else ("part", leaf.tag[:2])
                self.words.append(Word(word, "el" if k else lemma, tag, leaf.tag, name, first, role))
        if leaf.tag[:3] in _CLITIC_HOSTS:
            self._split_clitics(first)
        if leaf.tag[:1] in "nWZ":
            self._name(first, leaf.tag[:2])
        return first

    def _split_clitics(self, verb: int) -> None:
        """Takes pronouns off the end of an infinitive or gerund."""
        match = _CLITICS.match(self.words[verb].form)
        if match:
            self.words[verb].form = match[1].replace("ándo", "ando").replace("éndo", "endo")
            pronouns = [Word(p, p, "pp", "pp", head=verb, role=("clitic",))
                        for p in re.findall(_PRONOUN, match[2])]
            self.words[verb + 1 : verb + 1] = pronouns

    def _name(self, first: int, kind: str) -> None:
        """Parts of a name: what follows a preposition is a name of its own under the first part."""
        head, particles = first, []
        for i in range(first + 1, len(self.words)):
            if self.words[i].form.lower() in _PARTICLES:
                particles.append(i)
                continue
            self.words[i].head, self.words[i].role = head, ("part", kind, "after particle" if particles else "")
            for particle in particles:
                self.words[particle].head, self.words[particle].role = i, ("particle", kind)
            if particles:
                head, particles = i, []

    def _attach(self, dependent: int, head: int, *role: str) -> None:
        if dependent != head:
            self.words[dependent].head = head
            self.words[dependent].role = role
            for word in self.words[dependent + 1 :]:
                if word.role == _ARTICLE and word.head == dependent:
                    word.head = head

    def _convert(self, node: Union[Node, Leaf]) -> int:
        """Adds the words under a node; returns the index of its head."""
        if isinstance(node, Leaf):
            return self._leaf(node)
        heads = [self._convert(child) for child in node.children]
        if node.base in _VERBAL and not node.coordinated:
            return self._verb_group(node, heads)
        conjuncts = self._conjuncts(node)
        head = conjuncts[0] if conjuncts else self._head_child(node, heads)
        copula = self._copula(node, head)
        for i, child in enumerate(node.children):
            if i == head:
                continue
            following = next((k for k in conjuncts if k > i), None)
            name = child.tag[:2] if isinstance(child, Leaf) else child.base
            function = "" if isinstance(child, Leaf) else child.function
            if i in conjuncts:
                self._attach(heads[i], heads[head], "conj")
            elif conjuncts and following is not None and following != head and name in ("coord", "cc"):
                self._attach(heads[i], heads[following], "cc")
            elif i == copula:
                self._move_auxiliaries(heads[i], heads[head])
                self._attach(heads[i], heads[head], "cop")
            elif isinstance(child, Node) and child.base == "prep" and not child.coordinated:
                self._dissolve(heads[i], heads[head], child.base, node.base)
            else:
                self._attach(heads[i], heads[head], name, function, node.base)
        return heads[head]

    def _dissolve(self, top: int, head: int, name: str, mother: str) -> None:
        """Hangs the words of a preposition on the head one by one."""
        for i in [i for i, w in enumerate(self.words) if w.head == top and w.role[0] != "part" and i != top]:
            if self.words[i].role[0] not in ("article", "conj", "cc"):
                self._attach(i, head, name, "", mother)
        self._attach(top, head, name, "", mother)

    def _move_auxiliaries(self, verb: int, head: int) -> None:
        """Auxiliaries, clitics and negations of a copula belong to the predicate."""
        for i, word in enumerate(self.words):
            if word.head == verb and word.role[0] in ("aux", "mark"):
                word.head = head

    def _verb_group(self, node: Node, heads: list[int]) -> int:
        """Auxiliaries depend on the first full verb, later verbs too; particles on the next verb."""
        def is_verb(i: int) -> bool:
            child = node.children[i]
            return child.tag[0] in "va" if isinstance(child, Leaf) else child.base in _VERBAL

        verbs = [i for i in range(len(heads)) if is_verb(i)]
        if not verbs:
            main = 0
        else:
            main = next((i for i in verbs if self.words[heads[i]].lemma not in _AUXILIARIES), verbs[-1])
        for i, child in enumerate(node.children):
            if i == main:
                continue
            name = child.tag[:2] if isinstance(child, Leaf) else child.base
            function = "" if isinstance(child, Leaf) else child.function
            if i in verbs:
                role = ("aux",) if i < main else (name, "later", node.base)
                self._attach(heads[i], heads[main], *role)
            else:
                following = next((k for k in verbs if k > i), main)
                if name in ("sp", "cs", "prep", "conj.subord"):
                    self._attach(heads[i], heads[following], "mark", name)
                else:
                    self._attach(heads[i], heads[main], name, function, node.base)
        return heads[main]

    def _conjuncts(self, node: Node) -> list[int]:
        """Indices of the conjuncts of a coordination."""
        if not node.coordinated:
            return []
        def is_conjunct(child: Union[Node, Leaf]) -> bool:
            if isinstance(child, Leaf):
                return child.tag[0] not in "Fcsr"
            return child.base not in ("coord", "prep", "conj.subord", "espec", "neg", "sadv", "morf.pron",
                                      "morfema.verbal", "INC", "interjeccio")
        return [i for i, child in enumerate(node.children) if is_conjunct(child)]

    def _copula(self, node: Node, head: int) -> int | None:
        """The child that is a copula, where the head is its predicate."""
        if isinstance(node.children[head], Node) and node.children[head].function == "ATR":
            for i, child in enumerate(node.children):
                if i != head and isinstance(child, Node) and child.base in _VERBAL:
                    return i
        return None

    def _head_child(self, node: Node, heads: list[int]) -> int:
        """Index of the child that bears the head."""
        def find(*names: str, last: bool = False) -> int | None:
            for name in names:
                found = [i for i, c in enumerate(node.children)
                         if (c.base == name if isinstance(c, Node) else c.tag.startswith(name))]
                if found:
                    return found[-1 if last else 0]
            return None

        base = node.base
        if base.startswith("S"):
            verb = find(*_VERBAL)
            if verb is not None and self.words[heads[verb]].lemma in ("ser", "estar"):
                predicates = [i for i, c in enumerate(node.children)
                              if isinstance(c, Node) and c.function == "ATR" and not c.base.startswith("S.F")]
                if predicates:
                    return predicates[0]
            if verb is not None:
                return verb
            order = ("S", "S.NF.P", "S.NF.C", "S.F.C", "S.F.R", "sn", "sno", "snp", "snl", "sna", "sa", "s.a", "sp", "sadv")
        elif base == "sp":
            inner = [i for i, c in enumerate(node.children)
                     if not (c.base in ("prep", "neg", "sadv") if isinstance(c, Node) else c.tag[0] in "Fsr")]
            order = ("sadv", "grup.adv", "rg")
            if inner:
                return inner[0]
        elif base == "relatiu":
            order = ("p",)
        elif base == "espec":
            order = ("Z", "da", "dd", "dp", "n", "di", "dn", "d")
        elif base in ("s.a", "sa", "grup.a"):
            order = ("grup.a", "aq", "ao", "vmp", "participi", "S.NF.P", "aq0")
        elif base in ("sadv", "grup.adv"):
            order = ("grup.adv", "rg", "rn", "sn")
        elif base.startswith("sn") or base == "grup.nom":
            order = ("grup.nom", "n", "W", "p", "Z", "S.F.R", "S.NF.C", "S.F.C", "S.NF.P", "v", "aq", "s.a", "grup.a", "sn")
        else:
            order = ()
        found = find(*order)
        return self._first_word(node) if found is None else found

    def _first_word(self, node: Node) -> int:
        """The first child that is no punctuation."""
        return next((i for i, c in enumerate(node.children)
                     if not (isinstance(c, Leaf) and c.tag.startswith("F"))), 0)


def attach_punctuation(forms: list[str], punctuation: list[bool], words: list) -> None:
    """Sets the heads of punctuation: the highest word of what it opens, closes or sets off.

    From both neighbours one climbs as long as the path stays on its side. Of the two tops the right
    one is taken where it depends on the left side. Otherwise a word on the left path that a sign of
    the same form precedes already is closed by it; failing that, the left top is taken. Brackets and
    quotes take the top of what they enclose.
    """
    def path(start: int, low: int, high: int) -> list[int]:
        """From `start` up within [low, high)."""
        result = [start]
        while low <= words[result[-1]].head < high and not punctuation[words[result[-1]].head]:
            result.append(words[result[-1]].head)
        return result

    opened: set[tuple[int, str]] = set()  # words with a sign before them

    count = len(forms)
    partner = _pairs(forms)
    solid = [i for i in range(count) if not punctuation[i]]
    for i in range(count):
        if not punctuation[i]:
            continue
        before = max((k for k in solid if k < i), default=None)
        after = min((k for k in solid if k > i), default=None)
        if i in partner:
            low, high = sorted((i, partner[i]))
            inside = [k for k in solid if low < k < high and not low < words[k].head < high]
            if inside:
                words[i].head = inside[0]
                continue
        left = path(before, 0, i) if before is not None else []
        right = path(after, i + 1, count) if after is not None else []
        if right and (not left or 0 <= words[right[-1]].head < i):
            words[i].head = right[-1]
            opened.add((right[-1], forms[i]))
        elif left:
            closed = [k for k in left if (k, forms[i]) in opened]
            words[i].head = closed[-1] if closed else left[-1]


def _pairs(forms: list[str]) -> dict[int, int]:
    """Opening and closing brackets and quotes that belong together, both ways."""
    closing = {"(": ")", "[": "]", "«": "»", "“": "”", "¿": "?", "¡": "!"}
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for i, form in enumerate(forms):
        straight = form in ('"', "'") 
        if straight and any(forms[k] == form for k in open_at):
            match = next(k for k in reversed(open_at) if forms[k] == form)
        elif form in closing.values() and any(closing.get(forms[k]) == form for k in open_at):
            match = next(k for k in reversed(open_at) if closing.get(forms[k]) == form)
        else:
            if straight or form in closing:
                open_at.append(i)
            continue
        open_at = open_at[: open_at.index(match)]
        pairs[i], pairs[match] = match, i
    return pairs


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
    """Relations, tags and lemmas of converted words, learnt from gold trees of the same sentences."""

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
            s.names.append("?" if word.name == "?" else
                           f"{'B' if begins else 'I'}-{word.name}" if word.name else "O")
            s.deprels.append(relation)
        return s


def _tag_keys(word: Word) -> list[tuple]:
    kind = word.tag or "part of " + word.whole[:1]
    low = word.form.lower()
    return [(kind, low), *([("", low)] if not word.tag and word.whole[:2] != "np" else []),
            (kind,), (kind[:5],), (kind[:4],), (kind[:3],), (kind[:2],), (kind[:1],), ()]


def _relation_keys(words: list[Word], i: int) -> list[tuple]:
    word = words[i]
    own = word.tag[:3] if word.tag else "part"
    head = words[word.head] if word.head >= 0 else word
    side = word.head < i
    low = word.form.lower()
    return [(word.role, own, head.tag[:2], side, low), (word.role, own, head.tag[:2], side),
            (word.role, own[:2], head.tag[:1], side), (word.role, own[:1], side), (word.role, side),
            (word.role,), (own[:2], head.tag[:2], side), (own[:2], side), (own[:1],), ()]


def _lemma(word: Word) -> str:
    if word.whole[:1] in "WZ" or word.lemma.startswith("[") or word.whole[:1] == "F":
        return word.form.lower()
    return word.form if word.whole[:2] == "np" else word.lemma


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the commonest disagreements")
    arguments = parser.parse_args()
    gold = {" ".join(s.forms): s for s in readers.read_conllu(arguments.gold)}
    converted = [Converter(tree).words for tree in read(arguments.trees)]
    shared = [(words, gold[key]) for words in converted
              if (key := " ".join(w.form for w in words)) in gold]
    seen = {_fingerprint(s.forms) for s in gold.values()}
    fresh = [words for words in converted if _fingerprint([w.form for w in words]) not in seen]
    half = Learnt()
    for words, sentence in shared[::2]:
        half.learn(words, sentence)
    system, held_out = [half.finish(words) for words, _ in shared[1::2]], [g for _, g in shared[1::2]]
    print(f"{len(converted)} trees, {len(shared)} of them in {arguments.gold.name}; agreement on the half "
          f"not learnt from: {evaluate.as_text(evaluate.tree_scores(held_out, system))}")
    if arguments.errors:
        _print_errors(system, held_out)
    learnt = Learnt()
    for words, sentence in shared:
        learnt.learn(words, sentence)
    readers.write_conllu([learnt.finish(words) for words in fresh if len(words) > 1], arguments.out)


def _fingerprint(forms: list[str]) -> str:
    """The letters of a sentence without case and accents: the same however words are divided."""
    text = unicodedata.normalize("NFD", "".join(forms).lower())
    return "".join(c for c in text if c.isalnum())


def _print_errors(system: list[Sentence], gold: list[Sentence]) -> None:
    """The commonest kinds of wrong arcs, relations and features."""
    arcs, relations, feats = (collections.Counter() for _ in range(3))
    for s, g in zip(system, gold):
        for i in range(len(s)):
            if s.heads[i] != g.heads[i]:
                arcs[g.upos[i], g.deprels[i], s.deprels[i]] += 1
            elif s.deprels[i] != g.deprels[i]:
                relations[g.upos[i], g.deprels[i], s.deprels[i]] += 1
            if (s.upos[i], s.feats[i]) != (g.upos[i], g.feats[i]):
                feats[g.upos[i], g.feats[i], s.upos[i], s.feats[i]] += 1
    for counter in (arcs, relations, feats):
        print(sum(counter.values()), *counter.most_common(25), sep="\n  ")


if __name__ == "__main__":
    main()
