"""The figures in the text that speak of what an exhibit shows, for charts whose image is lost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb.figures.naming import region_of
from kb.figures.subject import Subject, subject_of
from kb.figures.vocabulary import Vocabulary

if TYPE_CHECKING:
    from kb.types import DataPoint, Document, Exhibit

_REACH = 1500
"""Characters from an exhibit within which the text is near, whatever its section."""
_LEAST_SHARE = 0.6


def exhibit_points(
    exhibit: Exhibit,
    document: Document,
    points: Sequence[DataPoint],
    vocabulary: Vocabulary | None = None,
) -> list[DataPoint]:
    """Of ``points``, those of the text near ``exhibit`` that speak of its subject, in order."""
    known = vocabulary or Vocabulary.load()
    words = known.words(exhibit.title)
    specific = words - known.generic - {w for w in words if known.category(w) == "regions"}
    if not specific:
        return []
    region = region_of(exhibit.title)
    found = [
        point
        for point in points
        if point.document_id == document.id
        and not point.exhibit
        and _is_near(exhibit, document, point.start)
        and _speaks_of(subject_of(point, known), specific, words, region, known)
    ]
    return sorted(found, key=lambda point: (point.start, point.end))


def _is_near(exhibit: Exhibit, document: Document, offset: int) -> bool:
    if exhibit.start - _REACH <= offset <= exhibit.end + _REACH:
        return True
    starts = [section.start for section in document.sections]
    return abs(bisect_right(starts, offset) - bisect_right(starts, exhibit.start)) <= 1


def _speaks_of(
    subject: Subject, specific: set[str], words: set[str], region: str, vocabulary: Vocabulary
) -> bool:
    if region and subject.region and region != subject.region:
        return False
    shared = specific & subject.held
    if not shared or len(shared) < _LEAST_SHARE * len(specific):
        return False
    extra = {
        word
        for word in subject.words - vocabulary.expand(words) - vocabulary.generic
        if vocabulary.category(word) == "concepts"
    }
    return 2 * len(extra) <= len(shared)
