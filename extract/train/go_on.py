"""Goes on learning relations from where relations.bin stands, once more documents are annotated.

    go_on.py GOLD KNOWN… --new FOLDER… --pairs entente_pairs --languages extract/language --encoder e5-small-q4.bin
        --teacher-config teacher.json --texts FILE… --work WORK --parity FILE

GOLD and KNOWN are the folders that the file was learnt from, see relations.py. The encoder reads all documents, new ones
and others, then GOLD alone, and does so twice more from there in another order; what it becomes is the mean of what it was
after the last two times (Wortsman et al. 2022). The regression is learnt anew from all.

The file has seen all of GOLD. So a tenth of the new documents is held out, and on it how the scores add up is learnt.
Of a fifth of GOLD the modalities are kept from learning, here as in relations.py: by them modalities are calibrated. The new
documents may be annotated more or less densely than GOLD, by which the file was calibrated: what the file itself makes of
them tells how much, and that is taken back, but for what rules found. The threshold stays where none is given.
"""

import argparse
import copy
import dataclasses
import hashlib
import json
import pathlib

import numpy as np
import torch

import judge as judging
import pairs as pairing
import relations
import tensor_file
from judge import Judge
from pairs import LABELS, Pairs
from relations import Calibration, Regression, Scale, Scores

HELD_OUT = 10  # one in so many of the new
RUNS = 3
LAST = 2  # of the runs, whose mean is taken


def one_in(many: int, documents: set[str]) -> set[str]:
    """One of `many` parts of the documents, the same on every machine."""
    return {d for d in documents if hashlib.sha256(b"go on " + d.encode()).digest()[0] % many == 0}


def mean_of(judges: list[Judge]) -> Judge:
    """The first judge with the mean of all weights."""
    states = [judge.state_dict() for judge in judges]
    judges[0].load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]}, strict=False)
    return judges[0].eval()


@dataclasses.dataclass
class Before:
    """What the file holds that is gone on from."""

    header: dict
    tensors: dict[str, np.ndarray]

    def logits(self, pairs: Pairs, chosen: list[int], encoder: np.ndarray) -> np.ndarray:
        """What it makes of pairs, calibrated by GOLD, where no rule found the label, and without rivals: pairs × labels."""
        row = {f: k for k, f in enumerate(self.tensors["features"][:, 0].tolist())}
        kind = {name: k for k, name in enumerate(self.header["hints"])}
        weights, hints = self.tensors["weights"], self.tensors["hints"]
        scores = np.tile(self.tensors["bias"].reshape(1, -1), (len(chosen), 1))
        for n, i in enumerate(chosen):
            scores[n] += weights[[row[f] for f in pairs.rows[i] if f in row]].sum(axis=0)
            for label, name in pairs.hints[i]:
                if name in kind:
                    scores[n, label] += hints[kind[name], 0]
        return scores + self.header["encoder"]["weight"] * encoder


def calibration_of(pairs: Pairs, chosen: list[int], scores: Scores, before: np.ndarray) -> Calibration:
    """How the scores add up to what GOLD would have: `before` is what the file made of the same pairs."""
    result = relations.calibration_of(pairs, chosen, scores)
    by_rule = relations.found_by_rules(pairs, chosen)
    which = (pairs.weights[chosen] > 0) & ~np.isnan(scores.encoder) & ~by_rule
    habits = relations.scale_of([before[which]], pairs.targets[chosen][which])
    print("as the new documents are annotated, the file's logits are", habits, flush=True)
    factor, shift = habits.factors[0], habits.shift
    learned = Scale([f / factor for f in result.learned.factors], (result.learned.shift - shift) / factor)
    languages = {each: added / factor for each, added in result.languages.items()}
    # Taken back from what rules found, too, these were too sure on the documents held out and on the development documents.
    scale = result.rules.factors[0]
    rules = Scale([scale * factor], scale * shift + result.rules.shift)
    result = Calibration(learned, languages, relations.NO_SCALE, rules)
    result.absent = relations.absent_of(result, scores, which)
    return result


