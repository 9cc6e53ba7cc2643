"""Whether a data point is of what a question asks, and how well it fits."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from kb.figures.lookup import measured
from kb.figures.lookup.alternatives import Titles, find_alternatives
from kb.figures.lookup.asked import FigureQuestion
from kb.figures.lookup.choice import Match
from kb.figures.lookup.measured import COUNTED, also_measures, other_flow, said_above, said_of
from kb.figures.lookup.scenarios import Context, is_of_another, told_in
from kb.figures.vocabulary.subject import Subject, subject_of, word_counts
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.text import fold, language, whole_name
from kb.types import DataPoint

_GENERIC_WEIGHT = 0.35
_VERB_WEIGHT = 0.1
_NEAR_WEIGHT = 0.5
_OF_SCENARIO, _EXPECTED = 0.2, 0.02
_LEAST_COVERAGE = 0.45
_MEASURED = frozenset({"money", "computing", "power", "energy", "ratio", "work", "mass"})
_SIZES = _MEASURED - {"ratio"}
_RATES = frozenset({"growth", "cagr", "share", "rank"})
_MARKET_SIZE = frozenset({"市场", "规模"})


class Scorer:
    """Scores points for one question."""

    def __init__(
        self,
        asked: FigureQuestion,
        points: Sequence[DataPoint],
        vocabulary: Vocabulary,
        context: Context | None = None,
        counts: Counter[str] | None = None,
    ) -> None:
        """``points`` are all figures known: a word that many of them share says little.

        ``counts`` is what ``word_counts`` says of them, where that is known.
        """
        self._asked = asked
        self._vocabulary = vocabulary
        self._context = context
        self._kinds = frozenset(asked.kinds)
        self._measured = asked.dimension in _MEASURED and not _RATES & self._kinds
        self._subjects: dict[int, Subject] = {}
        self._points = points
        self._named_before: dict[str, bool] = {}
        self._standing: dict[str, bool] = {}
        self._counts = word_counts(points, vocabulary) if counts is None else counts
        self._total = len(points)
        self._wanted = frozenset(word.text for word in asked.words)
        self._held = frozenset(vocabulary.expand(self._wanted))
        self._said = self._held | vocabulary.generic
        category = vocabulary.category
        self._measures = frozenset(
            w for w in self._wanted - vocabulary.generic if category(w) == "measures"
        )
        share = self._kinds == {"share"}
        self._essential = asked.essential - self._measures if share else asked.essential
        self._text = fold(asked.text)
        self._asks_number = not asked.dimension and COUNTED.search(self._text) is not None
        how_big = asked.dimension in ("", "money") and measured.HOW_BIG.search(self._text)
        self._asks_market = self._wanted >= _MARKET_SIZE or bool("市场" in self._wanted and how_big)
        self._asks_whole = measured.asks_whole(self._wanted, asked.text)
        self._alternatives = find_alternatives(
            asked,
            self._essential,
            [self.subject(point) for point in points],
            points,
            vocabulary,
            self._counts,
        )
        self._titles = Titles(points, vocabulary)

    def subject(self, point: DataPoint) -> Subject:
        """The canonical words of ``point``."""
        known = self._subjects.get(id(point))  # the points live as long as this does
        if known is None:
            known = self._subjects[id(point)] = subject_of(point, self._vocabulary)
        return known

    def score(self, point: DataPoint) -> Match | None:
        """The point as a match of any period, or None where it does not answer."""
        subject = self.subject(point)
        if not (self._kind_fits(point, subject) and self._region_fits(point, subject)):
            return None
        shared, near = self._shared(point, subject)
        if not self._has_essentials(shared | near) or self._measure_conflicts(point, subject):
            return None
        if self._only_names(point, shared | near) or other_flow(self._wanted, subject.held):
            return None
        coverage = self._coverage(shared, near)
        if coverage < _LEAST_COVERAGE:
            return None
        told = told_in(point, self._context)
        if is_of_another(self._asked.scenario, told):
            return None
        extra = subject.naming - self._said - self._asked.regions - self._of_the_whole(point)
        extra -= self._titles.held(point) if point.exhibit else frozenset()
        score = coverage * (0.6 + 0.4 * self._precision(point, subject))
        score += self._bonus(point, subject)
        if told:
            expected = _EXPECTED * bool(self._asked.periods)
            score += _OF_SCENARIO if self._asked.scenario else expected
        reasons = tuple(word.text for word in self._asked.words if word.text in shared | near)
        return Match(point, score, True, reasons, tuple(sorted(extra)))

    def alternative(self, point: DataPoint) -> frozenset[str]:
        """Of the things the question sets side by side, those that the point is about."""
        return self._alternatives & self.subject(point).held

    def names(self, entity: str) -> bool:
        """Whether the question names the entity."""
        if entity not in self._named_before:
            words = self._vocabulary.words(entity)
            found = (bool(words) and words <= self._wanted) or self._stands(entity)
            self._named_before[entity] = found
        return self._named_before[entity]

    def _stands(self, entity: str) -> bool:
        """Whether the question has the name in full."""
        if entity not in self._standing:
            named = len(entity) > 1 and re.search(whole_name(fold(entity)), self._text)
            self._standing[entity] = bool(named)
        return self._standing[entity]

    def adds(self, match_words: tuple[str, ...]) -> bool:
        """Whether a figure adds a thing to what is asked: 液冷 to 服务器."""
        return any(self._vocabulary.category(word) == "concepts" for word in match_words)

    def _has_essentials(self, present: set[str]) -> bool:
        missing = self._essential - present
        if not missing <= self._alternatives:
            return False
        return not self._alternatives or bool(self._alternatives & present)

    def _kind_fits(self, point: DataPoint, subject: Subject) -> bool:
        asked = self._asked
        # 200亿 may be money, and a cell leaves out its unit; a bare number in a sentence is no GW.
        plain = ("", "number") if asked.dimension == "money" else ("",) * bool(point.exhibit)
        priced = asked.dimension == "money" and point.normalised_unit[3:4] == "/"  # CNY/kg
        if self._measured and not priced and point.dimension not in (*plain, asked.dimension):
            return False
        if asked.dimension == "money" and measured.is_number_of(point):
            return False
        if asked.dimension in _SIZES and point.normalised_unit == "%":
            return False  # 增加了多少亿元 asks for no rate
        if asked.dimension == "count" and point.dimension in (*_MEASURED, "rate"):
            return False
        other_time = asked.dimension == "time" and point.dimension != "time"
        if other_time or (point.kind == "rank" and not self._rank_fits(point)):
            return False
        if self._asks_number and measured.is_no_count(point, self._text):
            return False
        text, unit = asked.text, asked.unit
        if measured.is_below(point, text) or measured.is_other_sort(point, text, unit):
            return False
        if self._asks_whole and point.kind == "level" and measured.is_per(point):
            return False
        if not asked.kinds:
            return point.dimension != "multiple"
        percent = point.normalised_unit == "%"
        if point.kind == "level" and percent:
            return "share" in self._kinds or (self._as_rate(subject) and "level" in self._kinds)
        if point.kind in self._kinds:
            return True
        return "level" in self._kinds and point.kind == "share" and self._as_rate(subject)

    def _as_rate(self, subject: Subject) -> bool:
        return any(word[-1] in "率比" for word in self._wanted & subject.held)

    def _rank_fits(self, point: DataPoint) -> bool:
        """A rank that is asked for, or of a name that is; no rank where none is asked for."""
        asked = self._asked
        named = bool(point.entity) and self.names(point.entity)
        if "rank" not in asked.kinds:
            return not asked.kinds and named
        return not asked.ranks or point.value in asked.ranks or named

    def _region_fits(self, point: DataPoint, subject: Subject) -> bool:
        asked = self._asked.regions
        if not asked or asked & (subject.places | {subject.region}):
            return True
        if subject.region:
            return False
        words = self._vocabulary.words(self._context(point)) if self._context else ()
        around = {word for word in words if self._vocabulary.category(word) == "regions"}
        return bool(asked & around) if around else _untold(point) in asked

    def _shared(self, point: DataPoint, subject: Subject) -> tuple[set[str], set[str]]:
        shared = set(self._wanted & said_of(point, subject, self._vocabulary))
        shared |= self._named(self._wanted - shared, point.entity)
        left = self._wanted - shared
        if not left:
            return shared, set()
        near = left & said_above(point, self._vocabulary)
        # A concept that is only mentioned near a figure is not what the figure measures, unless
        # the figure says nothing of its own: 市场规模 after a sentence that names the market.
        vague = self._is_vague(subject, shared)
        said = left & self._vocabulary.held(self._context(point)) if self._context else frozenset()
        names = {w for w in near | said if self._is_name(w) or w in self._vocabulary.generic}
        names |= said if vague else set()
        # What a whole report is about goes without saying, where a figure is of nothing narrower.
        topic = (left - names) & self._titles.held(point)
        if topic and self._essential - shared - names <= topic and self._is_plain(subject):
            names |= topic | (left & frozenset({_untold(point)} - {subject.region}))
            names |= left & measured.MONEY if point.dimension == "money" else frozenset()
        return shared, names

    def _is_plain(self, subject: Subject) -> bool:
        """Whether the figure names one thing at most beside what is asked, and nothing known."""
        kinds = [self._vocabulary.category(word) for word in subject.naming - self._said]
        known = ("", "measures", "everyday")
        return kinds.count("") < 2 and all(kind in known for kind in kinds)

    def _is_vague(self, subject: Subject, shared: set[str]) -> bool:
        """Whether the figure names nothing but what the question names too."""
        extra = subject.naming - self._said
        kinds = [self._vocabulary.category(word) for word in extra]
        plain = sum(not kind for kind in kinds)
        if any(kind not in ("", "measures") for kind in kinds):
            return False
        return plain == 0 or (plain == 1 and bool(shared & self._essential))

    def _is_name(self, word: str) -> bool:
        return self._vocabulary.category(word) in ("", "cities", "companies", "regions")

    def _named(self, left: frozenset[str], entity: str) -> set[str]:
        """Words of the question that are pieces of the entity's name, where it stands in full."""
        if not self._stands(entity):
            return set()
        entity = fold(entity)
        return {word for word in left if word in entity or (entity in word and not word.isascii())}

    def _measure_conflicts(self, point: DataPoint, subject: Subject) -> bool:
        if not self._measures and not self._asks_market:
            return False
        own = {w for w in subject.words if self._vocabulary.category(w) == "measures"}
        own -= self._vocabulary.generic
        if not self._measures:  # a market's size is money, not pieces; an industry's is its revenue
            whole = "行业" in subject.held or told_in(point) == "base"
            if whole and not point.entity and self._is_plain(subject):
                own = own - measured.MONEY
            return bool(own) or point.dimension == "count"
        return bool(own) and not self._measures & (subject.held | also_measures(point, subject))

    def _only_names(self, point: DataPoint, present: set[str]) -> bool:
        """Whether the question speaks of something else about the same city or company."""
        named = self._vocabulary.words(f"{point.entity} {point.publisher}")
        places = ("regions", "cities", "companies")
        if any(w not in named and self._vocabulary.category(w) not in places for w in present):
            return False
        return any(word.text not in present for word in self._asked.words)

    def _weight(self, word: str) -> float:
        idf = math.log((self._total + 1) / (self._counts[word] + 0.5)) + 0.3
        return max(idf, 0.3) * (_GENERIC_WEIGHT if word in self._vocabulary.generic else 1.0)

    def _coverage(self, shared: set[str], near: set[str]) -> float:
        total = found = 0.0
        for word in self._asked.words:
            present = word.text in shared or word.text in near
            if word.text in self._alternatives and not present:
                continue
            weight = self._weight(word.text) * (1.0 if word.names else _VERB_WEIGHT)
            total += weight
            found += weight * (word.text in shared or _NEAR_WEIGHT * present)
        return found / total if total else float(not self._asked.words)

    def _precision(self, point: DataPoint, subject: Subject) -> float:
        """The share of the figure's own words that are asked for, but for what a whole report is about."""
        topic = {w for w in self._titles.held(point) if not self._vocabulary.category(w)}
        own = subject.words - (topic - self._held) - (self._of_the_whole(point) - self._held)
        total = sum(map(self._weight, own))
        return sum(self._weight(w) for w in own & self._held) / total if total else 0.0

    def _of_the_whole(self, point: DataPoint) -> frozenset[str]:
        """What a caption says that only repeats what the whole report is about, and narrows nothing."""
        words = self._vocabulary.words(point.entity) if point.exhibit else set[str]()
        topic = self._titles.held(point) | self._vocabulary.generic
        return frozenset(words) if words <= topic else frozenset()

    def _bonus(self, point: DataPoint, subject: Subject) -> float:
        asked = self._asked
        bonus = 0.02 * (asked.forecast is not None and asked.forecast == point.forecast)
        bonus += 0.04 * bool(asked.regions & {subject.region})
        bonus += 0.03 * (point.kind == asked.kind or (not asked.kinds and point.kind == "level"))
        return bonus + 0.03 * bool(asked.unit and asked.unit == point.normalised_unit)


def _untold(point: DataPoint) -> str:
    """The place of a figure that names none: a Chinese report's is China, an English one's the world."""
    return "全球" if language(point.metric) == "en" else "中国"
