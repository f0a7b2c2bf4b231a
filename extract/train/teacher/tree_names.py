"""Names of a treebank's sentences, in the manner of a corpus whose annotators named a part of it.

    python -m teacher.tree_names CONFIG OUT --data DATA --work WORK [--measure]

What the config's `tree_names` says is done:

1. Candidates are drawn up from each gold tree (runs of proper nouns, with and without titles, joined by "of" and the like,
   heads with what is flat or compound) and from what the `finders` of names (`public_names/`) found.
2. A linear model learns from the `like` corpus which candidates are names of which type: by what each finder says, the words,
   the tree round the candidate, and what finders call the same string elsewhere.
3. OUT holds FORM TAG lines of the `of` sentences: names the model is sure of; words of candidates that it neither believes
   nor rules out are unsaid ("?").

`found` names the files of the finders in WORK: `FOUND-FINDER.conll`, sentence by sentence as in `trees`.
With --measure, nothing is written: the `like` corpus is divided by document, each part judged by a model of the others, and
precision, recall and F1 printed beside those of the finders' votes.
"""

import argparse
import collections
import dataclasses
import functools
import json
import math
from collections.abc import Iterator
from pathlib import Path

import torch

import name_corpora
import readers
from evaluate import as_text, name_scores
from name_corpora import UNSAID
from readers import Sentence
from teacher import votes

_TYPES = ("O", "PER", "LOC", "ORG")
_TITLES = set(
    "president dr dr. mr mr. mrs mrs. ms ms. miss sheikh shaikh king queen prof prof. professor doctor drs. sen. senator"
    " rep. gov. governor gen. general lt. col. capt. captain sgt. sir prince princess minister secretary rabbi ayatollah"
    " pope father uncle aunt prophet imam judge justice".split()
)
_LINKS = {"of", "the", "and", "&", "-", "'s", "’s", "'", "s", ",", "for", "in", "de", "at"}
_JOINED = {  # relations that a candidate goes along from its head
    "flat": {"flat", "goeswith"},
    "compound": {"flat", "goeswith", "compound", "amod", "nummod"},
    "long": {"flat", "goeswith", "compound", "amod", "nummod", "nmod", "conj", "appos"},
}
_GENITIVES = ("'s", "’s", "s", "'")
_LONGEST = 12
_UNSURE = (0.08, 0.65)  # probabilities of being a name between which nothing is said
_DECIDED = (0.42, 0.42)  # the same where something is always said
_PENALTY = 0.75
_FOLDS = 4

Span = tuple[int, int]


@dataclasses.dataclass
class Case:
    """A sentence with its tree, the names that each finder found and, where known, the gold ones."""

    tree: Sentence
    found: list[list[str]]
    gold: list[str] | None = None

    @property
    def document(self) -> str:
        return self.tree.document

    @functools.cached_property
    def said(self) -> list[list[tuple[int, int, str]]]:
        """The names of each finder, in the order of the sentence: counts that are equal go by it."""
        return [sorted(readers.name_spans(tags)) for tags in self.found]


class Strings:
    """What finders call a string of words in some text."""

    def __init__(self, cases: list[Case]):
        self.types: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        for case in cases:
            low = [form.lower() for form in case.tree.forms]
            for spans in case.said:
                for start, end, kind in spans:
                    self.types[" ".join(low[start:end])][kind] += 1

    def features(self, string: str, prefix: str) -> Iterator[str]:
        """The type that a string mostly has, and how clearly."""
        counts = self.types.get(string)
        if not counts:
            yield f"{prefix} none"
            return
        kind, most = counts.most_common(1)[0]
        share = most / counts.total()
        clear = "clear" if share > 0.8 else "mostly" if share > 0.5 else "mixed"
        yield f"{prefix} {kind}"
        yield f"{prefix} {kind} {clear} {min(3, int(math.log2(counts.total())))}"


def is_proper(tree: Sentence, i: int) -> bool:
    """Whether a word is a proper noun, or an adjective that is written as part of a name ("New York")."""
    return tree.upos[i] == "PROPN" or tree.xpos[i] in ("NNP", "NNPS")


