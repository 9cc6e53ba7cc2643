"""What an index needs of the disk: locks, and writes that outlive a power cut."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import IndexBusy, IndexUnusable

WRITE_LOCK = "write.lock"


@contextmanager
def writing(index_folder: Path) -> Iterator[None]:
    """Be the one writer of ``index_folder``, which is made where it is not there.

    A thread that holds it may take it again, so that reading the live generation and building
    the next can be one step.

    Raises:
        IndexBusy: another process or thread is writing.
        IndexUnusable: the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # who only asks does without

    try:
        index_folder.mkdir(parents=True, exist_ok=True)
        path = index_folder.resolve() / WRITE_LOCK
        lock = FileLock(path, timeout=0, is_singleton=True)
        lock.acquire()
    except Timeout as error:
        raise IndexBusy(
            f"another process is writing {index_folder}; run the command again when it is done"
        ) from error
    except OSError as error:
        raise IndexUnusable(
            f"{index_folder} cannot be written: {error}; name another folder with --index"
        ) from error
    try:
        yield
    finally:
        lock.release()


class ReaderLock:
    """A share in a generation: while one is held, nobody removes the folder.

    It binds the open file, needs no right to write, and goes with the process that held it.
    """

    def __init__(self, descriptor: int) -> None:
        """Take an open and locked file; use ``acquire`` instead."""
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, path: Path) -> ReaderLock | None:
        """Share the lock file, or None where it is not, or no longer, there."""
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except OSError:
            return None
        _lock(descriptor, shared=True)
        if _is_still(descriptor, path):
            return cls(descriptor)
        os.close(descriptor)
        return None

    def release(self) -> None:
        """Give the share back; giving it back twice is no error."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    @staticmethod
    def alone(path: Path, action: Callable[[], object]) -> bool:
        """Do ``action`` if nobody shares the lock file; says whether it was done."""
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            action()
            return True
        try:
            if not _lock(descriptor, shared=False):
                return False
            action()
            return True
        finally:
            os.close(descriptor)


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _lock(descriptor: int, shared: bool) -> bool:
    if sys.platform == "win32":
        # Windows refuses to remove what is open; no lock is needed.
        return True
    import fcntl

    try:
        # A writer holds it only for a rename: a reader waits, a writer does not.
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that anyone sees the old file or the new one, on disk."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_tree(folder: Path) -> None:
    """Bring every file and folder under ``folder``, and itself, to the disk."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            _sync(path)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Bring the names in ``folder`` to the disk, where the system can."""
    if sys.platform != "win32":
        _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
