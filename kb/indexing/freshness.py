"""Whether an index still is what a build would write now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kb.config import Config
from kb.errors import DocumentError, IndexMismatch, IndexUnusable
from kb.indexing.embedder_name import embedder_name
from kb.indexing.generation import open_generation
from kb.indexing.manifest import Contents, Manifest, current_versions
from kb.indexing.overrides import Overrides
from kb.readers import find_files, read


def is_current(paths: Sequence[str | Path], index_folder: str | Path = "index") -> bool:
    """Whether ``build`` would write the same again: same files, names, settings and program.

    Raises:
        CorpusError: a path does not exist, or holds nothing to read.
    """
    config = Config.load()
    try:
        generation = open_generation(Path(index_folder), embedder_name(config))
    except IndexUnusable:
        return False
    with generation:
        entries = generation.store.entries()
        overrides = Overrides.read(Path(index_folder))
        return (
            is_made_alike(generation.manifest, config)
            and all(overrides.applied(entry) == entry for entry in entries)
            and _holds({entry.id: entry.name for entry in entries}, paths, config)
        )


def is_made_alike(manifest: Manifest, config: Config) -> bool:
    """Whether the same files would be read and cut as they were for this generation."""
    return (
        manifest.versions == current_versions()
        and manifest.contents.document_prompt == config.document_prompt
        and _chunking(manifest.contents) == _chunking(config)
    )


def check_chunking(contents: Contents, config: Config, index_folder: Path) -> None:
    """Refuse to change an index that was cut to another size: what stays would bear the new one.

    Raises:
        IndexMismatch: it was.
    """
    built, now = _chunking(contents), _chunking(config)
    if built != now:
        raise IndexMismatch(
            f"the index in {index_folder} was built with chunk_size and chunk_overlap "
            f"{built[0]} and {built[1]}, not {now[0]} and {now[1]}; run `kb build`"
        )


def _chunking(settings: Contents | Config) -> tuple[int, int]:
    return settings.chunk_size, settings.chunk_overlap


def _holds(names: dict[str, str], paths: Sequence[str | Path], config: Config) -> bool:
    """Whether the files, less those that cannot be read, are the documents in ``names``."""
    found: dict[str, str] = {}
    for path, name in find_files([Path(path) for path in paths]):
        try:
            # What is in the index need not be analysed again.
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
            found.setdefault(digest if digest in names else read(path, config=config).id, name)
        except (OSError, DocumentError):
            continue
    return found == names
