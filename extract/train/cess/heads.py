"""From constituents to words with heads: which child of a constituent bears its head."""

import dataclasses
import re

import readers
from cess.commas import attach_commas
from cess.trees import Leaf, Node

BRACKETS = {"-Fpa-": "(", "-Fpt-": ")", "-LRB-": "(", "-RRB-": ")"}
_CONTRACTIONS = {"del": ["de", "el"], "al": ["a", "el"]}
_AUXILIARIES = {"haber", "poder", "ser", "deber", "ir", "estar"}
_PARTICLES = set("de del el la los las y e por para en a con sobre contra sin".split())
_ARTICLE = ("article",)  # role of "el" in "del": it goes to the head of the whole
_NAME_TYPES = {"p": "PER", "o": "ORG", "l": "LOC", "a": "MISC"}
_PRONOUN = "los|las|les|nos|se|me|te|os|lo|la|le"
_CLITIC_HOSTS = ("vmn", "vsn", "van", "vmg", "vsg", "vag")
_CLITICS = re.compile(f"(?i)^(.+(?:[aeií]r|[aáeé]ndo))((?:{_PRONOUN})" + "{1,2})$")
_CLAUSES = ("S", "S.F.C")
_VERBAL = ("grup.verb", "infinitiu", "gerundi", "participi")


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


