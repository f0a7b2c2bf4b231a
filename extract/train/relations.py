"""Learns which pairs of mentions are related, from annotated documents: relations.bin.

    relations.py GOLD LANGUAGE [--also LANGUAGE ...] --pairs entente_pairs --languages extract/language

GOLD is a folder of annotated documents (JSON: id, lang, date, sentences, entities with aliases, triples).
`entente_pairs` describes each pair of mentions that the pipeline finds in them; a pair is an example of a
label (a class and a direction) where the annotation has that triple in that sentence. Where the annotation
has it in another sentence only, the pair says nothing of that label.

The learner is a logistic regression for each label, with features seen in at least two documents and one weight
for each kind of hint that is the same for all labels (`entente_pairs` names them: a rule found that very label, a
word above the two has a frame of its class). Its figures and its threshold come from cross-validation over
documents; the file is then trained on all of them. Documents of the languages of --also are learnt from, too, and
never counted: what no word tells (types, relations of the tree, classes of frames, hints) is the same in every
language.
"""

import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np
import torch

import tensor_file

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "accuracy"))
import score  # noqa: E402  (the scorer that the figures are held by)

CLASSES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT ROLE MEMBER LOCATED KIN TRANSACT CONTEST APPOINT CREATE OTHER"
).split()
LABELS = [c + d for c in CLASSES for d in ("><" if c not in score.SYMMETRIC else ">")]
INDEX = {label: i for i, label in enumerate(LABELS)}
SEED, FOLDS, EPOCHS, BATCH, RATE, HINT_RATE, L2 = 1, 5, 10, 256, 0.05, 0.1, 3e-5
RULE_WEIGHT = 3.0  # from which the weight of a rule's hint is learnt: most are right
FEWEST_DOCUMENTS = 2  # in which a feature must be seen
FEWEST_TRUE = 0.5  # precision that the threshold keeps in cross-validation


class Pairs:
    """The pairs of all documents: features, labels, and which labels they say something of."""

    def __init__(self, lines, gold):
        self.rows, self.hints, self.documents, self.ends = [], [], [], []
        targets, weights = [], []
        for line in lines:
            pair = json.loads(line)
            document, names = gold[pair["document"]]
            ends = [names.get(score.fold(pair[k]), "?" + score.fold(pair[k])) for k in "ab"]
            if ends[0] == ends[1]:
                continue
            target, weight = labels_of(document, ends, pair["begin"], pair["end"])
            self.rows.append(sorted(set(pair["rows"])))
            self.hints.append([(INDEX[label], kind) for label, kind in pair["hints"]])
            self.documents.append(pair["document"])
            self.ends.append(ends)
            targets.append(target)
            weights.append(weight)
        self.targets, self.weights = np.stack(targets), np.stack(weights)

    def of(self, documents):
        return [i for i, d in enumerate(self.documents) if d in documents]


def labels_of(document, ends, begin, end):
    """The labels of a pair in the sentence at code points [begin, end), and which of them count."""
    target = np.zeros(len(LABELS), np.float32)
    elsewhere = np.zeros(len(LABELS), bool)
    starts = np.cumsum([0] + [len(s) + 1 for s in document["sentences"]])
    for triple in document["triples"]:
        for direction, (subject, obj) in ((">", ends), ("<", ends[::-1])):
            if (triple["subject"], triple["object"]) != (subject, obj):
                continue
            label = triple["class"] + (">" if triple["class"] in score.SYMMETRIC else direction)
            here = starts[triple["sentence"]] < end and begin < starts[triple["sentence"] + 1] - 1
            if here:
                target[INDEX[label]] = 1
            else:
                elsewhere[INDEX[label]] = True
    return target, np.where(elsewhere & (target == 0), 0, 1).astype(np.float32)


class Regression:
    """One logistic regression a label over sets of features."""

    def __init__(self, pairs, chosen):
        self.pairs = pairs
        documents = collections.defaultdict(set)
        for i in chosen:
            for feature in pairs.rows[i]:
                documents[feature].add(pairs.documents[i])
        self.features = sorted(f for f, d in documents.items() if len(d) >= FEWEST_DOCUMENTS)
        self.row = {f: k for k, f in enumerate(self.features)}
        torch.manual_seed(SEED)
        self.weights = torch.nn.EmbeddingBag(len(self.features), len(LABELS), mode="sum")
        torch.nn.init.zeros_(self.weights.weight)
        self.bias = torch.nn.Parameter(torch.full((len(LABELS),), -4.0))
        self.kinds = sorted({kind for i in chosen for _, kind in pairs.hints[i]})
        self.kind = {kind: k for k, kind in enumerate(self.kinds)}
        self.hints = torch.nn.Parameter(
            torch.tensor([RULE_WEIGHT if k.startswith("rule") else 0.0 for k in self.kinds])
        )
        self.fit(list(chosen))

    def scores(self, batch):
        known = [[self.row[f] for f in self.pairs.rows[i] if f in self.row] for i in batch]
        flat = torch.tensor([r for rows in known for r in rows], dtype=torch.long)
        offsets = torch.tensor(np.cumsum([0] + [len(rows) for rows in known[:-1]]))
        found = [
            (n, label, self.kind[kind])
            for n, i in enumerate(batch)
            for label, kind in self.pairs.hints[i]
            if kind in self.kind
        ]
        scores = self.weights(flat, offsets) + self.bias
        if found:
            rows, labels, kinds = (torch.tensor(column) for column in zip(*found))
            scores = scores.index_put((rows, labels), self.hints[kinds], accumulate=True)
        return scores, flat

    def fit(self, chosen):
        optimiser = torch.optim.Adagrad(
            [
                {"params": [self.weights.weight, self.bias], "lr": RATE},
                {"params": [self.hints], "lr": HINT_RATE},
            ]
        )
        order = random.Random(SEED)
        for _ in range(EPOCHS):
            order.shuffle(chosen)
            for start in range(0, len(chosen), BATCH):
                batch = chosen[start : start + BATCH]
                scores, flat = self.scores(batch)
                loss = torch.nn.functional.binary_cross_entropy_with_logits(
                    scores,
                    torch.from_numpy(self.pairs.targets[batch]),
                    weight=torch.from_numpy(self.pairs.weights[batch]),
                    reduction="sum",
                )
                penalty = L2 * (self.weights.weight[flat] ** 2).sum()
                optimiser.zero_grad()
                (loss / len(batch) + penalty).backward()
                optimiser.step()

    def probabilities(self, chosen):
        with torch.no_grad():
            return torch.sigmoid(self.scores(chosen)[0]).numpy()


