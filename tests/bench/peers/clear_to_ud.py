"""Turns trees with the ClearNLP labels of spaCy's English models into Universal Dependencies, as far as rules can.

How it works, on one sentence:
  1. What a preposition governs takes its place, and the preposition becomes its `case` or `mark`.
  2. What "be" links to its subject takes the verb's place, and the verb becomes its `cop`.
  3. A currency sign takes the place of its number.
  4. All conjuncts hang from the first one; conjunctions and commas from the conjunct that follows.
  5. A person's name hangs from its first word as `flat`; a title before it is `nmod`.
  6. Punctuation hangs from what it parts: at the end from the root; else from the highest word on its one side
     whose subtree ends there and that hangs from the other side.
  7. The labels that remain are renamed.
Relations have no subtypes in the result. Both schemes annotate some constructions in ways that no rule can tell
apart, so that the scores of such trees are a lower bound.
"""

RENAMED = {
    "dobj": "obj", "nsubjpass": "nsubj", "csubjpass": "csubj", "auxpass": "aux", "neg": "advmod", "poss": "nmod",
    "npadvmod": "obl", "attr": "xcomp", "acomp": "xcomp", "oprd": "xcomp", "dative": "iobj", "prt": "compound",
    "quantmod": "advmod", "predet": "det", "preconj": "cc", "relcl": "acl", "intj": "discourse", "prep": "advmod",
    "agent": "advmod", "pobj": "obl", "pcomp": "advcl", "meta": "dep", "ROOT": "root"}
PREPOSITIONS = ("prep", "agent", "dative")
CLOSING = (")", "]", "\"", "''", "”")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")


class Tree:
    """A sentence whose heads are indices from 0; -1 is the root's."""

    def __init__(self, sentence):
        self.sentence = sentence
        self.heads = [head - 1 for head in sentence.heads]
        self.labels = list(sentence.deprels)

    def __len__(self):
        return len(self.heads)

    def children(self, i, *labels):
        return [c for c in range(len(self)) if self.heads[c] == i and (not labels or self.labels[c] in labels)]

    def raise_child(self, child, label, keep=()):
        """`child` and its head change places; the head's other children follow, but for those labelled `keep`."""
        head = self.heads[child]
        for other in self.children(head):
            if other != child and self.labels[other] not in keep:
                self.heads[other] = child
        self.heads[child], self.labels[child] = self.heads[head], self.labels[head]
        self.heads[head], self.labels[head] = child, label


def raise_objects(tree):
    """From the last word to the first, so that in "from inside the house" the inner preposition is done first."""
    for i in reversed(range(len(tree))):
        if tree.labels[i] not in PREPOSITIONS and not (tree.labels[i] == "conj" and tree.sentence.upos[i] == "ADP"):
            continue
        objects = tree.children(i, "pobj", "pcomp", "nominal", "clausal")
        if not objects:
            continue
        label = tree.labels[i]
        clausal = tree.labels[objects[0]] in ("pcomp", "clausal")
        tree.raise_child(objects[0], "mark" if clausal else "case", keep=("case", "mark"))
        for word in tree.children(i, "case", "mark"):
            tree.heads[word] = objects[0]
        if label != "conj":
            tree.labels[objects[0]] = "clausal" if clausal else "nominal"


def raise_predicates(tree):
    for i in range(len(tree)):
        if tree.sentence.lemmas[i] != "be" or tree.labels[i] in ("aux", "auxpass"):
            continue
        if any(tree.sentence.forms[c].lower() == "there" for c in tree.children(i, "expl")):
            for c in tree.children(i, "attr"):
                tree.labels[c] = "nsubj"
            continue
        predicates = tree.children(i, "attr", "acomp") or [
            c for c in tree.children(i, "nominal", "clausal", "xcomp", "ccomp") if c > i and tree.children(i, "nsubj")]
        if predicates:
            tree.raise_child(predicates[0], "cop")


def raise_currency(tree):
    for i, form in enumerate(tree.sentence.forms):
        head = tree.heads[i]
        if form in ("$", "€", "£", "¥", "US$") and head >= 0 and tree.sentence.upos[head] == "NUM":
            tree.raise_child(i, "nummod", keep=("compound", "quantmod", "advmod", "punct"))


