"""The figures in the text that speak of what an exhibit shows, for charts whose image is lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb.figures.tables.naming import canonical_region
from kb.figures.vocabulary.subject import Subject, subject_of
from kb.regex import regex

if TYPE_CHECKING:
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint, Document, Exhibit

_REACH = 1500
"""Characters from an exhibit within which the text is near, whatever its section."""
_LEAST_SHARE = 0.6
_POINTED = regex(
    r"\b(?:in|from|by) the (?:figure|chart|diagram)\b|\bthe (?:figure|chart) (?:above|below|shows)\b|[如上下][图表]所示|上图|图中",
    re.IGNORECASE,
)
"""Points at the exhibit that was last."""


def exhibit_points(
    exhibit: Exhibit,
    document: Document,
    points: Sequence[DataPoint],
    vocabulary: Vocabulary,
) -> list[DataPoint]:
    """Of ``points``, those of the text near ``exhibit`` that speak of its subject, in order."""
    words = vocabulary.words(exhibit.title)
    regions = {word for word in words if vocabulary.category(word) == "regions"}
    specific = words - vocabulary.generic - regions
    told = _telling(exhibit, document)
    if not specific and not told:
        return []
    region = canonical_region(exhibit.title)
    found = [
        point
        for point in points
        if point.document_id == document.id
        and not point.exhibit
        and (
            any(start <= point.start < end for start, end in told)
            if told
            else _is_near(exhibit, document, point.start)
            and _speaks_of(subject_of(point, vocabulary), specific, words, region, vocabulary)
        )
    ]
    return sorted(found, key=lambda point: (point.start, point.end))


def _telling(exhibit: Exhibit, document: Document) -> list[tuple[int, int]]:
    """The paragraphs near ``exhibit`` that point at it: Figure 4 shows, in the figure, 如图4所示."""
    if exhibit.table is not None or not exhibit.label:
        return []
    text = document.text
    named = re.compile(rf"{re.escape(exhibit.label)}(?!\d)", re.IGNORECASE)
    others = [other.start for other in document.exhibits if other.start > exhibit.start]
    own = min(others, default=len(text))
    first = text.rfind("\n", 0, max(exhibit.start - _REACH, 0)) + 1
    found: list[tuple[int, int]] = []
    start = first
    while start < min(exhibit.end + _REACH, len(text)):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        caption = start <= exhibit.start < end
        pointed = named.search(text, start, end) or (
            exhibit.end <= start < own and _POINTED.search(text, start, end)
        )
        if pointed and not caption and _is_near(exhibit, document, start):
            found.append((start, end))
        start = end + 1
    return found


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
