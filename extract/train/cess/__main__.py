"""Converts the constituent trees of CESS-ESP to Universal Dependencies as AnCora has them.

    python -m cess CESS.trees.xz GOLD.conllu OUT.conllu

How it works:
  1. Leaves become UD words: "del" two, "a_través_de" three, the first of which bears the tag.
  2. In each constituent, rules by category choose the head; the others depend on it.
  3. Relations, tags and features are those that the same configuration mostly has in the gold
     trees of the sentences that both corpora share (`Learnt`), from the most specific known on.
  4. Commas that set off a part of a constituent depend on that part (see `attach_commas`).
Sentences that GOLD has are compared with it and left out of OUT; the agreement is printed.
"""

import argparse
import collections
from pathlib import Path

import evaluate
import readers
from cess import trees
from cess.heads import Converter
from cess.relations import Learnt
from readers import Sentence
from sentence_key import fingerprint


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the commonest disagreements")
    arguments = parser.parse_args()
    gold = {" ".join(s.forms): s for s in readers.read_conllu(arguments.gold)}
    converted = [Converter(tree).words for tree in trees.read(arguments.trees)]
    shared = [
        (words, gold[key])
        for words in converted
        if (key := " ".join(w.form for w in words)) in gold
    ]
    seen = {fingerprint(s.forms) for s in gold.values()}
    fresh = [
        words for words in converted if fingerprint([w.form for w in words]) not in seen
    ]
    half = Learnt()
    for words, sentence in shared[::2]:
        half.learn(words, sentence)
    system, held_out = (
        [half.finish(words) for words, _ in shared[1::2]],
        [g for _, g in shared[1::2]],
    )
    agreement = evaluate.as_text(evaluate.tree_scores(held_out, system))
    print(f"{len(converted)} trees, {len(shared)} of them in {arguments.gold.name}")
    print(f"agreement on the half not learnt from: {agreement}")
    if arguments.errors:
        _print_errors(system, held_out)
    learnt = Learnt()
    for words, sentence in shared:
        learnt.learn(words, sentence)
    readers.write_conllu([learnt.finish(words) for words in fresh if len(words) > 1], arguments.out)


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
