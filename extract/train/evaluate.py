"""Scores of given tokens, as the CoNLL 2018 script and conlleval count them.

python evaluate.py GOLD.conllu SYSTEM.conllu
python evaluate.py --names GOLD.conll SYSTEM.conllu
"""

import argparse
from pathlib import Path

import readers
from readers import Sentence


def tree_scores(gold: list[Sentence], system: list[Sentence]) -> dict[str, float]:
    """UAS, LAS (without subtypes, with punctuation), UPOS, FEATS and lemmas in percent."""
    hits = dict.fromkeys(("UAS", "LAS", "UPOS", "FEATS", "lemma"), 0)
    total = 0
    for g, s in zip(gold, system, strict=True):
        if g.forms != s.forms:
            raise ValueError(f"the words differ: {' '.join(g.forms)} / {' '.join(s.forms)}")
        total += len(g)
        for i in range(len(g)):
            head = g.heads[i] == s.heads[i]
            hits["UAS"] += head
            hits["LAS"] += head and g.deprels[i].split(":")[0] == s.deprels[i].split(":")[0]
            hits["UPOS"] += g.upos[i] == s.upos[i]
            hits["FEATS"] += g.feats[i] == s.feats[i]
            hits["lemma"] += g.lemmas[i] in (s.lemmas[i], "_")
    return {name: 100 * n / total for name, n in hits.items()}


def name_scores(gold: list[Sentence], system: list[Sentence]) -> dict[str, float]:
    """Precision, recall and F1 of exact names with types, then F1 of each type, in percent.

    Names of types that `gold` never has are not counted.
    """
    kinds = {tag[2:] for g in gold for tag in g.names if tag != "O"}
    counts: dict[str, list[int]] = {}
    for g, s in zip(gold, system, strict=True):
        if g.forms != s.forms:
            raise ValueError(f"the words differ: {' '.join(g.forms)} / {' '.join(s.forms)}")
        expected = readers.name_spans(g.names)
        found = {n for n in readers.name_spans(s.names or ["O"] * len(s)) if n[2] in kinds}
        for group, weight in ((expected, 1), (found, 2), (expected & found, 0)):
            for name in group:
                for key in ("all", name[2]):
                    counts.setdefault(key, [0, 0, 0])[weight] += 1

    def f1(key: str) -> float:
        both, expected, found = counts.get(key, [0, 0, 0])
        return 200 * both / max(1, expected + found)

    both, expected, found = counts.get("all", [0, 0, 0])
    return {
        "P": 100 * both / max(1, found),
        "R": 100 * both / max(1, expected),
        "F1": f1("all"),
        **{key: f1(key) for key in sorted(counts) if key != "all"},
    }


def as_text(scores: dict[str, float]) -> str:
    """One line: UAS 88.12  LAS 84.50 …"""
    return "  ".join(f"{name} {value:.2f}" for name, value in scores.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    parser.add_argument("--names", action="store_true", help="score names instead of trees")
    arguments = parser.parse_args()
    system = list(readers.read_conllu(arguments.system))
    if arguments.names:
        print(as_text(name_scores(list(readers.read_names(arguments.gold)), system)))
    else:
        print(as_text(tree_scores(list(readers.read_conllu(arguments.gold)), system)))


if __name__ == "__main__":
    main()
