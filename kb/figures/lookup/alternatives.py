"""What a question sets side by side, and what it need not say of a figure: the topic of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kb.figures.lookup.asked import FigureQuestion
from kb.figures.vocabulary.subject import Subject
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold
from kb.types import DataPoint

_JOINED = regex(r"[、,，和与跟及或/]|以及|\band\b|\bor\b|\bvs\b|\bversus\b|\bthan\b|比|还是")


class Titles:
    """The words of the heading that all figures of a document stand under."""

    def __init__(self, points: Sequence[DataPoint], vocabulary: Vocabulary) -> None:
        """``points`` are all figures known."""
        self._vocabulary = vocabulary
        self._titles: dict[str, str] = {}
        self._held: dict[str, frozenset[str]] = {}
        for point in points:
            top = next(iter(point.heading_path), "")
            if self._titles.setdefault(point.document_id, top) != top:
                self._titles[point.document_id] = ""

    def held(self, point: DataPoint) -> frozenset[str]:
        """The canonical words of the title of the document that states ``point``."""
        title = self._titles.get(point.document_id, "")
        if title not in self._held:
            self._held[title] = frozenset(self._vocabulary.held(title))
        return self._held[title]


def find_alternatives(
    asked: FigureQuestion,
    essential: frozenset[str],
    subjects: Sequence[Subject],
    points: Sequence[DataPoint],
    vocabulary: Vocabulary,
    counts: Counter[str],
) -> frozenset[str]:
    """Essential words that no figure is all about: 智能算力 and 通用算力, two cities, A and B."""
    if len(essential) < 2:
        return frozenset()
    held = [subject.held for subject in subjects]
    if any(essential <= words for words in held):
        return frozenset()
    names = {fold(p.entity) for p in points if p.entity}
    entities = {w for name in names for w in vocabulary.words(name)} & essential
    found: set[str] = set()
    ordered = [w.text for w in asked.words if w.text in essential]
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            alike = _are_alike(one, other, entities, asked, vocabulary, counts)
            if alike and not any({one, other} <= words for words in held):
                found |= {one, other}
    return frozenset(found)


def _are_alike(
    one: str,
    other: str,
    entities: set[str],
    asked: FigureQuestion,
    vocabulary: Vocabulary,
    counts: Counter[str],
) -> bool:
    sorts = (vocabulary.category(one), vocabulary.category(other))
    if sorts[0] == sorts[1] and sorts[0] in ("cities", "industries", "companies"):
        return True
    if {one, other} <= entities or vocabulary.inner(one) & vocabulary.inner(other):
        return True
    if sorts[0] != sorts[1] or one not in counts or other not in counts:
        return False
    return _stand_joined(one, other, vocabulary.normalise(asked.text))


def _stand_joined(one: str, other: str, normal: str) -> bool:
    """Whether the question says "A and B"."""
    first, second = normal.find(one), normal.find(other)
    if min(first, second) < 0:
        return False
    between = normal[min(first + len(one), second + len(other)) : max(first, second)]
    return len(between) <= 6 and _JOINED.search(between) is not None
