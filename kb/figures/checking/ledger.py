"""The figures of a report, found by what they measure, for checking one against another.

Two figures are of the same thing only when their canonical words, region, unit and document agree:
figures that merely share words are never compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.figures.chinese.words import word_set
from kb.figures.vocabulary.subject import Subject, subject_of
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import AMOUNTS, RATES, DataPoint, Period

_LOOSE = word_set("市场 规模 数量 金额 总量 整体 数值 指标 增长率 年复合增长率 增长 占比 复合 同比")
"""Words that one statement of a figure has and the next leaves out."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure measures, of whom and where."""

    document_id: str
    words: frozenset[str]
    region: str


_Shelf = defaultdict[tuple[Key, "str | int"], list[DataPoint]]


class Ledger:
    """Data points by what they measure."""

    def __init__(
        self, points: Sequence[DataPoint], vocabulary: Vocabulary, texts: Mapping[str, str]
    ) -> None:
        """``texts`` maps document ids to their texts; it may be empty."""
        self.points = sorted(points, key=lambda point: (point.document_id, point.start, point.end))
        self.vocabulary = vocabulary
        self.texts = texts
        self._subjects: dict[str, Subject] = {}
        self._named: dict[str, Key] = {}
        self._regions: defaultdict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
        self._name_all()
        self._levels: _Shelf = defaultdict(list)
        self._growths: _Shelf = defaultdict(list)
        self._in_sentence: _Shelf = defaultdict(list)
        for point in self.points:
            self._shelve(point)

    def _name_all(self) -> None:
        """Give a rate that stands without a name the one before it in its sentence."""
        last: DataPoint | None = None
        for point in self.points:
            key = self.key(point)
            self._regions[key.document_id, key.words].add(key.region)
            if self.is_specific(point):
                last = point if point.kind != "rank" else last
            elif last and last.sentence_start == point.sentence_start:
                same = last.document_id == point.document_id
                if same and point.kind in RATES and not point.entity:
                    self._named[point.id] = self.key(last)

    def _shelve(self, point: DataPoint) -> None:
        key, period = self.owner(point), point.period.key
        if point.kind in AMOUNTS and period:
            self._levels[key, period].append(point)
            if _is_year(point.period):
                self._in_sentence[key, point.sentence_start].append(point)
        elif point.kind == "growth" and point.dimension == "ratio" and point.basis in ("yoy", ""):
            self._growths[key, period].append(point)

    def owner(self, point: DataPoint) -> Key:
        """As ``key``, with what a rate leaves unsaid.

        A rate without a name is of what stands before it in its sentence, and a name without a
        region is of the one region in which the report speaks of it.
        """
        key = self._named.get(point.id) or self.key(point)
        regions = self._regions.get((key.document_id, key.words), set()) - {""}
        if key.region or len(regions) != 1:
            return key
        return Key(key.document_id, key.words, next(iter(regions)))

    def name(self, point: DataPoint) -> str:
        """The metric, or the words that ``owner`` supplied where the point has none."""
        key = self._named.get(point.id)
        if key is None:
            return point.metric
        return next((one.metric for one in self.points if self.key(one) == key), point.metric)

    def subject(self, point: DataPoint) -> Subject:
        """The canonical words of ``point``."""
        name = "\n".join((point.metric, point.entity, point.whole, point.region))
        if name not in self._subjects:
            self._subjects[name] = subject_of(point, self.vocabulary)
        return self._subjects[name]

    def key(self, point: DataPoint) -> Key:
        """Equal for two points only where they measure the same thing."""
        subject = self.subject(point)
        place = self._place(point.entity) or subject.region
        return Key(point.document_id, subject.words - _LOOSE, place)

    def _place(self, entity: str) -> str:
        """The place that a name is, where it is one and no more: of a table's rows each is its own."""
        terms = self.vocabulary.terms(entity) if entity else []
        whole = len(terms) == 1 and terms[0].end - terms[0].start == len(entity.strip())
        known = whole and terms[0].category in ("regions", "cities")
        return terms[0].canonical if known else ""

    def is_specific(self, point: DataPoint) -> bool:
        """Whether the point says enough of what it measures to be compared with another."""
        key = self._named.get(point.id) or self.key(point)
        return bool(key.words - self.vocabulary.generic)

    def level(self, point: DataPoint, period: Period) -> DataPoint | None:
        """The level of what ``point`` measures in ``period``, the nearest in the text."""
        found = [
            level
            for level in self._levels.get((self.owner(point), period.key), ())
            if _compatible(level, point)
        ]
        if not self.is_specific(point):  # value, revenue: whose is known in its sentence only
            found = [level for level in found if level.sentence_start == point.sentence_start]
        units = {level.normalised_unit or level.unit for level in found}
        if len(units) != 1:  # a market in dollars and in pieces: which one grew is not said
            found = [level for level in found if level.sentence_start == point.sentence_start]
        return min(found, key=lambda level: _distance(level, point), default=None)

    def levels_in_sentence(self, point: DataPoint) -> list[DataPoint]:
        """Yearly levels of what ``point`` measures, in its own sentence, by year."""
        found = self._in_sentence.get((self.owner(point), point.sentence_start), [])
        return sorted(found, key=lambda level: (level.period.start_year or 0, level.start))

    def growth(self, level: DataPoint, period: Period) -> DataPoint | None:
        """The yearly growth of what ``level`` measures in ``period``."""
        found = self._growths.get((self.owner(level), period.key), [])
        return min(found, key=lambda point: _distance(point, level), default=None)

    def before(self, point: DataPoint, length: int) -> str:
        """The text of the sentence just before the value, empty where the text is not given."""
        text = self.texts.get(point.document_id, "")
        return text[max(point.sentence_start, point.start - length) : point.start]


def _compatible(level: DataPoint, point: DataPoint) -> bool:
    same_source = not (level.publisher and point.publisher) or level.publisher == point.publisher
    return same_source and level.high is None


def _distance(level: DataPoint, point: DataPoint) -> tuple[bool, int, int]:
    other_sentence = level.sentence_start != point.sentence_start
    return other_sentence, abs(level.start - point.start), level.start


def _is_year(period: Period) -> bool:
    return period.years == 0 and period.key.isdigit()
