"""What a data point is about, in canonical words: the ground on which figures are compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint

REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Subject:
    """The canonical words of a data point, regions apart."""

    words: frozenset[str]
    """Of the metric, the entity and the whole; regions left out."""
    naming: frozenset[str]
    """Those of ``words`` that name things; verbs and adjectives left out."""
    held: frozenset[str]
    """``words`` with the shorter terms that they hold: 新能源汽车 holds 汽车."""
    region: str
    """Canonical; empty where neither the point nor its metric names one."""
    places: frozenset[str]
    """Every region and city that the point names."""


def subject_of(point: DataPoint, vocabulary: Vocabulary) -> Subject:
    """The subject of ``point``: its metric, entity, whole and region in canonical words."""
    return _subject(point.metric, point.entity, point.whole, point.region, vocabulary)


@lru_cache(REMEMBERED)
def _subject(metric: str, entity: str, whole: str, region: str, vocabulary: Vocabulary) -> Subject:
    named = " ".join((metric, entity, whole))
    content = vocabulary.content(named)
    words = {word.text for word in content}
    region_words = next(
        filter(None, (_regions(text, vocabulary) for text in (region, metric, entity))), []
    )
    places = {word for word in words if vocabulary.category(word) in ("regions", "cities")}
    own = frozenset(word for word in words if vocabulary.category(word) != "regions")
    return Subject(
        words=own,
        naming=own & {word.text for word in content if word.names},
        held=frozenset(vocabulary.expand(own)),
        region=region_words[0] if region_words else vocabulary.normalise(region),
        places=frozenset(places.union(region_words)),
    )


def word_counts(points: Sequence[DataPoint], vocabulary: Vocabulary) -> Counter[str]:
    """Of how many of ``points`` each word is said."""
    return Counter(word for point in points for word in subject_of(point, vocabulary).held)


def _regions(text: str, vocabulary: Vocabulary) -> list[str]:
    found = [term for term in vocabulary.terms(text) if term.category in ("regions", "cities")]
    return [term.canonical for term in found]