def _runs(tree: Sentence) -> list[Span]:
    proper = [is_proper(tree, i) for i in range(len(tree))]
    starts = [i for i, p in enumerate(proper) if p and not (i and proper[i - 1])]
    ends = [i + 1 for i, p in enumerate(proper) if p and not (i + 1 < len(proper) and proper[i + 1])]
    return list(zip(starts, ends))


def candidates(case: Case, finders: list[str]) -> dict[Span, set[str]]:
    """All that may be a name, and what speaks for each."""
    result: dict[Span, set[str]] = collections.defaultdict(set)
    tree = case.tree
    low = [form.lower() for form in tree.forms]
    runs = _runs(tree)
    for start, end in runs:
        result[start, end].add("run")
        first = start
        while first < end - 1 and low[first] in _TITLES:
            first += 1
        if first > start:
            result[first, end].add("untitled")
        for begin, last in runs:
            gap = low[end:begin]
            if 0 < len(gap) <= 2 and _LINKS.issuperset(gap):
                result[start, last].add("linked " + " ".join(gap))
        if start and low[start - 1] == "the":
            result[start - 1, end].add("article")
        if start and tree.forms[start - 1][0].isupper() and tree.upos[start - 1] in ("ADJ", "NOUN"):
            result[start - 1, end].add("after a capital")
        if end < len(low) and low[end] in _GENITIVES:
            result[start, end + 1].add("genitive")
        if end < len(low) and tree.upos[end] in ("NOUN", "ADJ") and tree.heads[end - 1] > end:
            result[start, end + 1].add("before its head")
    proper = [i for i in range(len(tree)) if is_proper(tree, i)]
    for i in proper:
        result[i, i + 1].add("one")
        for name, relations in _JOINED.items():
            joining = [k for k in proper if tree.deprels[k].split(":")[0] in relations]
            result[_grown(tree, i, joining)].add(name)
    for finder, spans in zip(finders, case.said):
        for start, end, kind in spans:
            result[start, end].add(f"{finder} {kind}")
    return {span: kinds for span, kinds in result.items() if span[1] - span[0] <= _LONGEST}


def _grown(tree: Sentence, head: int, joining: list[int]) -> Span:
    """From the first to the last of a word and the joining ones that hang on it or on each other."""
    inside = {head}
    grown = True
    while grown:
        more = {i for i in joining if tree.heads[i] - 1 in inside}
        grown = not more <= inside
        inside |= more
    return min(inside), max(inside) + 1


class Features:
    """The features of candidates in some text."""

    def __init__(self, cases: list[Case], finders: list[str]):
        self.finders = finders
        self.everywhere = Strings(cases)
        by_document = collections.defaultdict(list)
        for case in cases:
            by_document[case.document].append(case)
        self.here = {name: Strings(part) for name, part in by_document.items()}

    def of(self, case: Case, span: Span, kinds: set[str]) -> set[str]:
        """The features of one candidate."""
        low = [form.lower() for form in case.tree.forms]
        string = " ".join(low[slice(*span)])
        result = {"any", "string " + string, *kinds}
        result.add("drawn as " + ", ".join(sorted(k for k in kinds if k.split()[0] not in self.finders)))
        result |= set(self._of_finders(case, span))
        result |= set(_of_words(case.tree.forms, span))
        head, features = _of_tree(case.tree, span)
        result |= set(features)
        result |= set(self.everywhere.features(string, "everywhere"))
        result |= set(self.everywhere.features(low[head], "head everywhere"))
        result |= set(self.here[case.document].features(string, "here"))
        return result

    def _of_finders(self, case: Case, span: Span) -> Iterator[str]:
        start, end = span
        said = []
        for spans in case.said:
            same = [kind for a, b, kind in spans if (a, b) == span]
            near = ["~" + kind for a, b, kind in spans if a < end and start < b]
            said.append((same + near + ["none"])[0])
        yield from (f"{finder} says {kind}" for finder, kind in zip(self.finders, said))
        yield "say " + ", ".join(said)
        for kind in _TYPES[1:]:
            yield f"{said.count(kind)} say {kind}"
            yield f"{said.count(kind) + said.count('~' + kind)} say about {kind}"


