"""A tiny file in the wheel's format, with values that can be told by hand."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

HIDDEN, FEED_FORWARD, VOCABULARY, POSITIONS = 32, 64, 8, 16
PIECES = [
    ("<s>", 0.0),
    ("<pad>", 0.0),
    ("</s>", 0.0),
    ("<unk>", 0.0),
    ("▁", -1.0),
    ("液", -3.0),
    ("冷", -3.5),
    ("液冷", -4.0),
]


def block(scale: float, weights: list[int]) -> bytes:
    """One Q4_0 block of 32 weights in -8..7."""
    nibbles = [weight + 8 for weight in weights]
    packed = bytes(low | high << 4 for low, high in zip(nibbles[:16], nibbles[16:], strict=True))
    return struct.pack("<e", scale) + packed


def tensors() -> dict[str, tuple[int, NDArray[np.float32] | bytes]]:
    """Name to the number of values, and the values or their blocks."""
    random = np.random.default_rng(1)

    def floats(count: int) -> tuple[int, NDArray[np.float32]]:
        return count, random.normal(size=count).astype(np.float32)

    def blocks(count: int) -> tuple[int, bytes]:
        rows = random.integers(-8, 8, (count // 32, 32)).tolist()
        return count, b"".join(block(0.125, row) for row in rows)

    square = HIDDEN * HIDDEN
    found: dict[str, tuple[int, NDArray[np.float32] | bytes]] = {
        "emb.word": blocks(VOCABULARY * HIDDEN),
        "emb.pos": floats(POSITIONS * HIDDEN),
        "emb.type": floats(2 * HIDDEN),
        "emb.ln.w": floats(HIDDEN),
        "emb.ln.b": floats(HIDDEN),
    }
    for part in ("q", "k", "v", "ao"):
        found |= {f"l0.{part}.w": blocks(square), f"l0.{part}.b": floats(HIDDEN)}
    for part in ("aln", "oln"):
        found |= {f"l0.{part}.w": floats(HIDDEN), f"l0.{part}.b": floats(HIDDEN)}
    wide = FEED_FORWARD * HIDDEN
    found |= {"l0.fi.w": blocks(wide), "l0.fi.b": floats(FEED_FORWARD)}
    return found | {"l0.fo.w": blocks(wide), "l0.fo.b": floats(HIDDEN)}


def write_tiny_file(path: Path, leave_out: str = "") -> Path:
    """Write the file, without the tensor named, and return its path."""
    blob = [piece.encode() for piece, _ in PIECES]
    offsets = np.cumsum([0, *map(len, blob)]).astype("<u4")
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, HIDDEN, 1, 2, FEED_FORWARD, VOCABULARY, POSITIONS, 2, 1e-12, 32
    )
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(b"".join(blob)))
    head += offsets.tobytes() + np.array([score for _, score in PIECES], "<f4").tobytes()
    head += b"".join(blob) + struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xFF21, 1, 0x41)
    kept = {name: value for name, value in tensors().items() if name != leave_out}
    position = len(head) + 4 + sum(2 + len(name) + 21 for name in kept)
    directory, data = struct.pack("<i", len(kept)), b""
    for name, (count, values) in kept.items():
        raw = values if isinstance(values, bytes) else values.tobytes()
        directory += struct.pack("<H", len(name)) + name.encode()
        kind = 1 if isinstance(values, bytes) else 0
        directory += struct.pack("<BIQQ", kind, count, position + len(data), len(raw))
        data += raw
    path.write_bytes(head + directory + data)
    return path
