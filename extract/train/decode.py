"""From scores to trees, tags, lemmas and names, as MODEL.md defines decoding."""

import numpy as np
import torch

import lemma_scripts
import vocabulary as vocabularies
from batches import Encoder
from model import Model
from readers import Sentence
from vocabulary import VERBS, Vocabulary

VERB_MARGIN = 8.0  # so much less likely may a script be that makes a known verb of a form than one that does not


def maximum_spanning_tree(scores: np.ndarray) -> np.ndarray:
    """Heads (0 = root) of the best tree in which the root has one child.

    `scores[i, j]` is the score of head j for word i + 1. Where the best tree has several children
    of the root, edges from the root are made worse by more than all scores together can differ
    (Stanley and Cohen 2021).
    """
    count = scores.shape[0]
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = _chu_liu_edmonds(full)
    if np.sum(heads[1:] == 0) > 1:
        full[1:, 0] -= 1 + count * (scores.max() - scores.min())
        heads = _chu_liu_edmonds(full)
    return heads[1:]


def _chu_liu_edmonds(scores: np.ndarray) -> np.ndarray:
    """Heads of the maximum arborescence from node 0; `scores[dependent, head]`."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one node, the last, of a smaller graph.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    out_of_cycle = scores[np.ix_(outside, cycle)]
    small[:-1, -1] = out_of_cycle.max(axis=1)
    gain = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    small[-1, :-1] = gain.max(axis=0)
    small_heads = _chu_liu_edmonds(small)
    for i in range(1, len(outside)):
        head = small_heads[i]
        if head == len(outside):
            heads[outside[i]] = cycle[out_of_cycle[i].argmax()]
        else:
            heads[outside[i]] = outside[head]
    entry = small_heads[-1]
    heads[cycle[gain[:, entry].argmax()]] = outside[entry]
    return heads


def _cycle(heads: np.ndarray) -> list[int]:
    """The nodes of one cycle, or none."""
    state = np.zeros(len(heads), dtype=np.int8)  # 0 new, 1 on the path, 2 done
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return []


def best_names(scores: np.ndarray, tags: list[str]) -> list[str]:
    """The best valid BIOES sequence, as IOB2."""
    allowed = np.where(_transitions(tags), 0.0, -np.inf)
    starts = np.array([0.0 if t[0] in "OBS" else -np.inf for t in tags])
    ends = np.array([0.0 if t[0] in "OES" else -np.inf for t in tags])
    best = scores[0] + starts
    back = []
    for row in scores[1:]:
        paths = best[:, None] + allowed
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    last = int((best + ends).argmax())
    path = [last]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return vocabularies.iob2([tags[i] for i in reversed(path)])


def _transitions(tags: list[str]) -> np.ndarray:
    """True where the second tag may follow the first."""

    def may_follow(a: str, b: str) -> bool:
        if a[0] in "BI":
            return b[0] in "IE" and a[1:] == b[1:]
        return b[0] in "OBS"

    return np.array([[may_follow(a, b) for b in tags] for a in tags])


class Decoder:
    """Annotates sentences with a model, whose features of the forms `encoder` makes."""

    def __init__(self, model: Model, vocabulary: Vocabulary, encoder: Encoder):
        self.model = model.eval()
        self.vocabulary = vocabulary
        self.encoder = encoder
        self.feats_of_upos = {
            upos: [i for i, f in enumerate(vocabulary.feats) if f.startswith(upos + "|")]
            for upos in vocabulary.upos
        }
        self.root = vocabulary.deprels_index["root"]
        self.verbs = set(vocabulary.verbs)

    @torch.inference_mode()
    def annotate(
        self,
        sentences: list[list[str]],
        words_per_batch: int = 4000,
        trees: bool = True,
        names: bool = True,
    ) -> list[Sentence]:
        """Sentences of the given forms with all columns filled (or only trees or names)."""
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
        result: list[Sentence] = [Sentence([]) for _ in sentences]
        while order:
            size = max(1, words_per_batch // len(sentences[order[0]]))
            chosen, order = order[:size], order[size:]
            for i, sentence in zip(
                chosen, self._batch([sentences[i] for i in chosen], trees, names)
            ):
                result[i] = sentence
        return result

    def _batch(self, sentences: list[list[str]], trees: bool, names: bool) -> list[Sentence]:
        words = self.encoder.words(sentences)
        state = self.model.encode(words)
        result = [Sentence(list(forms)) for forms in sentences]
        if trees:
            self._fill_trees(result, state)
        if names:
            for s, scores in zip(result, self.model.name_scores(state).numpy()):
                s.names = best_names(scores[: len(s)], self.vocabulary.name_tags)
        return result

    def _fill_trees(self, sentences: list[Sentence], state: torch.Tensor) -> None:
        scores = self.model.arc_scores(state)
        arcs = scores.numpy().astype(np.float64)
        heads = torch.zeros(state.shape[:2], dtype=torch.long)
        for i, s in enumerate(sentences):
            s.heads = maximum_spanning_tree(arcs[i, : len(s), : len(s) + 1]).tolist()
            heads[i, : len(s)] = torch.tensor(s.heads)
            certain = torch.softmax(scores[i, : len(s), : len(s) + 1], dim=1)
            s.certainty = float(certain.gather(1, heads[i, : len(s), None]).mean())
        labels = self.model.label_scores(state, heads)
        labels[..., self.root] = -torch.inf
        labels = labels.argmax(-1).numpy()
        upos = self.model.upos(state).argmax(-1).numpy()
        feats = self.model.feats(state).numpy()
        lemma = self.model.lemma(state).numpy()
        v = self.vocabulary
        for i, s in enumerate(sentences):
            s.deprels = [
                "root" if s.heads[k] == 0 else v.deprels[labels[i, k]] for k in range(len(s))
            ]
            s.upos = [v.upos[upos[i, k]] for k in range(len(s))]
            for k, form in enumerate(s.forms):
                options = self.feats_of_upos[s.upos[k]]
                s.feats.append(v.feats[options[feats[i, k, options].argmax()]].split("|", 1)[1])
                s.lemmas.append(self._lemma(form, s.upos[k], lemma[i, k]))

    def _lemma(self, form: str, upos: str, scores: np.ndarray) -> str:
        known = self.vocabulary.lemmas.get(f"{form.lower()}|{upos}")
        if known:
            return known
        likeliest, highest = None, 0.0
        for script in np.argsort(-scores, kind="stable"):
            if likeliest is not None and scores[script] < highest - VERB_MARGIN:
                break
            lemma = lemma_scripts.apply(self.vocabulary.scripts[script], form)
            if lemma is None:
                continue
            if upos not in VERBS or lemma in self.verbs:
                return lemma
            if likeliest is None:
                likeliest, highest = lemma, scores[script]
        return form if likeliest is None else likeliest