def report(name: str, pairs: Pairs, chosen: list[int], logits: np.ndarray) -> None:
    """Prints the cross entropy of a pair, the sum over its labels."""
    scores = torch.from_numpy(np.nan_to_num(logits)).double()
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        scores,
        torch.from_numpy(pairs.targets[chosen]).double(),
        weight=torch.from_numpy(pairs.weights[chosen]).double(),
        reduction="sum",
    )
    print(f"{name}: loss of a pair held out {loss.item() / len(chosen):.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("known", nargs="*")
    parser.add_argument("--new", nargs="+", required=True)
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--languages", type=pathlib.Path, required=True)
    parser.add_argument("--encoder", type=pathlib.Path, required=True)
    parser.add_argument("--teacher-config", type=pathlib.Path, required=True)
    parser.add_argument("--texts", type=pathlib.Path, nargs="+", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--parity", type=pathlib.Path, required=True)
    parser.add_argument("--threshold", type=float)
    a = parser.parse_args()
    file = a.languages / "relations.bin"
    before = Before(*tensor_file.read(file))
    dropout = json.loads(a.teacher_config.read_text())["dropout"]["layer"]
    languages = sorted(p.parent.name for p in a.languages.glob("*/model.bin"))
    gold = pairing.load_gold(a.gold, languages)
    known, new = {}, {}
    for folder in a.known:
        known |= pairing.load_gold(folder, languages)
    for folder in a.new:
        new |= pairing.load_gold(folder, languages)
    pairs = pairing.of_gold(a.pairs, a.languages, gold | known | new)
    print(f"{len(gold)} + {len(known)} + {len(new)} documents, {len(pairs)} pairs, {int(pairs.targets.sum())} labels", flush=True)
    held_out = one_in(HELD_OUT, set(new))
    chosen = pairs.of(held_out)

    # No file has seen what modalities a part of GOLD has: by it they are calibrated.
    unseen = pairing.documents_of(gold, relations.HELD_OUT)
    learnt_from = pairs.unqualified(unseen)

    def resumed() -> Judge:
        return judging.resumed(before.header, before.tensors, a.encoder, dropout)

    def gone_on() -> list[Judge]:
        judges = [resumed()]
        epochs = [(set(new) - held_out) | set(gold) | set(known), set(gold)]
        for run in range(RUNS):
            start = copy.deepcopy(judges[-1])
            judges.append(judging.learn(start, learnt_from, epochs, a.work / f"judge-{run}.pt", seed=1 + run))
        return judges[-LAST:]

    stood = before.logits(pairs, chosen, judging.scores(resumed().eval(), pairs, held_out)[chosen, : len(LABELS)])
    report("before", pairs, chosen, stood)
    judge = mean_of(gone_on())
    seen = [i for i, d in enumerate(pairs.documents) if d not in held_out]
    model = Regression(pairs, seen)
    encoder = judging.scores(judge, pairs, held_out | unseen)
    qualified = pairs.of(unseen)
    modalities = relations.calibrated_modalities(pairs, qualified, encoder[qualified])
    scores = Scores(model.logits(pairs, chosen), encoder[chosen, : len(LABELS)], [pairs.languages[i] for i in chosen])
    calibration = calibration_of(pairs, chosen, scores, stood)
    print(calibration, flush=True)
    logits = calibration.logits(scores, np.zeros((len(chosen), len(LABELS)), bool))
    report("after", pairs, chosen, logits)

    whole = judging.export_of(judge, a.encoder, relations.pieces_seen(a.texts, pairs, a.encoder))
    threshold = before.header["threshold"] if a.threshold is None else a.threshold
    relations.write(file, languages, model, whole, calibration, modalities, threshold)
    relations.write_parity(a.parity, file, resumed())


if __name__ == "__main__":
    main()
