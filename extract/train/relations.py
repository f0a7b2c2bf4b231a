"""Learns which pairs of mentions are related, from annotated documents: relations.bin.

    relations.py GOLD LANGUAGE... --pairs entente_pairs --languages extract/language [--silver FILE...]

GOLD is a folder of annotated documents (JSON: id, lang, date, sentences, entities with aliases, triples).
`entente_pairs` describes each pair of mentions that the pipeline finds in them; a pair is an example of a
label (a class and a direction) where the annotation has that triple in that sentence. Where the annotation
has it in another sentence only, the pair says nothing of that label.

The learner is a logistic regression for each label, with features seen in at least three documents and one weight
for each kind of hint that is the same for all labels (`entente_pairs` names them: a rule found that very label, a
word above the two has a frame of its class). Its figures come from documents held out, as do calibration and
threshold, which are those of all languages together, since documents are few. The file is then trained on all
documents. The languages learn together, too, and each has the same file but for its name: what no word tells (types,
relations of the tree, classes of frames, hints) is the same in every language.

--silver are pairs of raw text with the probabilities that a large encoder gives to each label (`teacher.relations`): this
learner becomes its pupil. The encoder has not seen fold 0 of the documents, so that fold is what is held out then;
without --silver, each fold in turn.
"""

import argparse
import collections
import dataclasses
import pathlib
import random

import numpy as np
import torch

import pairs as pairing
import tensor_file
from pairs import FOLDS, LABELS, Gold, Pairs

SEED, EPOCHS, BATCH, RATE, HINT_RATE, L2 = 1, 10, 256, 0.05, 0.1, 3e-5
RULE_WEIGHT = 3.0  # from which the weight of a rule's hint is learnt: most are right
FEWEST_DOCUMENTS = 3  # in which a feature must be seen
FEWEST_TRUE = 0.4  # precision that the threshold keeps on documents held out
FLAT = 0.005  # of F1: so near to the best, the lower threshold is taken, for recall


