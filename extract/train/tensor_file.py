"""Writes and reads files of tensors with a JSON header, the format of MODEL.md."""

import hashlib
import json
import struct
from pathlib import Path

import numpy as np

_MAGIC, _VERSION, _ALIGNMENT = b"ENTENTE\x01", 1, 64
PACKED = 32  # values of a block of q4
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", PACKED // 2)])
_TYPES = {"f32": np.dtype("<f4"), "f16": np.dtype("<f2"), "i8": np.dtype("i1"), "u32": np.dtype("<u4")}


def write(path: Path, fields: dict, tensors: dict[str, np.ndarray], types: dict[str, str]) -> None:
    """Writes the file at once; `fields` go into the header beside the tensors' places.

    `types` gives the type of a tensor; f32 where it names none. One of the type q4 is given as it is
    stored: rows of blocks (see MODEL.md).
    """
    section = bytearray()

    def append(values: np.ndarray) -> int:
        section.extend(bytes(-len(section) % _ALIGNMENT))
        offset = len(section)
        section.extend(values.tobytes())
        return offset

    entries = {}
    for name, values in tensors.items():
        kind = types.get(name, "f32")
        entry = {"type": kind, "shape": list(values.shape)}
        if kind == "q4":
            entry["shape"][1] *= PACKED
            entries[name] = {**entry, "offset": append(values)}
            continue
        if kind == "i8":
            scales = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
            values = np.rint(values / scales[:, None])
            entry["scales"] = append(scales.astype("<f4"))
        entry["offset"] = append(values.astype(_TYPES[kind]))
        entries[name] = entry
    write_stored(path, {**fields, "tensors": entries}, bytes(section))


def write_stored(path: Path, header: dict, section: bytes) -> None:
    """Writes a file at once, whose tensors are in `section` as `header` says."""
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    checksum = hashlib.sha256(head + section).digest()
    temporary = path.with_suffix(".new")
    temporary.write_bytes(
        _MAGIC + struct.pack("<IIQ", _VERSION, len(head), len(section)) + checksum + head + section
    )
    temporary.replace(path)


def read_header(path: Path) -> tuple[dict, bytes]:
    """The header, and the section of tensors as it is stored."""
    data = path.read_bytes()
    version, header_length, section_length = struct.unpack_from("<IIQ", data, 8)
    body = data[56:]
    if data[:8] != _MAGIC or version != _VERSION or len(body) != header_length + section_length:
        raise ValueError(f"{path} is no complete file of tensors of version {_VERSION}")
    if hashlib.sha256(body).digest() != data[24:56]:
        raise ValueError(f"{path}: the checksum is wrong")
    return json.loads(body[:header_length]), body[header_length:]


def read(path: Path) -> tuple[dict, dict[str, np.ndarray]]:
    """The header and the tensors: dequantised but for those of the type q4, and u32 as whole numbers."""
    header, section = read_header(path)
    tensors = {}
    for name, entry in header["tensors"].items():
        rows, columns = entry["shape"]
        if entry["type"] == "q4":
            count = rows * columns // PACKED
            blocks = np.frombuffer(section, BLOCK, count, entry["offset"])
            tensors[name] = blocks.reshape(rows, columns // PACKED)
            continue
        values = np.frombuffer(section, _TYPES[entry["type"]], rows * columns, entry["offset"])
        values = values.reshape(rows, columns)
        if entry["type"] != "u32":
            values = values.astype(np.float32)
        if entry["type"] == "i8":
            values *= np.frombuffer(section, "<f4", rows, entry["scales"])[:, None]
        tensors[name] = values
    return header, tensors
