"""What is done to the index from the page Reports, each as the work of a job.

A job opens a knowledge base of its own; only the model is shared with those that answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app import shelving
from app.jobs import FileFailure, Outcome, Report, Work
from app.shelving import Choice, Placed, Upload
from kb import IndexMissing, KnowledgeBase, KnowledgeBaseError


def adding(uploads: Sequence[tuple[Upload, Choice]], corpus: Path, index: Path, model: Any) -> Work:
    """Put files into the corpus folder and the index; those that cannot be read leave no trace."""

    def work(report: Report) -> Outcome:
        placed: list[Placed] = []
        failed: Sequence[FileFailure] | None = None
        try:
            for upload, choice in uploads:
                placed.append(shelving.place(upload, corpus, choice))
            paths = [one.path for one in placed]
            result, failed = _added(paths, corpus, index, model, report)
        finally:
            unread = {failure.name for failure in failed or ()}
            for one in placed:
                if failed is None or one.path.name in unread:
                    shelving.take_back(one)
        kept = [one for one in placed if one.path.name not in unread]
        return _outcome(result, failed, [str(one.replaced) for one in kept if one.replaced])

    return work


def removing(documents: Mapping[str, str], corpus: Path, index: Path, model: Any) -> Work:
    """Take documents, ids to names, out of the index, and put their files aside."""

    def work(report: Report) -> Outcome:
        base = KnowledgeBase.open(index, embedder=model)
        moved = []
        try:
            for document_id, name in documents.items():
                base.remove(document_id, report)
                path = shelving.file_of(document_id, name, corpus)
                if path is not None:
                    moved.append(str(shelving.put_aside(path, corpus)))
            return _outcome(base, moved=moved)
        finally:
            base.close()

    return work


def editing(document_id: str, fields: Mapping[str, str], index: Path, model: Any) -> Work:
    """Set title, publisher, date and edition of a document."""

    def work(report: Report) -> Outcome:
        base = KnowledgeBase.open(index, embedder=model)
        try:
            base.edit(document_id, progress=report, **fields)
            return _outcome(base)
        finally:
            base.close()

    return work


def syncing(corpus: Path, index: Path, model: Any) -> Work:
    """Make the index hold what the corpus folder holds; only what changed is read."""

    def work(report: Report) -> Outcome:
        base = KnowledgeBase.open(index, embedder=model)
        try:
            base.sync(corpus, report)
            return _outcome(base, _failures(base))
        finally:
            base.close()

    return work


def building(corpus: Path, index: Path, model: Any) -> Work:
    """Read the whole corpus folder anew."""

    def work(report: Report) -> Outcome:
        base = KnowledgeBase.build([corpus], index, embedder=model, progress=report)
        try:
            return _outcome(base, _failures(base))
        finally:
            base.close()

    return work


def _added(
    paths: Sequence[Path], corpus: Path, index: Path, model: Any, report: Report
) -> tuple[KnowledgeBase | None, Sequence[FileFailure]]:
    """Add ``paths``, or build the first index; with what could not be read of them."""
    try:
        base = KnowledgeBase.open(index, embedder=model)
    except IndexMissing:
        base = KnowledgeBase.build([corpus], index, embedder=model, progress=report)
        base.close()
        return base, _failures(base)
    try:
        base.add(list(paths), report)
    except KnowledgeBaseError:
        # Where no file could be read, each is told of; any other error is the job's.
        if len(base.failures) < len(paths):
            raise
        return None, _failures(base)
    finally:
        base.close()
    return base, _failures(base)


def _failures(base: KnowledgeBase) -> list[FileFailure]:
    return [
        FileFailure(failure.name, type(failure.error).__name__, str(failure.error))
        for failure in base.failures
    ]


def _outcome(
    base: KnowledgeBase | None, failures: Sequence[FileFailure] = (), moved: Sequence[str] = ()
) -> Outcome:
    result = base.result if base else None
    if result is None:
        return Outcome(tuple(failures), moved=tuple(moved))
    return Outcome(
        tuple(failures), result.documents, result.chunks, result.data_points, tuple(moved)
    )