def _of_words(forms: list[str], span: Span) -> Iterator[str]:
    start, end = span
    inside = [form for form in forms[start:end] if form[0].isalpha()]
    capitals = [form[0].isupper() for form in inside]
    case = "capitals" if all(map(str.isupper, inside)) else "names" if all(capitals) else "mixed" if any(capitals) else "small"
    low = [form.lower() for form in forms]
    text = "".join(low[start:end])
    yield f"case {case}"
    yield f"case {case} {min(3, end - start)}"
    yield f"length {min(4, end - start)}"
    yield f"first in sentence {start == 0}"
    yield f"digits {any(map(str.isdigit, text))}"
    yield f"address {any(sign in text for sign in ('@', 'www', 'http', '.com'))}"
    yield f"first {low[start]}"
    yield f"last {low[end - 1]}"
    yield f"ends {low[end - 1][-3:]}"
    yield f"ends {low[end - 1][-2:]}"
    yield f"title {low[start] in _TITLES}"
    yield f"after title {start > 0 and low[start - 1] in _TITLES}"
    yield "after " + (low[start - 1] if start else "^")
    yield "before " + (low[end] if end < len(low) else "$")


def _of_tree(tree: Sentence, span: Span) -> tuple[int, list[str]]:
    """The head of a candidate, and what the tree says of it."""
    start, end = span
    heads = [head - 1 for head in tree.heads]
    roots = [i for i in range(start, end) if not start <= heads[i] < end]
    head = roots[0]
    above = heads[head]
    case = [tree.forms[i].lower() for i in range(len(tree)) if heads[i] == head and tree.deprels[i] == "case"]
    beyond = [i for i in (start - 1, end) if 0 <= i < len(tree)]
    features = [
        f"heads {min(3, len(roots))}",
        f"relation {tree.deprels[head]}",
        f"tag {tree.xpos[head]}",
        f"head {tree.forms[head].lower()}",
        f"case {tree.deprels[head]} {' '.join(case)}",
        f"all proper {all(is_proper(tree, i) for i in range(start, end))}",
        f"adjective {'ADJ' in tree.upos[start:end]}",
        *(f"beside {i < start} {tree.xpos[i]}" for i in beyond),
        f"cut {[i < start for i in beyond if is_proper(tree, i)]}",
    ]
    if above >= 0:
        features.append(f"above {tree.lemmas[above].lower()}")
        features.append(f"above {tree.upos[above]} {tree.deprels[head]}")
    return head, features


class Judge:
    """A multinomial logistic regression over features that occur twice."""

    def __init__(self, features: list[set[str]], types: list[int]):
        counts = collections.Counter(f for row in features for f in row)
        kept = sorted(f for f, n in counts.items() if n >= 2)
        self.index = {f: i for i, f in enumerate(kept)}
        matrix, expected = self._matrix(features), torch.tensor(types)
        weights = torch.zeros(len(kept), len(_TYPES), requires_grad=True)
        optimizer = torch.optim.LBFGS([weights], max_iter=60, line_search_fn="strong_wolfe")

        def closure() -> torch.Tensor:
            optimizer.zero_grad()
            scores = torch.sparse.mm(matrix, weights)
            loss = torch.nn.functional.cross_entropy(scores, expected, reduction="sum")
            loss = loss + _PENALTY / 2 * (weights**2).sum()
            loss.backward()
            return loss

        optimizer.step(closure)
        self.weights = weights.detach()

    def _matrix(self, features: list[set[str]]) -> torch.Tensor:
        cells = [(i, self.index[f]) for i, row in enumerate(features) for f in sorted(row) if f in self.index]
        places = torch.tensor(cells, dtype=torch.long).reshape(-1, 2).T
        size = (len(features), len(self.index))
        return torch.sparse_coo_tensor(places, torch.ones(len(cells)), size, check_invariants=True)

    def probabilities(self, features: list[set[str]]) -> list[list[float]]:
        """The probability of each type, of each candidate."""
        return torch.softmax(torch.sparse.mm(self._matrix(features), self.weights), 1).tolist()


