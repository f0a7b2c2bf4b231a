"""Pairs of mentions, as `entente_pairs` describes them, and what annotated documents say of them."""

import collections
import copy
import dataclasses
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "accuracy"))
import measure  # noqa: E402
import score  # noqa: E402  (the scorer that the figures are held by)

CLASSES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT ROLE MEMBER LOCATED KIN TRANSACT CONTEST APPOINT CREATE OTHER"
).split()
LABELS = [c + d for c in CLASSES for d in ("><" if c not in score.SYMMETRIC else ">")]
INDEX = {label: i for i, label in enumerate(LABELS)}
MODALITIES = ["asserted", "planned", "possible", "negated"]
FOLDS = 5

Gold = dict[str, tuple[dict, dict[str, str]]]  # by document: its annotation, and entities by name


def fold_of(document: str) -> int:
    """The fold that a document stands in, the same in every program and on every machine."""
    return hashlib.sha256(document.encode()).digest()[0] % FOLDS


def half_of(document: str) -> int:
    """0 or 1, the same in every program and on every machine."""
    return hashlib.sha256(document.encode()).digest()[1] % 2


def documents_of(gold: Gold, fold: int) -> set[str]:
    """The documents of a fold."""
    return {d for d in gold if fold_of(d) == fold}


@dataclasses.dataclass
class Mention:
    """Words [first, last] of a sentence, by index."""

    first: int
    last: int
    type: str
    kind: int


@dataclasses.dataclass
class Sentence:
    """A sentence with pairs: its words, and each pair as two mentions' indices and its own number."""

    document: str
    words: list[str]
    mentions: list[Mention]
    pairs: list[tuple[int, int, int]]


class Pairs:
    """The pairs of some documents: features, hints, and the probability of each label.

    `targets` are 1 or 0 where people annotated; `weights` is 0 where they say nothing of a label. `told` has the modality of
    what the pair's sentence tells of it, label by label, by index, and `modalities` the share of each among these, zeros where
    nothing is told.
    """

    def __init__(self) -> None:
        self.sentences: list[Sentence] = []
        self.rows: list[list[int]] = []
        self.hints: list[list[tuple[int, str]]] = []
        self.documents: list[str] = []
        self.languages: list[str] = []
        self.ends: list[list[str]] = []  # the entities, as the annotation names them
        self.by_rules: list[dict[int, int]] = []  # the modality that rules read, by label, where that is not asserted
        self.told: list[dict[int, int]] = []
        self.targets = self.weights = np.zeros((0, len(LABELS)), np.float32)
        self.modalities = np.zeros((0, len(MODALITIES)), np.float32)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, record: dict, document: str) -> None:
        """One more pair, as `entente_pairs` describes it."""
        self.rows.append(sorted(set(record["rows"])))
        self.hints.append([(INDEX[label], kind) for label, kind in record["hints"]])
        self.by_rules.append({INDEX[k]: MODALITIES.index(m) for k, m in record["modalities"]})
        self.documents.append(document)

    def of(self, documents: Iterable[str]) -> list[int]:
        """The numbers of the pairs of some documents."""
        wanted = set(documents)
        return [i for i, d in enumerate(self.documents) if d in wanted]

    def unqualified(self, documents: Iterable[str]) -> "Pairs":
        """The same pairs, in some documents without what is said of modalities."""
        result = copy.copy(self)
        result.modalities = self.modalities.copy()
        result.modalities[self.of(documents)] = 0
        return result


def entity_of(called: list[str], names: dict[str, str]) -> str:
    """The annotated entity of one that the pipeline found: by the first of its names that the annotation has.

    The pipeline calls what it knows by its English name, which an annotation of a Spanish text need not have. The scorer
    knows that name alone.
    """
    known = (names[folded] for folded in map(score.fold, called) if folded in names)
    return next(known, measure.entity_of(called[0], names))


def read(lines: Iterable[str], gold: Gold | None = None) -> Pairs:
    """The pairs that `entente_pairs` printed, with targets where there is an annotation."""
    pairs = Pairs()
    targets, weights = [], []
    for line in lines:
        record = json.loads(line)
        if "words" in record:
            mentions = [Mention(*fields) for fields in record["mentions"]]
            pairs.sentences.append(Sentence(record["document"], record["words"], mentions, []))
            continue
        pairs.sentences[-1].pairs.append((record["first"], record["second"], len(pairs)))
        pairs.add(record, record["document"])
        if gold:
            document, names = gold[record["document"]]
            pairs.languages.append(document["lang"])
            ends = [entity_of(record[k], names) for k in "ab"]
            pairs.ends.append(ends)
            target, weight = labels_of(document, ends, record["begin"], record["end"])
            targets.append(target)
            weights.append(weight)
            pairs.told.append(told_modalities(document, ends, record["begin"], record["end"]))
    if gold:
        pairs.targets, pairs.weights = np.stack(targets), np.stack(weights)
        pairs.modalities = np.stack([shares_of(told) for told in pairs.told])
    return pairs