def flatten_conjuncts(tree):
    for i in range(len(tree)):
        if tree.labels[i] != "conj":
            continue
        before = tree.heads[i]
        for c in tree.children(before, "cc", "punct"):
            if before < c < i and not any(c < other < i for other in tree.children(before, "conj")):
                tree.heads[c] = i
        first = before
        while tree.labels[first] == "conj":
            first = tree.heads[first]
        tree.heads[i] = first


def flatten_names(tree):
    for begin, end in persons(tree.sentence.names):
        inside = range(begin, end)
        tops = [i for i in inside if tree.heads[i] not in inside]
        parts = all(tree.labels[i] in ("compound", "flat", "punct", "case") for i in inside if i not in tops)
        if len(tops) != 1 or not parts:
            continue
        top = tops[0]
        for c in tree.children(top, "compound"):
            if c < begin:
                tree.labels[c] = "nmod"
        if top == begin:
            continue
        for c in tree.children(top):
            if c not in inside or tree.labels[c] == "compound":
                tree.heads[c] = begin
        tree.heads[begin], tree.labels[begin] = tree.heads[top], tree.labels[top]
        tree.heads[top] = begin
        for i in inside:
            if i != begin and tree.heads[i] == begin and tree.labels[i] not in ("punct", "case"):
                tree.labels[i] = "flat"


def persons(tags):
    """The stretches of words that are names of persons."""
    begin = None
    for i, tag in enumerate([*tags, "O"]):
        if begin is not None and not (tag == "I-PER"):
            yield begin, i
            begin = None
        if tag == "B-PER" or (tag == "I-PER" and begin is None):
            begin = i


def attach_punctuation(tree):
    words = [i for i in range(len(tree)) if tree.labels[i] != "punct"]
    if not words:
        return
    spans = spans_of(tree, words)
    root = next(i for i in range(len(tree)) if tree.heads[i] < 0)
    for i in range(len(tree)):
        if tree.labels[i] != "punct" or tree.heads[i] < 0:
            continue
        before = max((w for w in words if w < i), default=None)
        after = min((w for w in words if w > i), default=None)
        if before is None or after is None:
            tree.heads[i] = root
        else:
            left = highest(tree, before, lambda head: spans[head][1] < i, lambda w: parted(tree, spans[w][0] - 1))
            right = highest(tree, after, lambda head: spans[head][0] > i, lambda w: False)
            tree.heads[i] = right if 0 <= tree.heads[right] < i and tree.sentence.forms[i] not in CLOSING else left


def spans_of(tree, words):
    """The first and the last word below each word, punctuation aside."""
    spans = {w: [w, w] for w in words}
    for w in words:
        above = w
        while above >= 0:
            if above in spans:
                spans[above] = [min(spans[above][0], w), max(spans[above][1], w)]
            above = tree.heads[above]
    return spans


def highest(tree, word, within, stop):
    """The highest word above that is `within` reach and not beyond one at which to `stop`."""
    while not stop(word) and tree.heads[word] >= 0 and tree.labels[tree.heads[word]] != "punct" and within(tree.heads[word]):
        word = tree.heads[word]
    return word


def parted(tree, i):
    return i >= 0 and tree.labels[i] == "punct"


def rename(tree):
    for i, label in enumerate(tree.labels):
        of_noun = tree.heads[i] >= 0 and tree.sentence.upos[tree.heads[i]] in NOMINAL and not tree.children(tree.heads[i], "cop")
        if label == "nominal":
            label = "nmod" if of_noun else "obl"
        elif label == "clausal":
            label = "acl" if of_noun else "advcl"
        elif label == "aux" and tree.sentence.forms[i].lower() == "to":
            label = "mark"
        tree.labels[i] = "root" if tree.heads[i] < 0 else RENAMED.get(label, label)


def convert(sentence):
    """Heads and relations of the sentence change to those of Universal Dependencies; `names` are of our types."""
    tree = Tree(sentence)
    raise_objects(tree)
    raise_predicates(tree)
    raise_currency(tree)
    flatten_conjuncts(tree)
    flatten_names(tree)
    attach_punctuation(tree)
    rename(tree)
    sentence.heads = [head + 1 for head in tree.heads]
    sentence.deprels = tree.labels