class Converter:
    """Words and heads of one sentence: `words`, ready once constructed."""

    def __init__(self, tree: Node):
        self.words: list[Word] = []
        root = self._convert(tree)
        self.words[root].head = -1
        self.words[root].role = ("root",)
        attach_commas(self.words, self._set_off())

    def _set_off(self) -> list[int]:
        """The commas whose place in the constituents does not tell its head.

        A comma inside a constituent, or on the edge of a main clause, sets off one of its parts;
        other signs, and commas on the edge of a phrase, belong to the constituent's head.
        """
        return [
            i
            for i, word in enumerate(self.words)
            if word.form == "," and ("inner" in word.role or word.role[-1] in _CLAUSES)
        ]

    def _leaf(self, leaf: Leaf) -> int:
        """Adds the words of a leaf, the later ones under the first; returns the first's index."""
        name = _NAME_TYPES.get(leaf.tag[6:], "?") if leaf.tag.startswith("np") else ""
        form = BRACKETS.get(leaf.form, leaf.form)
        parts = [p for p in form.split("_") if p] or [form]
        lemmas = leaf.lemma.split("_")
        first = len(self.words)
        for i, part in enumerate(parts):
            split = readers.contraction_words(part, _CONTRACTIONS)
            lemma = lemmas[i] if len(lemmas) == len(parts) and len(split) == 1 else split[0].lower()
            for k, word in enumerate(split):
                tag = "" if i or k else leaf.tag
                role = _ARTICLE if k else ("part", leaf.tag[:2])
                self.words.append(
                    Word(word, "el" if k else lemma, tag, leaf.tag, name, first, role)
                )
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
            pronouns = [
                Word(p, p, "pp", "pp", head=verb, role=("clitic",))
                for p in re.findall(_PRONOUN, match[2])
            ]
            self.words[verb + 1 : verb + 1] = pronouns

    def _name(self, first: int, kind: str) -> None:
        """Parts of a name: what follows a preposition is a name of its own under the first part."""
        head, particles = first, []
        for i in range(first + 1, len(self.words)):
            if self.words[i].form.lower() in _PARTICLES:
                particles.append(i)
                continue
            self.words[i].head = head
            self.words[i].role = ("part", kind, "after particle" if particles else "")
            for particle in particles:
                self.words[particle].head, self.words[particle].role = i, ("particle", kind)
            if particles:
                head, particles = i, []

    def _attach(self, dependent: int, head: int, *role: str) -> None:
        """Makes a word depend on another, with the article that its contraction holds."""
        if dependent != head:
            self.words[dependent].head = head
            self.words[dependent].role = role
            for word in self.words[dependent + 1 :]:
                if word.role == _ARTICLE and word.head == dependent:
                    word.head = head

    def _convert(self, node: Node | Leaf) -> int:
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
            if isinstance(child, Node):
                function = child.function
            elif child.tag.startswith("F"):
                function = "edge" if i in (0, len(heads) - 1) else "inner"
            else:
                function = ""
            if i in conjuncts:
                self._attach(heads[i], heads[head], "conj")
            elif (
                conjuncts
                and following is not None
                and following != head
                and name in ("coord", "cc")
            ):
                self._attach(heads[i], heads[following], "cc")
            elif i == copula:
                self._move_auxiliaries(heads[i], heads[head])
                self._attach(heads[i], heads[head], "cop")
            elif isinstance(child, Node) and child.base == "prep" and not child.coordinated:
                self._dissolve(heads[i], heads[head], node.base)
            else:
                self._attach(heads[i], heads[head], name, function, node.base)
        return heads[head]

    def _dissolve(self, top: int, head: int, mother: str) -> None:
        """Hangs the words of a preposition on the head one by one."""
        for i, word in enumerate(self.words):
            if word.head == top != i and word.role[0] not in ("part", "article", "conj", "cc"):
                self._attach(i, head, "prep", "", mother)
        self._attach(top, head, "prep", "", mother)

    def _move_auxiliaries(self, verb: int, head: int) -> None:
        """The auxiliaries of a copula belong to the predicate."""
        for word in self.words:
            if word.head == verb and word.role[0] in ("aux", "mark"):
                word.head = head

    def _verb_group(self, node: Node, heads: list[int]) -> int:
        """Auxiliaries and later verbs depend on the first full verb; particles on the next."""

        def is_verb(i: int) -> bool:
            child = node.children[i]
            return child.tag[0] in "va" if isinstance(child, Leaf) else child.base in _VERBAL

        verbs = [i for i in range(len(heads)) if is_verb(i)]
        if not verbs:
            main = 0
        else:
            main = next(
                (i for i in verbs if self.words[heads[i]].lemma not in _AUXILIARIES), verbs[-1]
            )
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

        def is_conjunct(child: Node | Leaf) -> bool:
            if isinstance(child, Leaf):
                return child.tag[0] not in "Fcsr"
            return child.base not in (
                "coord",
                "prep",
                "conj.subord",
                "espec",
                "neg",
                "sadv",
                "morf.pron",
                "morfema.verbal",
                "INC",
                "interjeccio",
            )

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

        def find(*names: str) -> int | None:
            for name in names:
                for i, c in enumerate(node.children):
                    if c.base == name if isinstance(c, Node) else c.tag.startswith(name):
                        return i
            return None

        base = node.base
        if base.startswith("S"):
            verb = find(*_VERBAL)
            if verb is not None and self.words[heads[verb]].lemma in ("ser", "estar"):
                predicates = [
                    i
                    for i, c in enumerate(node.children)
                    if isinstance(c, Node) and c.function == "ATR" and not c.base.startswith("S.F")
                ]
                if predicates:
                    return predicates[0]
            if verb is not None:
                return verb
            order = (
                "S",
                "S.NF.P",
                "S.NF.C",
                "S.F.C",
                "S.F.R",
                "sn",
                "sno",
                "snp",
                "snl",
                "sna",
                "sa",
                "s.a",
                "sp",
                "sadv",
            )
        elif base == "sp":
            inner = [
                i
                for i, c in enumerate(node.children)
                if not (
                    c.base in ("prep", "neg", "sadv") if isinstance(c, Node) else c.tag[0] in "Fsr"
                )
            ]
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
            order = (
                "grup.nom",
                "n",
                "W",
                "p",
                "Z",
                "S.F.R",
                "S.NF.C",
                "S.F.C",
                "S.NF.P",
                "v",
                "aq",
                "s.a",
                "grup.a",
                "sn",
            )
        else:
            order = ()
        found = find(*order)
        return self._first_word(node) if found is None else found

    def _first_word(self, node: Node) -> int:
        """The first child that is no punctuation."""
        return next(
            (
                i
                for i, c in enumerate(node.children)
                if not (isinstance(c, Leaf) and c.tag.startswith("F"))
            ),
            0,
        )
