"""What ``kb doctor`` tells of an index: it looks at everything and raises nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.errors import IndexUnusable
from kb.indexing.generation import (
    GENERATIONS,
    Generation,
    leftovers,
    numbered,
    open_generation,
)
from kb.indexing.manifest import Manifest, current_versions, damages, mismatches
from kb.indexing.pointer import Pointer


@dataclass(frozen=True, slots=True)
class GenerationSize:
    """A generation on disk."""

    name: str
    size: int
    """Bytes of all its files."""
    live: bool


@dataclass(frozen=True, slots=True)
class Inspection:
    """The state of an index folder."""

    index_folder: Path
    live: str | None
    """The generation that CURRENT names."""
    generations: tuple[GenerationSize, ...]
    """All on disk, oldest first."""
    manifest: Manifest | None
    """Of the live generation: embedder, dimension, chunking, counts and versions."""
    versions: dict[str, str]
    """What a generation would bear if it were built now."""
    problems: tuple[str, ...]
    """In sentences, each naming a file or a setting; empty for a sound index."""


def inspect(index_folder: Path, embedder: str | None = None) -> Inspection:
    """Look at ``index_folder``; a damaged or missing index is told of, not raised.

    ``embedder`` is the name of the one that would embed the questions; None asks for none.
    """
    live = manifest = None
    problems: list[str] = []
    try:
        live = Pointer.read(index_folder).name
        folder = index_folder / GENERATIONS / live
        manifest = Manifest.read(folder)
        problems += [f"{damage}; run `kb build`" for damage in damages(folder, manifest)]
        problems += [f"{wrong}; run `kb build`" for wrong in mismatches(manifest, embedder)]
        if not problems:
            with open_generation(index_folder, embedder) as generation:
                problems += _disagreements(generation)
    except (IndexUnusable, OSError) as error:
        problems.append(str(error))
    problems += [
        f"{path} was left by a build that was killed; the next `kb build` removes it"
        for path in leftovers(index_folder)
    ]
    return Inspection(
        index_folder=index_folder,
        live=live,
        generations=_sizes(index_folder, live),
        manifest=manifest,
        versions=current_versions(),
        problems=tuple(problems),
    )


def _disagreements(generation: Generation) -> Iterator[str]:
    """Whole files that do not fit together, which only a fault in kb could write."""
    counts = generation.store.counts()
    if counts != generation.manifest.contents.counts:
        yield f"{generation.folder}: the store holds other counts than the manifest"
    for name, held in (("vectors", generation.vectors), ("lexical", generation.lexical)):
        if len(held) != counts["chunks"]:
            yield f"{generation.folder}: {name} holds {len(held)} of {counts['chunks']} chunks"


def _sizes(index_folder: Path, live: str | None) -> tuple[GenerationSize, ...]:
    return tuple(
        GenerationSize(
            name=folder.name,
            size=sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()),
            live=folder.name == live,
        )
        for folder in numbered(index_folder).values()
    )
