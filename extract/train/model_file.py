"""Writes and reads model.bin, the file of MODEL.md."""

from pathlib import Path

import numpy as np
import torch

import tensor_file
from model import Model
from vocabulary import Vocabulary

_LISTS = ("upos", "feats", "scripts", "deprels", "name_tags")


def tensors_of(model: Model) -> dict[str, np.ndarray]:
    """The model's weights under the names of MODEL.md, as matrices; vectors have one column."""
    w = {name: t.detach().numpy().astype(np.float32) for name, t in model.state_dict().items()}
    result = {"words": w["pretrained"] + w["delta"], "ngrams": w["ngrams"], "shapes": w["shapes"]}
    for i in range(len(model.forwards)):
        for direction, layers in (("fwd", "forwards"), ("bwd", "backwards")):
            ours, theirs = f"lstm.{i}.{direction}", f"{layers}.{i}"
            result[f"{ours}.wx"] = w[f"{theirs}.weight_ih_l0"]
            result[f"{ours}.wh"] = w[f"{theirs}.weight_hh_l0"]
            result[f"{ours}.b"] = w[f"{theirs}.bias_ih_l0"] + w[f"{theirs}.bias_hh_l0"]
    for ours, theirs in _HEADS.items():
        result[f"{ours}.w"], result[f"{ours}.b"] = w[f"{theirs}.weight"], w[f"{theirs}.bias"]
    result["root"], result["arc.u"], result["arc.bias"] = w["root"], w["arc_u"], w["arc_bias"]
    result["label.u"] = w["label_u"].reshape(-1, w["label_u"].shape[2])
    return {name: t.reshape(t.shape[0], -1) for name, t in result.items()}


_HEADS = {
    "upos": "upos",
    "feats": "feats",
    "lemma": "lemma",
    "arc.dep": "arc_dep",
    "arc.head": "arc_head",
    "label.dep": "label_dep",
    "label.head": "label_head",
    "names.hidden": "names_hidden",
    "names.out": "names_out",
}


def model_of(tensors: dict[str, np.ndarray], sizes: dict, counts: dict) -> Model:
    """A model with the given weights: the inverse of `tensors_of`."""
    model = Model(sizes, counts)
    state = model.state_dict()

    def put(name: str, values: np.ndarray) -> None:
        state[name] = torch.from_numpy(np.ascontiguousarray(values)).reshape(state[name].shape)

    put("pretrained", tensors["words"])
    state["delta"] = torch.zeros_like(state["delta"])
    for name in ("ngrams", "shapes", "root"):
        put(name, tensors[name])
    for name in ("arc.u", "arc.bias", "label.u"):
        put(name.replace(".", "_"), tensors[name])
    for i in range(len(model.forwards)):
        for direction, layers in (("fwd", "forwards"), ("bwd", "backwards")):
            put(f"{layers}.{i}.weight_ih_l0", tensors[f"lstm.{i}.{direction}.wx"])
            put(f"{layers}.{i}.weight_hh_l0", tensors[f"lstm.{i}.{direction}.wh"])
            put(f"{layers}.{i}.bias_ih_l0", tensors[f"lstm.{i}.{direction}.b"])
            put(f"{layers}.{i}.bias_hh_l0", np.zeros_like(tensors[f"lstm.{i}.{direction}.b"]))
    for ours, theirs in _HEADS.items():
        put(f"{theirs}.weight", tensors[f"{ours}.w"])
        put(f"{theirs}.bias", tensors[f"{ours}.b"])
    model.load_state_dict(state)
    return model


def write(
    path: Path,
    language: str,
    sizes: dict,
    vocabulary: Vocabulary,
    tensors: dict[str, np.ndarray],
    types: dict[str, str],
) -> None:
    """Writes model.bin at once. `types` gives the type of a tensor; f32 where it names none."""
    fields = {
        "language": language,
        "sizes": sizes,
        "vocabulary": vocabulary.words,
        **{name: getattr(vocabulary, name) for name in _LISTS},
        "lemmas": vocabulary.lemmas,
        "verbs": vocabulary.verbs,
    }
    tensor_file.write(path, fields, tensors, types)


def read(path: Path) -> tuple[Model, Vocabulary, dict]:
    """The model with dequantised weights, its vocabulary and its sizes."""
    header, tensors = tensor_file.read(path)
    vocabulary = Vocabulary(
        words=header["vocabulary"],
        lemmas=header["lemmas"],
        verbs=header["verbs"],
        **{name: header[name] for name in _LISTS},
    )
    counts = {"words": len(vocabulary.words), **{name: len(header[name]) for name in _LISTS}}
    return model_of(tensors, header["sizes"], counts), vocabulary, header["sizes"]
