"""Vectors that hold the C++ inference to the exported model."""

import json
from pathlib import Path

import torch

from decode import Decoder

_DIGITS = 6


def _rounded(tensor: torch.Tensor) -> list:
    return [_rounded(t) for t in tensor] if tensor.dim() else round(tensor.item(), _DIGITS)


@torch.inference_mode()
def vectors(decoder: Decoder, sentences: list[list[str]]) -> list[dict]:
    """For each sentence what the encoder, the heads and the decoding make of it.

    `states` holds those of the first and the last word; `arcs` is words × heads, the root first.
    """
    result = []
    for forms in sentences:
        decoded = decoder.annotate([forms])[0]
        state = decoder.model.encode(decoder.encoder.words([forms]))
        labels = decoder.model.label_scores(state, torch.tensor([decoded.heads]))
        result.append(
            {
                "forms": forms,
                "states": _rounded(state[0, [0, -1]]),
                "upos_scores": _rounded(decoder.model.upos(state)[0]),
                "arc_scores": _rounded(decoder.model.arc_scores(state)[0]),
                "label_scores": _rounded(labels[0]),
                "name_scores": _rounded(decoder.model.name_scores(state)[0]),
                "upos": decoded.upos,
                "feats": decoded.feats,
                "lemmas": decoded.lemmas,
                "heads": decoded.heads,
                "deprels": decoded.deprels,
                "names": decoded.names,
            }
        )
    return result


def write(path: Path, decoder: Decoder, sentences: list[list[str]]) -> None:
    """Writes the vectors at once, one sentence a line."""
    lines = [json.dumps(v, ensure_ascii=False) for v in vectors(decoder, sentences)]
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    temporary.replace(path)
