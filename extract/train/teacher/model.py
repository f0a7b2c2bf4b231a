"""The teacher's network: the encoder of e5, and for each language the heads of the small model."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from model import Heads
from teacher.e5 import Reader, Tokenizer


def gelu(x: torch.Tensor) -> torch.Tensor:
    """In the form with tanh (Hendrycks & Gimpel 2016), which is cheaper at run time."""
    return nn.functional.gelu(x, approximate="tanh")


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, dropout: float):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=epsilon)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=epsilon)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = (
            part.view(batch, length, self.heads, -1).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=2)
        )
        weights = (q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + mask).softmax(3)
        context = weights @ v
        context = self.attended(context.transpose(1, 2).reshape(batch, length, width))
        x = self.attended_norm(x + nn.functional.dropout(context, self.dropout, self.training))
        inner = self.outer(gelu(self.inner(x)))
        return self.outer_norm(x + nn.functional.dropout(inner, self.dropout, self.training))


class E5(nn.Module):
    """The first `layers` layers of e5; its table of pieces is kept as it is."""

    def __init__(self, file: Path, layers: int, dropout: float = 0.0):
        super().__init__()
        reader = Reader(file)
        s = reader.sizes
        self.tokenizer = reader.tokenizer
        words = reader.matrix("emb.word", s.width)
        self.register_buffer("table", torch.from_numpy(words).to(torch.float16), persistent=False)
        self.positions = nn.Parameter(
            torch.from_numpy(
                reader.vector("emb.pos").reshape(-1, s.width) + reader.vector("emb.type")[: s.width]
            )
        )
        self.norm = nn.LayerNorm(s.width, eps=s.epsilon)
        _set_norm(self.norm, reader, "emb.ln")
        self.layers = nn.ModuleList(
            Layer(s.width, s.heads, s.inner, s.epsilon, dropout) for _ in range(layers)
        )
        for i, layer in enumerate(self.layers):
            parts = [(f"l{i}.{p}.w", f"l{i}.{p}.b") for p in "qkv"]
            layer.qkv.weight.data = torch.from_numpy(
                np.concatenate([reader.matrix(w, s.width) for w, _ in parts])
            )
            layer.qkv.bias.data = torch.from_numpy(
                np.concatenate([reader.vector(b) for _, b in parts])
            )
            for linear, name in ((layer.attended, "ao"), (layer.inner, "fi"), (layer.outer, "fo")):
                matrix = reader.matrix(f"l{i}.{name}.w", linear.in_features)
                linear.weight.data = torch.from_numpy(matrix)
                linear.bias.data = torch.from_numpy(reader.vector(f"l{i}.{name}.b"))
            _set_norm(layer.attended_norm, reader, f"l{i}.aln")
            _set_norm(layer.outer_norm, reader, f"l{i}.oln")

    def forward(
        self, pieces: torch.Tensor, kept: torch.Tensor, marks: torch.Tensor | None = None
    ) -> torch.Tensor:
        """The state of each piece (batch × length × width); `kept` is False for padding, `marks` are added at the input."""
        x = self.table[pieces].float() + self.positions[: pieces.shape[1]]
        x = self.norm(x if marks is None else x + marks)
        mask = torch.where(kept, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


def _set_norm(norm: nn.LayerNorm, reader: Reader, name: str) -> None:
    norm.weight.data = torch.from_numpy(reader.vector(f"{name}.w"))
    norm.bias.data = torch.from_numpy(reader.vector(f"{name}.b"))


class Pieces:
    """Sentences as pieces: what `Encoder` of batches.py is to the small model."""

    def __init__(self, tokenizer: Tokenizer, most: int = 500):
        self.tokenizer, self.most = tokenizer, most

    def words(self, sentences: list[list[str]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Pieces (batch × length), what is no padding, and for each piece the number of its word from 1,
        0 for none. Beyond the encoder's positions words have no pieces."""
        t = self.tokenizer
        rows, words = [], []
        for forms in sentences:
            pieces, owners = [t.first], [0]
            for i, form in enumerate(forms):
                of_word = t.pieces_of(form)[:8]
                if len(pieces) + len(of_word) > self.most:
                    break
                pieces += of_word
                owners += [i + 1] * len(of_word)
            rows.append(pieces + [t.last])
            words.append(owners + [0])
        width = max(map(len, rows))
        padded = torch.full((len(rows), width), t.padding)
        owner = torch.zeros(len(rows), width, dtype=torch.long)
        kept = torch.zeros(len(rows), width, dtype=torch.bool)
        for i, (pieces, owners) in enumerate(zip(rows, words)):
            padded[i, : len(pieces)] = torch.tensor(pieces)
            owner[i, : len(pieces)] = torch.tensor(owners)
            kept[i, : len(pieces)] = True
        return padded, kept, owner


class Teacher(nn.Module):
    """One encoder for all languages; what finds names shares a layer, the other heads are each language's own."""

    def __init__(self, encoder: E5, sizes: dict, counts: dict[str, dict], dropout: dict):
        super().__init__()
        self.encoder = encoder
        width = encoder.positions.shape[1]
        self.languages = nn.ModuleDict(
            {name: Heads(width, sizes, c, dropout) for name, c in counts.items()}
        )
        shared = next(iter(self.languages.values())).names_hidden
        for heads in self.languages.values():
            heads.names_hidden = shared

    def encode(self, batch: tuple[torch.Tensor, torch.Tensor, torch.Tensor], words: int) -> torch.Tensor:
        """The state of each word, the mean of its pieces': batch × words × width."""
        pieces, kept, owner = batch
        with torch.autocast("cpu", torch.bfloat16):
            state = self.encoder(pieces, kept)
        state = state.float()
        sums = torch.zeros(len(pieces), words + 1, state.shape[2])
        sums = sums.scatter_add(1, owner[..., None].expand_as(state), state)
        counts = torch.zeros(len(pieces), words + 1).scatter_add(1, owner, torch.ones(owner.shape))
        return (sums / counts.clamp(min=1)[..., None])[:, 1:]


class OneLanguage:
    """A teacher as the model of one language, with the interface of model.Model."""

    def __init__(self, teacher: Teacher, language: str):
        self.teacher = teacher
        self.heads = teacher.languages[language]

    def eval(self) -> "OneLanguage":
        """Switches dropout off."""
        self.teacher.eval()
        return self

    def encode(self, words: tuple[torch.Tensor, torch.Tensor, torch.Tensor]) -> torch.Tensor:
        """The state of each word."""
        return self.teacher.encode(words, int(words[2].max()))

    def __getattr__(self, name: str):
        return getattr(self.heads, name)
