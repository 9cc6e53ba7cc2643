"""Generations: an index is one whole folder, written beside the live one and swapped in.

    index/
    ├── CURRENT                       name and digest of the live generation: the swap
    ├── write.lock                    held by the one writer
    └── generations/
        ├── generation-000002/        whole and never changed again
        │   ├── manifest.json         written last; names every other file
        │   ├── reader.lock           empty; readers share a lock on it, removal needs it alone
        │   └── store.sqlite, vectors.faiss, lexical/…, sentences/…, figures/…
        └── .building-000003/         what a killed build leaves; the next one sweeps it away

CURRENT vouches for the manifest, the manifest for the files, and no file is parsed before its
digest was compared.
"""

from __future__ import annotations

import contextlib
import shutil
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from kb.errors import IndexDamaged, IndexMismatch, IndexUnusable
from kb.indexing.disk import ReaderLock, replace_file, sync_folder, sync_tree, writing
from kb.indexing.figure_vectors import FigureVectors
from kb.indexing.lexical import LexicalIndex
from kb.indexing.manifest import (
    MANIFEST,
    Contents,
    Manifest,
    current_versions,
    damages,
    digests,
    mismatches,
)
from kb.indexing.pointer import CURRENT, Pointer
from kb.indexing.sentence_vectors import SentenceVectors
from kb.indexing.store import Store
from kb.indexing.vectors import VectorIndex
from kb.regex import regex

GENERATIONS = "generations"
READER_LOCK = "reader.lock"
STORE = "store.sqlite"
VECTORS = "vectors.faiss"
LEXICAL = "lexical"
SENTENCES = "sentences"
FIGURES = "figures"
_NAME = regex(r"generation-(\d{6,12})")
_BUILDING = ".building-"
_REMOVED = ".removed-"
_ATTEMPTS = 10
"""How often a reader follows the pointer anew when writers remove what it pointed to."""