class Regression:
    """One logistic regression a label over sets of features."""

    def __init__(self, pairs: Pairs, chosen: list[int]):
        chosen = [i for i in chosen if pairs.weights[i].any()]
        documents = collections.defaultdict(set)
        for i in chosen:
            for feature in pairs.rows[i]:
                documents[feature].add(pairs.documents[i])
        self.features = sorted(f for f, d in documents.items() if len(d) >= FEWEST_DOCUMENTS)
        self.row = {f: k for k, f in enumerate(self.features)}
        torch.manual_seed(SEED)
        self.weights = torch.nn.EmbeddingBag(len(self.features), len(LABELS), mode="sum", sparse=True)
        torch.nn.init.zeros_(self.weights.weight)
        self.bias = torch.nn.Parameter(torch.full((len(LABELS),), -4.0))
        self.kinds = sorted({kind for i in chosen for _, kind in pairs.hints[i]})
        self.kind = {kind: k for k, kind in enumerate(self.kinds)}
        self.hints = torch.nn.Parameter(
            torch.tensor([RULE_WEIGHT if pairing.is_rule(k) else 0.0 for k in self.kinds])
        )
        self.fit(pairs, chosen)

    def scores(self, rows: list[np.ndarray], hints: list[list]) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits of pairs, and the rows of the features that they have."""
        flat = torch.from_numpy(np.concatenate([*rows, np.zeros(0, np.int64)]))
        offsets = torch.from_numpy(np.cumsum([0] + [len(r) for r in rows[:-1]]))
        scores = self.weights(flat, offsets) + self.bias
        found = [(n, k, self.kind[kind]) for n, of in enumerate(hints) for k, kind in of if kind in self.kind]
        if found:
            numbers, labels, kinds = (torch.tensor(column) for column in zip(*found))
            scores = scores.index_put((numbers, labels), self.hints[kinds], accumulate=True)
        return scores, flat

    def known(self, pairs: Pairs, chosen: list[int]) -> list[np.ndarray]:
        """The rows of the features of pairs."""
        return [
            np.array([self.row[f] for f in pairs.rows[i] if f in self.row], np.int64) for i in chosen
        ]

    def fit(self, pairs: Pairs, chosen: list[int]) -> None:
        """Adagrad (Duchi et al. 2011) on the cross entropy of all labels."""
        optimiser = torch.optim.Adagrad(
            [
                {"params": [self.weights.weight, self.bias], "lr": RATE},
                {"params": [self.hints], "lr": HINT_RATE},
            ]
        )
        known = dict(zip(chosen, self.known(pairs, chosen)))
        order = random.Random(SEED)
        for _ in range(EPOCHS):
            order.shuffle(chosen)
            for start in range(0, len(chosen), BATCH):
                batch = chosen[start : start + BATCH]
                scores, flat = self.scores([known[i] for i in batch], [pairs.hints[i] for i in batch])
                loss = torch.nn.functional.binary_cross_entropy_with_logits(
                    scores,
                    torch.from_numpy(pairs.targets[batch]),
                    weight=torch.from_numpy(pairs.weights[batch]),
                    reduction="sum",
                )
                seen = torch.nn.functional.embedding(flat, self.weights.weight, sparse=True)
                penalty = L2 * (seen**2).sum()
                optimiser.zero_grad()
                (loss / len(batch) + penalty).backward()
                optimiser.step()

    @torch.no_grad()
    def logits(self, pairs: Pairs, chosen: list[int]) -> np.ndarray:
        """Logits of pairs, be they those it was trained on or others: pairs × labels."""
        chosen = list(chosen)
        parts = [
            self.scores(self.known(pairs, part), [pairs.hints[i] for i in part])[0].numpy()
            for part in (chosen[k : k + 4096] for k in range(0, len(chosen), 4096))
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(LABELS)), np.float32)


def show_reliability(pairs: Pairs, chosen: list[int], probabilities: np.ndarray) -> None:
    """Prints how far the probabilities of labels can be trusted, of those from 0.05."""
    counts = (pairs.weights[chosen] > 0) & (probabilities >= 0.05)
    judged = zip(probabilities[counts].tolist(), pairs.targets[chosen][counts].tolist())
    curve, error = pairing.measure.reliability(judged)
    print("  probability  found right")
    for probability, right, count in curve:
        print(f"  {probability:11.2f}  {count:5}  {right:.2f}")
    print(f"expected calibration error {error:.3f}", flush=True)


@dataclasses.dataclass
class Scale:
    """Logits become those of calibrated probabilities: scale × logit + shift (Platt 1999)."""

    scale: float = 1.0
    shift: float = 0.0

    def __call__(self, logits: np.ndarray) -> np.ndarray:
        return self.scale * logits + self.shift


def scale_of(logits: np.ndarray, targets: np.ndarray) -> Scale:
    """The scale of the least cross entropy."""
    given, wanted = torch.from_numpy(logits).double(), torch.from_numpy(targets).double()
    scale = torch.tensor([1.0, 0.0], dtype=torch.double, requires_grad=True)
    optimiser = torch.optim.LBFGS([scale], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(scale[0] * given + scale[1], wanted)
        value.backward()
        return value

    optimiser.step(loss)
    return Scale(*scale.tolist())


def found_by_rules(pairs: Pairs, chosen: list[int]) -> np.ndarray:
    """Which labels a rule found: pairs × labels."""
    found = np.zeros((len(chosen), len(LABELS)), bool)
    for n, i in enumerate(chosen):
        found[n, list(pairing.by_rule(pairs.hints[i]))] = True
    return found


@dataclasses.dataclass
class Calibration:
    """Of what was learnt alone, and of what a rule found as well: the latter is surer than its features make it."""

    learned: Scale
    rules: Scale

    def probabilities(self, pairs: Pairs, chosen: list[int], logits: np.ndarray) -> np.ndarray:
        """Calibrated probabilities: pairs × labels."""
        scaled = np.where(found_by_rules(pairs, chosen), self.rules(logits), self.learned(logits))
        return 1 / (1 + np.exp(-scaled))


def calibration_of(pairs: Pairs, chosen: list[int], logits: np.ndarray) -> Calibration:
    """The calibration of logits on pairs held out."""
    counts, found = pairs.weights[chosen] > 0, found_by_rules(pairs, chosen)
    targets = pairs.targets[chosen]
    scales = [scale_of(logits[which], targets[which]) for which in (counts & ~found, counts & found)]
    print("calibration", *scales)
    return Calibration(*scales)


def threshold_of(pairs: Pairs, gold: Gold, chosen: list[int], probabilities: np.ndarray) -> float:
    """The threshold of about the best F1 that keeps the precision on documents held out."""
    names = {pairs.documents[i] for i in chosen}
    curve = {}
    for threshold in (round(float(t), 2) for t in np.arange(0.06, 0.6, 0.01)):
        found = pairing.triples_of(pairs, chosen, probabilities, threshold)
        p, _, f = pairing.figures(gold, names, found)
        if p >= FEWEST_TRUE:
            curve[threshold] = f
    if not curve:
        return 0.5
    best = min(t for t, f in curve.items() if f >= max(curve.values()) - FLAT)
    print(f"threshold {best}")
    return best


def measure(pairs: Pairs, gold: Gold, silver: Pairs) -> tuple[Calibration, float]:
    """Calibration and threshold by documents that the learner has not seen, of all its languages: they are few."""
    joint = pairing.joined(pairs, silver)
    order, logits = [], []
    for fold in range(1 if silver else FOLDS):
        held_out = pairing.documents_of(gold, fold)
        seen = [i for i, d in enumerate(joint.documents) if d not in held_out]
        chosen = pairs.of(held_out)
        logits.append(Regression(joint, seen).logits(pairs, chosen))
        order += chosen
    scores = np.concatenate(logits)
    calibration = calibration_of(pairs, order, scores)
    probabilities = calibration.probabilities(pairs, order, scores)
    threshold = threshold_of(pairs, gold, order, probabilities)
    report(pairs, gold, order, probabilities, threshold)
    return calibration, threshold


def report(
    pairs: Pairs, gold: Gold, chosen: list[int], probabilities: np.ndarray, threshold: float
) -> None:
    """Prints the figures of each language on documents held out."""
    found = pairing.triples_of(pairs, chosen, probabilities, threshold)
    documents = {pairs.documents[i] for i in chosen}
    for language, names in pairing.by_language(gold, documents).items():
        print(pairing.as_text(language, names, pairing.figures(gold, names, found)))
        here = [n for n, i in enumerate(chosen) if pairs.documents[i] in names]
        show_reliability(pairs, [chosen[n] for n in here], probabilities[here])


def write(
    model: Regression, language: str, calibration: Calibration, threshold: float, target: pathlib.Path
) -> None:
    """Writes relations.bin, calibrated: the scale of what was learnt is in the weights."""
    learned, rules = calibration.learned, calibration.rules
    weights = learned.scale * model.weights.weight.detach().numpy()
    fields = {
        "language": language,
        "labels": LABELS,
        "features": model.features,
        "hints": model.kinds,
        "threshold": threshold,
        "rules": {
            "scale": rules.scale / learned.scale,
            "shift": rules.shift - learned.shift * rules.scale / learned.scale,
        },
    }
    tensors = {
        "weights": weights,
        "bias": learned(model.bias.detach().numpy()).reshape(-1, 1),
        "hints": learned.scale * model.hints.detach().numpy().reshape(-1, 1),
    }
    tensor_file.write(target, fields, tensors, {"weights": "i8"})
    print(f"{target}: {len(model.features)} features, {target.stat().st_size} bytes")


def main() -> None:
    args = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    args.add_argument("gold", help="folder of annotated documents")
    args.add_argument("language", nargs="+", help="ISO 639-1 codes of the languages to learn")
    args.add_argument("--pairs", required=True, metavar="BINARY", help="entente_pairs")
    args.add_argument(
        "--languages",
        type=pathlib.Path,
        required=True,
        help="folder of languages; the files go there",
    )
    args.add_argument("--silver", nargs="*", type=pathlib.Path, default=[], metavar="FILE")
    a = args.parse_args()
    torch.set_num_threads(1)
    gold = pairing.load_gold(a.gold, a.language)
    pairs = pairing.of_gold(a.pairs, a.languages, gold)
    silver = pairing.read_silver(a.silver)
    print(f"{len(gold)} documents, {len(pairs)} pairs, {int(pairs.targets.sum())} labels", flush=True)
    calibration, threshold = measure(pairs, gold, silver)
    joint = pairing.joined(pairs, silver)
    model = Regression(joint, list(range(len(joint))))
    for language in a.language:
        write(model, language, calibration, threshold, a.languages / language / "relations.bin")


if __name__ == "__main__":
    main()