def _told(document: dict, ends: list[str]) -> Iterator[tuple[dict, str, int, int]]:
    """The triples of a document between two entities: each with its label and the code points of its sentence."""
    starts = np.cumsum([0] + [len(s) + 1 for s in document["sentences"]])
    for triple in document["triples"]:
        for direction, (subject, obj) in ((">", ends), ("<", ends[::-1])):
            if (triple["subject"], triple["object"]) == (subject, obj):
                label = triple["class"] + (">" if triple["class"] in score.SYMMETRIC else direction)
                yield triple, label, starts[triple["sentence"]], starts[triple["sentence"] + 1] - 1


def labels_of(
    document: dict, ends: list[str], begin: int, end: int
) -> tuple[np.ndarray, np.ndarray]:
    """The labels of a pair in the sentence at code points [begin, end), and which of them count.

    Where the annotation has a triple in another sentence only, the pair says nothing of that label;
    where both mentions are of one entity, it says nothing at all.
    """
    target = np.zeros(len(LABELS), np.float32)
    if ends[0] == ends[1]:
        return target, target
    elsewhere = np.zeros(len(LABELS), bool)
    for _, label, first, last in _told(document, ends):
        if first < end and begin < last:
            target[INDEX[label]] = 1
        else:
            elsewhere[INDEX[label]] = True
    return target, np.where(elsewhere & (target == 0), 0, 1).astype(np.float32)


def told_modalities(document: dict, ends: list[str], begin: int, end: int) -> dict[int, int]:
    """The modality of what the sentence at code points [begin, end) tells of a pair, label by label, by index."""
    if ends[0] == ends[1]:
        return {}
    here = (each for each in _told(document, ends) if each[2] < end and begin < each[3])
    return {INDEX[label]: MODALITIES.index(triple["modality"]) for triple, label, _, _ in here}


def shares_of(told: dict[int, int]) -> np.ndarray:
    """The share of each modality."""
    counts = np.bincount(list(told.values()), minlength=len(MODALITIES)).astype(np.float32)
    return counts / max(1, len(told))


def load_gold(folder: str, languages: Iterable[str]) -> Gold:
    """The annotated documents of some languages."""
    wanted = set(languages)
    return {k: v for k, v in score.load_gold(folder).items() if v[0]["lang"] in wanted}


def describe(binary: str, languages: pathlib.Path, documents: Iterable[dict]) -> list[str]:
    """What `entente_pairs` prints of documents with id, date, lang and text."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder) / "corpus.jsonl"
        with corpus.open("w", encoding="utf-8") as out:
            for document in documents:
                out.write(json.dumps(document, ensure_ascii=False) + "\n")
        run = subprocess.run(
            [binary, str(languages), str(corpus)], stdout=subprocess.PIPE, check=True
        )
        return run.stdout.decode("utf-8").splitlines()


def of_gold(binary: str, languages: pathlib.Path, gold: Gold) -> Pairs:
    """The pairs of annotated documents, with their labels."""
    documents = (
        {k: d[k] for k in ("id", "date", "lang")} | {"text": " ".join(d["sentences"])}
        for d, _ in gold.values()
    )
    return read(describe(binary, languages, documents), gold)


def feature(*parts: str) -> int:
    """What `entente_pairs` calls a feature of these parts: their hash (FNV-1a, 32 bit)."""
    value = 2166136261
    for byte in "".join(part + "\x1f" for part in parts).encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def is_rule(kind: str) -> bool:
    """Whether a kind of hint says that a rule found the label."""
    return kind.startswith("rule ")


def by_rule(hints: list[tuple[int, str]]) -> set[int]:
    """The labels that a rule found."""
    return {label for label, kind in hints if is_rule(kind)}


def triples_of(
    pairs: Pairs, chosen: Iterable[int], probabilities: np.ndarray, threshold: float
) -> dict[str, set]:
    """The triples, by document, of all labels that reach the threshold, as the pipeline has it."""
    found = collections.defaultdict(set)
    for i, row in zip(chosen, probabilities):
        if pairs.ends[i][0] == pairs.ends[i][1]:
            continue
        for k in np.flatnonzero(row >= threshold):
            a, b = pairs.ends[i] if LABELS[k][-1] == ">" else pairs.ends[i][::-1]
            found[pairs.documents[i]].add(score.key_of(a, LABELS[k][:-1], b))
    return found


def figures(gold: Gold, documents: Iterable[str], found: dict[str, set]) -> tuple:
    """Precision, recall and F1 of triples over documents."""
    hits = got = wanted = 0
    for name in documents:
        want = measure.wanted(gold[name][0])
        hits += len(found[name] & want)
        got += len(found[name])
        wanted += len(want)
    return score.f1(hits, got, hits, wanted)


def by_language(gold: Gold, documents: Iterable[str]) -> dict[str, set[str]]:
    """The documents of each language."""
    result = collections.defaultdict(set)
    for name in documents:
        result[gold[name][0]["lang"]].add(name)
    return dict(sorted(result.items()))


def as_text(language: str, documents: set[str], reached: tuple) -> str:
    """One line: the figures of a language on documents held out."""
    p, r, f = reached
    return f"{language}: {len(documents)} documents held out: P {p:.1%} R {r:.1%} F1 {f:.1%}"
