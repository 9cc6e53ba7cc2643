"""Bringing an index to what folders hold, or a document to what a person says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.indexing.builder import BuildResult, Prepared, Progress, build, stored_one, update
from kb.indexing.catalogue import select
from kb.indexing.disk import writing
from kb.indexing.freshness import is_made_alike
from kb.indexing.generation import Generation, open_generation
from kb.indexing.overrides import Edits, Overrides
from kb.indexing.preparing import Batch, prepare_files, ready
from kb.readers import find_files

if TYPE_CHECKING:
    from kb.config import Config
    from kb.indexing.embedder import Embedder
    from kb.indexing.preparing import Failure


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sync found, by the names of documents."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Not read again, or read in vain: what the index held of them stays."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did."""

    result: BuildResult
    changes: Changes
    failures: tuple[Failure, ...]


def sync(
    index_folder: Path,
    paths: Sequence[str | Path],
    embedder: Embedder,
    config: Config,
    progress: Progress | None = None,
) -> Synced:
    """Make the index hold what ``paths`` hold, as a build of them would; read only what changed.

    A file whose bytes and name the index knows is not read. One that fails keeps what the index
    held under its name. A document that no file stands for any more is removed.

    Raises:
        CorpusError: a path does not exist, or there is nothing to read; nothing is removed then.
        IndexMissing, IndexDamaged, IndexMismatch: there is no index to start from.
        IndexBusy: another process is writing the index.
    """
    files = find_files([Path(path) for path in paths])
    with writing(index_folder):
        overrides = Overrides.read(index_folder)
        with open_generation(index_folder, embedder.name) as live:
            alike = is_made_alike(live.manifest, config)
            before = live.store.names()
            unchanged, changed = _sorted(files, before if alike else {}, config)
            batch = prepare_files(changed, config, overrides, progress)
            stays = _in_vain(before, batch, unchanged)
            held = [stored_one(live.store, one) for one in (*unchanged, *stays)]
            result = _as_it_is(live)
        kept = [_edited(one, overrides, config, alike) for one in held]
        same = alike and not batch.prepared and len(kept) == len(before)
        if not same or any(one is not old for one, old in zip(kept, held, strict=True)):
            documents = [*kept, *batch.prepared]
            result = build(index_folder, documents, embedder, config, progress)
    return Synced(batch.told(result), _changes(before, kept, batch.prepared), batch.failures)


def _in_vain(before: Mapping[str, str], batch: Batch, unchanged: Mapping[str, str]) -> list[str]:
    """Ids of what the index holds under the names of files that could not be read."""
    failed = {failure.name for failure in batch.failures}
    now = {document.id for document, _, _ in batch.prepared} | unchanged.keys()
    return [one for one, name in before.items() if name in failed and one not in now]


def _edited(held: Prepared, overrides: Overrides, config: Config, alike: bool) -> Prepared:
    """``held`` itself, unless an edit or other settings make another document of it."""
    document = overrides.applied(held[0])
    return held if alike and document == held[0] else ready(document, config)


def _sorted(
    files: Sequence[tuple[Path, str]], known: Mapping[str, str], config: Config
) -> tuple[dict[str, str], list[tuple[Path, str]]]:
    """Documents that need not be read, ids to names, and the files that have to be."""
    unchanged: dict[str, str] = {}
    changed: list[tuple[Path, str]] = []
    seen: set[str] = set()
    for path, name in files:
        identity = _identity(path, config.max_file_bytes)
        if identity and identity not in seen and known.get(identity) == name:
            unchanged[identity] = name
        elif identity not in unchanged:
            changed.append((path, name))
        seen.add(identity)
    return unchanged, changed


def _identity(path: Path, most: int) -> str:
    """The id that a document of the file has; empty where the file cannot be read."""
    try:
        if path.stat().st_size > most:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError:
        return ""


def _as_it_is(live: Generation) -> BuildResult:
    counts = live.manifest.contents.counts
    chunks = counts["chunks"]
    figures = len(live.store.data_points())
    return BuildResult(live.name, counts["documents"], chunks, 0, chunks, figures)


def _changes(
    before: Mapping[str, str], kept: Sequence[Prepared], read: Sequence[Prepared]
) -> Changes:
    known = set(before.values())
    same = {document.name for document, _, _ in kept}
    same |= {document.name for document, _, _ in read if before.get(document.id) == document.name}
    new = {document.name for document, _, _ in read} - same
    return Changes(
        added=tuple(sorted(new - known)),
        updated=tuple(sorted(new & known)),
        removed=tuple(sorted(known - new - same)),
        kept=tuple(sorted(same)),
    )


def edit(
    index_folder: Path,
    document: str,
    changes: Edits,
    embedder: Embedder,
    config: Config,
    progress: Progress | None = None,
) -> BuildResult:
    """Set title, publisher, date or edition of the document with this id or name, for good.

    Its figures are found anew, since 今年 depends on the date; nothing is embedded.

    Raises:
        QueryError: there is no such document, nothing to change, or the date is none.
        IndexMissing, IndexDamaged, IndexMismatch: there is no index to edit.
        IndexBusy: another process is writing the index.
    """
    with writing(index_folder):
        with open_generation(index_folder, embedder.name) as live:
            chosen = select(live.store.entries(), {"documents": [document]}) or []
            found = live.store.document(chosen[0])
        overrides = Overrides.read(index_folder).edited(found, changes)
        overrides.write(index_folder)
        edited = ready(overrides.applied(found), config)
        return update(index_folder, [edited], [], embedder, config, progress)