def tags_of(length: int, judged: dict[Span, list[float]], unsure: tuple[float, float] = _UNSURE) -> list[str]:
    """The tags of a sentence from the probabilities of its candidates: the likeliest first, each where none stands.

    Words of candidates that may be names and are not said to be are unsaid.
    """
    tags = ["O"] * length
    taken = [False] * length
    lowest, least = unsure
    for (start, end), shares in sorted(judged.items(), key=lambda item: item[1][0]):
        likely = 1 - shares[0]
        if likely < lowest or any(taken[start:end]):
            continue
        if likely >= least:
            kind = max(range(1, len(_TYPES)), key=lambda k: shares[k])
            tags[start:end] = readers.name_tags(_TYPES[kind], end - start)
        else:
            tags[start:end] = [UNSAID] * (end - start)
        taken[start:end] = [True] * (end - start)
    return tags


class Judged:
    """The candidates of cases as rows of features, with the types that they have where gold names are known."""

    def __init__(self, cases: list[Case], finders: list[str]):
        self.cases = cases
        features = Features(cases, finders)
        self.places: list[tuple[int, Span]] = []
        self.rows: list[set[str]] = []
        self.types: list[int] = []
        for number, case in enumerate(cases):
            gold = {(a, b): kind for a, b, kind in readers.name_spans(case.gold or [])}
            for span, kinds in sorted(candidates(case, finders).items()):
                self.places.append((number, span))
                self.rows.append(features.of(case, span, kinds))
                kind = gold.get(span, "O")
                self.types.append(_TYPES.index(kind) if kind in _TYPES else 0)

    def named(self, judge: Judge, unsure: tuple[float, float] = _UNSURE) -> list[Sentence]:
        """The sentences with the names that a judge gives them."""
        judged: list[dict[Span, list[float]]] = [{} for _ in self.cases]
        for (number, span), shares in zip(self.places, judge.probabilities(self.rows)):
            judged[number][span] = shares
        return [
            Sentence(case.tree.forms, names=tags_of(len(case.tree), shares, unsure), document=case.document)
            for case, shares in zip(self.cases, judged)
        ]


def read_cases(source: dict, finders: list[str], data: Path, work: Path) -> list[Case]:
    """The cases of one entry of the config's `tree_names`; trees that have no names in `names` are left out."""
    trees = readers.read_conllu(data / source["trees"])
    columns = (readers.read_names(work / f"{source['found']}-{finder}.conll") for finder in finders)
    cases = [Case(tree, [s.names for s in found]) for tree, *found in zip(trees, *columns, strict=True)]
    if "names" not in source:
        return cases
    gold = name_corpora.read(source["names"], data, work)
    names_of = {(sentence.document, *sentence.forms): sentence.names for sentence in gold}
    for case in cases:
        case.gold = names_of.get((case.document, *case.tree.forms))
    return [case for case in cases if case.gold]


def learn(cases: list[Case], finders: list[str]) -> Judge:
    """A judge that learns from cases whose names are known."""
    known = Judged(cases, finders)
    return Judge(known.rows, known.types)


def measure(cases: list[Case], finders: list[str]) -> None:
    """Prints how well names are found in documents that have not been learnt from."""
    gold: list[Sentence] = []
    ours: list[Sentence] = []
    sure: list[Sentence] = []
    voted: list[Sentence] = []
    for fold in range(_FOLDS):
        source = {"folds": _FOLDS, "fold_documents": True}
        known = readers.folded(cases, {**source, "without_fold": fold})
        asked = readers.folded(cases, {**source, "fold": fold})
        judge = learn(known, finders)
        judged = Judged(asked, finders)
        gold += [Sentence(c.tree.forms, names=c.gold) for c in asked]
        ours += judged.named(judge, _DECIDED)
        sure += judged.named(judge)
        voted += [votes.vote([Sentence(c.tree.forms, names=tags) for tags in c.found]) for c in asked]
    unsaid = sum(tag == UNSAID for s in sure for tag in s.names)
    print(f"votes   {as_text(name_scores(gold, voted))}")
    print(f"learnt  {as_text(name_scores(gold, ours))}")
    print(f"sure    {as_text(name_scores(gold, sure))}; {unsaid} of {sum(map(len, sure))} words unsaid")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    options = json.loads(arguments.config.read_text())["tree_names"]
    finders = options["finders"]
    like = read_cases(options["like"], finders, arguments.data, arguments.work)
    if arguments.measure:
        measure(like, finders)
    else:
        of = read_cases(options["of"], finders, arguments.data, arguments.work)
        readers.write_names(Judged(of, finders).named(learn(like, finders)), arguments.out)


if __name__ == "__main__":
    main()
