"""The network of MODEL.md: features, BiLSTM encoder, and the heads' scores."""

import dataclasses

import torch
from torch import nn
from torch.nn.functional import embedding_bag


@dataclasses.dataclass
class Words:
    """The words of a batch of sentences, longest first, as rows of the feature tables.

    Each distinct form is listed once: `types` (batch × length) says which form stands where.
    """

    types: torch.Tensor
    lengths: torch.Tensor
    word_rows: torch.Tensor  # of each word (batch × length), as word dropout left them
    shape_rows: torch.Tensor  # of each distinct form
    ngram_rows: torch.Tensor  # of all distinct forms, concatenated
    ngram_offsets: torch.Tensor  # where each form's n-grams begin

    def turned(self) -> torch.Tensor:
        """For each position that of the word mirrored in its sentence; padding stays."""
        positions = torch.arange(self.types.shape[1])[None]
        mirrored = self.lengths[:, None] - 1 - positions
        return torch.where(mirrored >= 0, mirrored, positions)


def leaky(x: torch.Tensor) -> torch.Tensor:
    """max(x, 0.1 x)"""
    return nn.functional.leaky_relu(x, 0.1)


def shared_dropout(x: torch.Tensor, rate: float, training: bool) -> torch.Tensor:
    """Dropout with one mask for all words of a sentence."""
    if not training or rate == 0:
        return x
    keep = torch.rand(x.shape[0], 1, x.shape[2]) >= rate
    return x * (keep / (1 - rate))


class Heads(nn.Module):
    """The scores that are read off the states of the words, `width` wide."""

    def __init__(self, width: int, sizes: dict, counts: dict, dropout: dict):
        super().__init__()
        s = sizes
        self.dropout = dropout
        self.upos = nn.Linear(width, counts["upos"])
        self.feats = nn.Linear(width, counts["feats"])
        self.lemma = nn.Linear(width, counts["scripts"])
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.arc_dep = nn.Linear(width, s["arc"])
        self.arc_head = nn.Linear(width, s["arc"])
        self.arc_u = nn.Parameter(torch.randn(s["arc"], s["arc"]) * s["arc"] ** -1.0)
        self.arc_bias = nn.Parameter(torch.zeros(s["arc"]))
        self.label_dep = nn.Linear(width, s["label"])
        self.label_head = nn.Linear(width, s["label"])
        self.label_u = nn.Parameter(torch.zeros(counts["deprels"], s["label"] + 1, s["label"] + 1))
        nn.init.normal_(self.label_u, std=0.02)
        self.names_hidden = nn.Linear(width, s["names"])
        self.names_out = nn.Linear(s["names"], counts["name_tags"])

    def _hidden(self, layer: nn.Linear, state: torch.Tensor) -> torch.Tensor:
        return shared_dropout(leaky(layer(state)), self.dropout["head"], self.training)

    def _with_root(self, state: torch.Tensor) -> torch.Tensor:
        return torch.cat([self.root.expand(state.shape[0], 1, -1), state], dim=1)

    def arc_scores(self, state: torch.Tensor) -> torch.Tensor:
        """Score of each head (the root first) for each word: batch × length × (length + 1)."""
        dep = self._hidden(self.arc_dep, state)
        head = self._hidden(self.arc_head, self._with_root(state))
        return dep @ self.arc_u @ head.transpose(1, 2) + (head @ self.arc_bias)[:, None]

    def label_scores(self, state: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Score of each relation between a word and its head: batch × length × relations."""
        dep = nn.functional.pad(self._hidden(self.label_dep, state), (0, 1), value=1.0)
        head = nn.functional.pad(
            self._hidden(self.label_head, self._with_root(state)), (0, 1), value=1.0
        )
        head = head.gather(1, heads[..., None].expand(-1, -1, head.shape[2]))
        relations, width, _ = self.label_u.shape
        left = dep @ self.label_u.permute(1, 0, 2).reshape(width, relations * width)
        return (left.view(*dep.shape[:2], relations, width) @ head[..., None]).squeeze(-1)

    def name_scores(self, state: torch.Tensor) -> torch.Tensor:
        """Score of each BIOES tag: batch × length × tags."""
        return self.names_out(self._hidden(self.names_hidden, state))


class Model(Heads):
    """All scores of one language. Sizes and counts come from the config and the vocabulary."""

    def __init__(self, sizes: dict, counts: dict, dropout: dict | None = None):
        s, hidden = sizes, sizes["hidden"]
        state = 2 * hidden
        none = {"input": 0.0, "state": 0.0, "head": 0.0, "delta": 0.0}
        super().__init__(state, sizes, counts, dropout or none)
        self.register_buffer("pretrained", torch.zeros(counts["words"], s["word"]))
        self.delta = nn.Parameter(torch.zeros(counts["words"], s["word"]))
        self.ngrams = nn.Parameter(torch.randn(s["ngram_rows"], s["ngram"]) * 0.4)
        self.shapes = nn.Parameter(torch.randn(s["shape_rows"], s["shape"]) * 0.3)
        widths = [s["word"] + s["ngram"] + s["shape"]] + [state] * (s["layers"] - 1)
        self.forwards = nn.ModuleList(nn.LSTM(w, hidden, batch_first=True) for w in widths)
        self.backwards = nn.ModuleList(nn.LSTM(w, hidden, batch_first=True) for w in widths)
        for layer in [*self.forwards, *self.backwards]:
            for name, parameter in layer.named_parameters():
                if "weight_hh" in name:
                    nn.init.orthogonal_(parameter)
                elif "bias_ih" in name:
                    nn.init.zeros_(parameter)
                    nn.init.ones_(parameter.data[hidden : 2 * hidden])
                elif "bias_hh" in name:
                    nn.init.zeros_(parameter)

    def inputs(self, words: Words) -> torch.Tensor:
        """The three features of each word, concatenated."""
        delta = self.delta[words.word_rows]
        if self.training and self.dropout["delta"] > 0:
            keep = torch.rand(delta.shape[:2]) >= self.dropout["delta"]
            delta = delta * (keep | (words.word_rows == 0))[..., None]
        ngrams = embedding_bag(words.ngram_rows, self.ngrams, words.ngram_offsets, mode="mean")
        by_type = torch.cat([ngrams, self.shapes[words.shape_rows]], dim=1)
        return torch.cat([self.pretrained[words.word_rows] + delta, by_type[words.types]], dim=2)

    def encode(self, words: Words) -> torch.Tensor:
        """The state of each word: batch × length × 2H.

        Both directions run as plain LSTMs over padded batches, the backward one over sentences that
        are turned around: twice as fast on a CPU as one bidirectional LSTM over packed sequences.
        """
        turned = words.turned()[..., None]

        def turn(x: torch.Tensor) -> torch.Tensor:
            return x.gather(1, turned.expand_as(x))

        state = shared_dropout(self.inputs(words), self.dropout["input"], self.training)
        for forward, backward in zip(self.forwards, self.backwards):
            state = torch.cat([forward(state)[0], turn(backward(turn(state))[0])], dim=2)
            state = shared_dropout(state, self.dropout["state"], self.training)
        return state