class Generation:
    """An open generation; it stays on disk until closed, whatever is built meanwhile.

    One that nobody holds any more closes itself: readers that share one need not agree on who
    closes it.
    """

    def __init__(self, folder: Path, manifest: Manifest, store: Store, lock: ReaderLock) -> None:
        """Take checked parts; ``open_generation`` makes them."""
        self.folder = folder
        self.manifest = manifest
        self.store = store
        self._let_go = weakref.finalize(self, _let_go, store, lock)

    @property
    def name(self) -> str:
        """The generation's name."""
        return self.manifest.generation

    @cached_property
    def vectors(self) -> VectorIndex:
        """The dense index, memory-mapped when first asked for."""
        return VectorIndex.load(self.folder / VECTORS)

    @cached_property
    def sentences(self) -> SentenceVectors | None:
        """The vectors of sentences; None where the embedder tells no parts of a text apart."""
        folder = self.folder / SENTENCES
        return SentenceVectors.load(folder) if folder.is_dir() else None

    @cached_property
    def figures(self) -> FigureVectors | None:
        """The vectors of figures; None where there are none of sentences."""
        folder = self.folder / FIGURES
        return FigureVectors.load(folder) if folder.is_dir() else None

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The lexical index, opened when first asked for."""
        return LexicalIndex.load(self.folder / LEXICAL)

    def close(self) -> None:
        """Let go of the store and of the folder; closing twice is no error."""
        self._let_go()

    def __enter__(self) -> Generation:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _let_go(store: Store, lock: ReaderLock) -> None:
    store.close()
    lock.release()


def open_generation(
    index_folder: Path, embedder: str | None = None, any_tokeniser: bool = False
) -> Generation:
    """Open the live generation, after checking every byte of it.

    Args:
        index_folder: what ``kb build`` wrote.
        embedder: name of the embedder that will embed the questions; None where none will be.
        any_tokeniser: also open what another tokeniser made; its ``lexical`` must not be used.

    Raises:
        IndexMissing: there is no index in the folder.
        IndexDamaged: a file is missing, unexpected or changed; the message names it.
        IndexMismatch: built with another embedder, schema or tokeniser.
    """
    pointer = Pointer.read(index_folder)
    for _ in range(_ATTEMPTS):
        folder = index_folder / GENERATIONS / pointer.name
        lock = ReaderLock.acquire(folder / READER_LOCK)
        if lock is not None:
            try:
                return _checked(index_folder, pointer, lock, embedder, any_tokeniser)
            except IndexUnusable:
                lock.release()
                raise
            except OSError as error:
                lock.release()
                raise IndexUnusable(
                    f"{error.filename or folder} cannot be read: {error}"
                ) from error
        # Either a writer has just removed it, and the pointer is new, or it never will be there.
        before, pointer = pointer, Pointer.read(index_folder)
        if before == pointer:
            break
    missing = folder / READER_LOCK if folder.is_dir() else folder
    raise IndexDamaged(
        f"{missing}, which {index_folder / CURRENT} names, is missing or damaged; run `kb build`"
    )


def _checked(
    index_folder: Path,
    pointer: Pointer,
    lock: ReaderLock,
    embedder: str | None,
    any_tokeniser: bool,
) -> Generation:
    folder = index_folder / GENERATIONS / pointer.name
    manifest = Manifest.read(folder)
    if (manifest.generation, manifest.digest) != (pointer.name, pointer.digest):
        raise IndexDamaged(
            f"{index_folder / CURRENT} is damaged: it names another {pointer.name}; run `kb build`"
        )
    for mismatch in mismatches(manifest, embedder, any_tokeniser):
        raise IndexMismatch(f"the index in {index_folder} was {mismatch}; run `kb build`")
    for damage in damages(folder, manifest):
        raise IndexDamaged(f"{damage}; run `kb build`")
    return Generation(folder, manifest, Store.open(folder / STORE), lock)


def write_generation(
    index_folder: Path, fill: Callable[[Path], Contents], keep_generations: int
) -> str:
    """Write a generation beside the live one, make it the live one, and remove old ones.

    Args:
        index_folder: is made where it is not there.
        fill: writes the files into the folder it is given, and says what it wrote.
        keep_generations: how many stay on disk, the new one included; one that a reader has
            open stays in any case.

    Returns:
        The new generation's name.

    Raises:
        IndexBusy: another process or thread is writing the index.
    """
    with writing(index_folder):
        generations = index_folder / GENERATIONS
        generations.mkdir(exist_ok=True)
        _sweep(index_folder)
        number = _next_number(index_folder)
        name = f"generation-{number:06d}"
        building = generations / f"{_BUILDING}{number:06d}"
        building.mkdir()
        try:
            manifest = _finished(building, name, fill(building))
            building.rename(generations / name)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        sync_folder(generations)
        Pointer(name, manifest.digest).write(index_folder)
        _remove_old(index_folder, name, keep_generations)
        return name


def _finished(building: Path, name: str, contents: Contents) -> Manifest:
    (building / READER_LOCK).touch()
    manifest = Manifest(
        generation=name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        contents=contents,
        files=digests(building),
        versions=current_versions(),
    )
    sync_tree(building)
    replace_file(building / MANIFEST, manifest.to_bytes())
    return manifest


def numbered(index_folder: Path) -> dict[int, Path]:
    """The folders of all generations by number, ascending."""
    folder = index_folder / GENERATIONS
    found = ((_NAME.fullmatch(path.name), path) for path in folder.glob("generation-*"))
    return dict(sorted((int(match.group(1)), path) for match, path in found if match))


def leftovers(index_folder: Path) -> list[Path]:
    """What killed builds and removals left."""
    folder = index_folder / GENERATIONS
    return sorted([*folder.glob(f"{_BUILDING}*"), *folder.glob(f"{_REMOVED}*")])


def _live_number(index_folder: Path) -> int | None:
    try:
        return int(Pointer.read(index_folder).name.rpartition("-")[2])
    except IndexUnusable:
        return None


def _next_number(index_folder: Path) -> int:
    return max([0, _live_number(index_folder) or 0, *numbered(index_folder)]) + 1


def _sweep(index_folder: Path) -> None:
    """Remove leftovers, and generations of builds that were killed just before the swap."""
    for path in leftovers(index_folder):
        shutil.rmtree(path, ignore_errors=True)
    live = _live_number(index_folder)
    for number, path in numbered(index_folder).items():
        if live is not None and number > live:
            _remove(path)


def _remove_old(index_folder: Path, live: str, keep_generations: int) -> None:
    folders = list(numbered(index_folder).values())
    others = [path for path in reversed(folders) if path.name != live]
    for path in others[keep_generations - 1 :]:
        _remove(path)


def _remove(folder: Path) -> None:
    """Remove a generation, unless a reader has it open; what the system refuses stays."""
    removed = folder.with_name(f"{_REMOVED}{folder.name}")
    with contextlib.suppress(OSError):
        if ReaderLock.alone(folder / READER_LOCK, lambda: folder.rename(removed)):
            shutil.rmtree(removed)
