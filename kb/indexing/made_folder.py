"""Folders that are made once, in the user's cache: under its name there is a whole one or nothing.

A folder is written beside its place, forced to disk and renamed.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LISTING = "complete.json"


def ensure_folder(folder: Path, fill: Callable[[Path], None]) -> Path:
    """``folder``, filled by ``fill`` now if it is not there or not whole.

    Of several processes one fills it, and the others wait.

    Raises:
        OSError: it cannot be written.
    """
    if is_complete(folder):
        return folder
    from filelock import FileLock

    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f"{folder.name}.lock"):
        if not is_complete(folder):
            _make(folder, fill)
    return folder


def is_complete(folder: Path) -> bool:
    """Whether every file that was written is there at its full size."""
    try:
        listing = json.loads((folder / _LISTING).read_text())
        return all((folder / name).stat().st_size == size for name, size in listing.items())
    except (OSError, ValueError):
        return False


def _make(folder: Path, fill: Callable[[Path], None]) -> None:
    """Write beside ``folder`` and rename; the caller holds the lock."""
    prefix = f".{folder.name}."
    for left_behind in folder.parent.glob(f"{prefix}*"):  # by a run that was killed
        shutil.rmtree(left_behind, ignore_errors=True)
    partial = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        fill(partial)
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
