"""What the first question of a process needs of the model's file, kept ready in the cache folder.

To expand the weights and to hash the pieces takes a quarter of a second, which every ``kb ask``
would wait. Mapped from the disk, both are there at once.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.config import DEFAULT_EMBEDDER
from kb.indexing.bundled_layers import Layers
from kb.indexing.bundled_tokens import PieceTable
from kb.indexing.made_folder import ensure_folder

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile

FORMAT_VERSION = 1
"""Raised when the folder's content changes, so that an older folder is not taken for it."""
SAMPLES = 16
"""Places at which the model's file is looked at, to tell it from another."""
SAMPLE_BYTES = 4096
WEIGHTS = "weights"


def piece_table(file: BundledFile, cache_folder: Path) -> PieceTable:
    """The hashes of the pieces of ``file``; from the cache folder if they can be kept there."""
    folder = _folder(file, cache_folder)
    if folder is None:
        return PieceTable.of(file)
    return PieceTable(*(_mapped(folder, name) for name in PieceTable._fields))


def weights(file: BundledFile, cache_folder: Path) -> NDArray[np.float32] | None:
    """``Layers.weights`` of ``file``; None where the cache folder cannot keep them."""
    folder = _folder(file, cache_folder)
    return None if folder is None else _mapped(folder, WEIGHTS)


def _folder(file: BundledFile, cache_folder: Path) -> Path | None:
    """Where the arrays are, 95 MB; made now if they are not there, None if that fails."""
    folder = cache_folder / "models" / f"{DEFAULT_EMBEDDER}-numpy-{FORMAT_VERSION}-{_name(file)}"
    try:
        return ensure_folder(folder, lambda partial: _write(file, partial))
    except OSError:
        return None


def _mapped(folder: Path, name: str) -> NDArray[Any]:
    # As a plain array: a ``memmap`` does some work of its own at every step of a computation.
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))


def _write(file: BundledFile, folder: Path) -> None:
    np.save(folder / f"{WEIGHTS}.npy", Layers.read(file).weights())
    for name, array in PieceTable.of(file)._asdict().items():
        np.save(folder / f"{name}.npy", array)


def _name(file: BundledFile) -> str:
    """Tells the model's file from another one, by its head and some places in it."""
    size = file.path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with file.path.open("rb") as opened:
        for place in range(0, size, max(SAMPLE_BYTES, size // SAMPLES)):
            opened.seek(place)
            digest.update(opened.read(SAMPLE_BYTES))
    return digest.hexdigest()[:12]
