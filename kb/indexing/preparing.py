"""Files to documents ready to be indexed; one that cannot be read never stops the batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb.config import Config
from kb.errors import DocumentError
from kb.figures import extract
from kb.indexing.builder import BuildResult, Prepared, Progress
from kb.indexing.chunker import split
from kb.indexing.duplicates import Duplicate
from kb.indexing.overrides import Overrides
from kb.readers import find_files, read
from kb.types import Document


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read; the rest of its batch went on."""

    name: str
    error: DocumentError


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of files."""

    prepared: tuple[Prepared, ...] = ()
    failures: tuple[Failure, ...] = ()
    copies: tuple[Duplicate, ...] = ()
    """Files with the bytes of one before them, which alone is kept."""

    def told(self, result: BuildResult) -> BuildResult:
        """``result`` with the copies among its duplicates, and what could not be read."""
        warnings = (
            f"{document.name}: {warning}"
            for document, _, _ in self.prepared
            for warning in document.warnings
        )
        duplicates = (*self.copies, *result.duplicates)
        return replace(result, duplicates=duplicates, warnings=tuple(warnings))


def prepare(
    paths: Sequence[str | Path],
    config: Config,
    overrides: Overrides,
    progress: Progress | None = None,
) -> Batch:
    """Read, cut and extract every file of ``paths``; one that fails is named and left out.

    Raises:
        CorpusError: a path does not exist, or there is nothing to read.
    """
    return prepare_files(find_files([Path(path) for path in paths]), config, overrides, progress)


def prepare_files(
    files: Sequence[tuple[Path, str]],
    config: Config,
    overrides: Overrides,
    progress: Progress | None = None,
) -> Batch:
    """As ``prepare``, of files with the names of their documents."""
    prepared: dict[str, Prepared] = {}
    failures, copies = [], []
    for done, (path, name) in enumerate(files, start=1):
        try:
            document = read(path, name=name, config=config)
        except DocumentError as error:
            failures.append(Failure(name, error))
        else:
            first = prepared.get(document.id)
            if first is None:
                prepared[document.id] = ready(overrides.applied(document), config)
            else:
                copies.append(_same_file(name, first[0]))
        if progress:
            progress("reading", done, len(files))
    return Batch(tuple(prepared.values()), tuple(failures), tuple(copies))


def ready(document: Document, config: Config) -> Prepared:
    """The document with its chunks and its figures, which may depend on its date."""
    return document, split(document, config), extract(document)


def _same_file(name: str, original: Document) -> Duplicate:
    return Duplicate(name, original.id, original.name, original.id, "same file", 1.0)