def triples_of(pairs, chosen, probabilities, threshold):
    found = collections.defaultdict(set)
    for i, row in zip(chosen, probabilities):
        for k in np.flatnonzero(row >= threshold):
            a, b = pairs.ends[i] if LABELS[k][-1] == ">" else pairs.ends[i][::-1]
            found[pairs.documents[i]].add(score.key_of(a, LABELS[k][:-1], b))
    return found


def figures(gold, documents, found):
    """Precision, recall and F1 of triples over documents."""
    hits = got = wanted = 0
    for name in documents:
        want = {
            score.key_of(t["subject"], t["class"], t["object"]) for t in gold[name][0]["triples"]
        }
        hits += len(found[name] & want)
        got += len(found[name])
        wanted += len(want)
    return score.f1(hits, got, hits, wanted)


def calibration_error(pairs, chosen, probabilities):
    """Expected calibration error (Naeini et al. 2015), ten bins, over labels of probability ≥ 0.05."""
    counts = pairs.weights[chosen] > 0
    p, y = probabilities[counts], pairs.targets[chosen][counts]
    p, y = p[p >= 0.05], y[p >= 0.05]
    bins = np.minimum((p * 10).astype(int), 9)
    print("  probability  found right")
    error = 0.0
    for b in range(10):
        inside = bins == b
        if inside.any():
            print(f"  {p[inside].mean():11.2f}  {inside.sum():5}  {y[inside].mean():.2f}")
            error += inside.mean() * abs(p[inside].mean() - y[inside].mean())
    return error


def cross_validate(pairs, gold, language):
    """The threshold of the best F1 that keeps the precision, over documents of the language; prints the figures."""
    every = set(pairs.documents)
    names = sorted(name for name in every if gold[name][0]["lang"] == language)
    random.Random(SEED).shuffle(names)
    order, probabilities = [], []
    for k in range(FOLDS):
        held_out = set(names[k::FOLDS])
        inside = pairs.of(held_out)
        model = Regression(pairs, pairs.of(every - held_out))
        order += inside
        probabilities.append(model.probabilities(inside))
    probabilities = np.concatenate(probabilities)
    best = (0.0, 0.5)
    for threshold in np.arange(0.08, 0.6, 0.01):
        p, r, f = figures(gold, names, triples_of(pairs, order, probabilities, threshold))
        if p >= FEWEST_TRUE:
            best = max(best, (f, round(float(threshold), 2)))
    p, r, f = figures(gold, names, triples_of(pairs, order, probabilities, best[1]))
    print(
        f"cross-validation over {len(names)} documents: threshold {best[1]}, P {p:.1%} R {r:.1%} F1 {f:.1%}"
    )
    print(f"expected calibration error {calibration_error(pairs, order, probabilities):.3f}")
    return best[1]


def describe(binary, languages, gold):
    """The pairs of the gold documents as `entente_pairs` prints them."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder) / "gold.jsonl"
        with corpus.open("w", encoding="utf-8") as out:
            for document, _ in gold.values():
                record = {
                    "id": document["id"],
                    "date": document["date"],
                    "lang": document["lang"],
                    "text": " ".join(document["sentences"]),
                }
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        run = subprocess.run(
            [binary, str(languages), str(corpus)], stdout=subprocess.PIPE, check=True
        )
        return run.stdout.decode("utf-8").splitlines()


def main():
    args = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    args.add_argument("gold", help="folder of annotated documents")
    args.add_argument("language", help="ISO 639-1 code of the language to learn")
    args.add_argument(
        "--also", nargs="*", default=[], metavar="LANGUAGE", help="languages to learn from besides"
    )
    args.add_argument("--pairs", required=True, metavar="BINARY", help="entente_pairs")
    args.add_argument(
        "--languages",
        type=pathlib.Path,
        required=True,
        help="folder of languages; the file goes there",
    )
    a = args.parse_args()
    torch.set_num_threads(1)
    languages = {a.language, *a.also}
    gold = {k: v for k, v in score.load_gold(a.gold).items() if v[0]["lang"] in languages}
    pairs = Pairs(describe(a.pairs, a.languages, gold), gold)
    print(f"{len(gold)} documents, {len(pairs.rows)} pairs, {int(pairs.targets.sum())} labels")
    threshold = cross_validate(pairs, gold, a.language)
    model = Regression(pairs, range(len(pairs.rows)))
    fields = {
        "language": a.language,
        "labels": LABELS,
        "features": model.features,
        "hints": model.kinds,
        "threshold": threshold,
    }
    tensors = {
        "weights": model.weights.weight.detach().numpy(),
        "bias": model.bias.detach().numpy().reshape(-1, 1),
        "hints": model.hints.detach().numpy().reshape(-1, 1),
    }
    target = a.languages / a.language / "relations.bin"
    tensor_file.write(target, fields, tensors, {"weights": "i8"})
    print(f"{target}: {len(model.features)} features, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
