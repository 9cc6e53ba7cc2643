"""One figure as several editions give it: what each says, and by how much it was changed.

Two reports speak of the same figure only where its canonical words, kind, unit, period and region
agree: what merely shares words is never compared.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kb.figures.checking.interval import printed_interval, signed
from kb.figures.checking.ledger import Ledger
from kb.figures.lookup.asked import FigureQuestion, parse_question
from kb.figures.lookup.choice import fits
from kb.figures.lookup.lookup import look_up
from kb.figures.lookup.scenarios import Context
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.types import DataPoint, Period

_YEAR = regex(r"(?:19|20)\d\d")
_Thing = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """One edition of one report, of however many files it consists."""

    report: str
    """Its title, else the name of its file."""
    publisher: str = ""
    edition: str = ""
    date: str = ""

    def __str__(self) -> str:
        """All that is known of it, in one line."""
        return " ".join(filter(None, (self.report, self.publisher, self.edition, self.date)))

    def is_by_house_of(self, other: Issue) -> bool:
        """Whether one publisher, or one series of reports, has both."""
        houses = (self.publisher, other.publisher)
        shared = all(houses) and (houses[0] in houses[1] or houses[1] in houses[0])
        return shared or _series(self.report) == _series(other.report)

    def before(self, older: Sequence[Issue]) -> Issue | None:
        """Of ``older`` ones, newest first, the one that it follows: of its own house if any."""
        own = (issue for issue in older if self.is_by_house_of(issue))
        return next(own, older[0] if older else None)

    @property
    def issued(self) -> str:
        """The date, else the edition's last year; empty where neither is known."""
        years = _YEAR.findall(self.edition)
        return self.date or (years[-1] if years else "")


def age(issue: Issue) -> tuple[str, str]:
    """What issues are sorted by, the oldest first; those without a date are the oldest."""
    return issue.issued, issue.report


@dataclass(frozen=True, slots=True)
class Change:
    """What a newer figure is more, or less, than an older one."""

    value: float
    unit: str
    """As printed, where both are printed alike; ``pp`` for percentages; else normalised."""
    percent: float | None
    """Of the older one; None for percentages, and where the older one is 0."""


@dataclass(frozen=True, slots=True)
class Vintage:
    """A figure as one issue gives it."""

    issue: Issue
    point: DataPoint
    against: Issue | None = None
    """The issue before it that gives the figure: the same house's, else another's."""
    change: Change | None = None
    """From that one; None for the first, and for ranges."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure in all issues that give it."""

    metric: str
    region: str
    period: str
    """A period's key, such as ``2027``."""
    kind: str
    unit: str
    """Normalised."""
    vintages: tuple[Vintage, ...]
    """Newest first."""

    @property
    def differs(self) -> bool:
        """Whether the printed digits of any two cannot be the same number."""
        spans = [printed_interval(vintage.point) for vintage in self.vintages]
        known = [span for span in spans if span is not None]
        return any(not one.meets(other) for one in known for other in known)

    def of(self, issue: Issue | None) -> Vintage | None:
        """What ``issue`` gives."""
        return next((one for one in self.vintages if one.issue == issue), None)

    def forecast_of(self, actual: Vintage) -> Vintage | None:
        """The forecast that ``actual`` replaced, where one was given before."""
        before = self.of(actual.against)
        came = before is not None and before.point.forecast and not actual.point.forecast
        return before if came else None


class Vintages:
    """The figures of an index by what they measure, whichever issue gives them."""

    def __init__(
        self, points: Sequence[DataPoint], issues: Mapping[str, Issue], vocabulary: Vocabulary
    ) -> None:
        """``issues`` maps the ids of all documents that ``points`` come from."""
        self._issues = issues
        self._ledger = Ledger(points, vocabulary, {})
        self._shelf: defaultdict[_Thing, list[DataPoint]] = defaultdict(list)
        for point in self._ledger.points:
            if point.kind != "rank" and point.period.key and self._ledger.is_specific(point):
                self._shelf[*self.thing(point), point.period.key].append(point)

    def of(self, point: DataPoint) -> Comparison:
        """``point`` in every issue; in its own alone where no other gives it, or none can."""
        same = self._shelf.get((*self.thing(point), point.period.key), [])
        region = self._ledger.owner(point).region
        regions = {self._ledger.owner(one).region for one in same} - {""}
        fitting = [
            one
            for one in same
            if self._ledger.owner(one).region == region
            or (len(regions) == 1 and self._ledger.owner(one).region in ("", *regions))
        ]
        return self._comparison(point, fitting or [point], region or "".join(regions))

    def thing(self, point: DataPoint) -> _Thing:
        """What ``point`` measures, equal for the same figure in other periods and issues."""
        unit = point.normalised_unit or point.unit
        return self._ledger.owner(point).words, point.kind, unit, point.basis

    def _comparison(self, point: DataPoint, same: list[DataPoint], region: str) -> Comparison:
        by_issue: defaultdict[Issue, list[DataPoint]] = defaultdict(list)
        for one in same:
            by_issue[self._issues[one.document_id]].append(one)
        order = sorted(by_issue, key=age, reverse=True)
        chosen = {issue: self._chosen(by_issue, issue, point) for issue in order}
        vintages = []
        for place, issue in enumerate(order):
            before = issue.before(order[place + 1 :])
            own = chosen[issue]
            changed = change(own, chosen[before]) if before else None
            vintages.append(Vintage(issue, own, before, changed))
        unit = point.normalised_unit or point.unit
        return Comparison(point.metric, region, point.period.key, point.kind, unit, tuple(vintages))

    @staticmethod
    def _chosen(
        by_issue: Mapping[Issue, list[DataPoint]], issue: Issue, asked: DataPoint
    ) -> DataPoint:
        """Of what the issue says, the figure asked for, else what another issue says too."""
        own = by_issue[issue]
        if asked in own:
            return asked
        others = {
            one.normalised for other, all_ in by_issue.items() if other != issue for one in all_
        }
        return next((one for one in own if one.normalised in others), own[0])


def compare(
    metric: str | None,
    points: Sequence[DataPoint],
    issues: Mapping[str, Issue],
    vocabulary: Vocabulary,
    *,
    period: str = "",
    context: Context | None = None,
) -> list[Comparison]:
    """``metric`` in all issues and periods: the thing that fits best first, each in order of time.

    Args:
        metric: words that name a figure, such as 智能算力规模; a period in them narrows. None:
            every figure, in the order of ``points``.
        points: all figures known.
        issues: of each document, by its id.
        vocabulary: what counts as the same word.
        period: only this one, such as ``2027`` or ``2023H1``.
        context: see ``look_up``.

    Returns:
        Figures of things that at least two issues speak of; a period that only one of them gives
        has one vintage.
    """
    asked = parse_question(f"{metric or ''} {period}", vocabulary)
    wanted = asked.periods
    spoken_of = points if metric is None else _about(asked, points, vocabulary, context)
    vintages = Vintages(points, issues, vocabulary)
    things: defaultdict[_Thing, dict[str, Comparison]] = defaultdict(dict)
    for point in spoken_of:
        if point.kind != "rank" and point.period.key:
            found = vintages.of(point)
            things[*vintages.thing(point), found.region].setdefault(found.period, found)
    kept = [found.values() for found in things.values() if _issues_of(found.values()) > 1]
    return [
        one
        for found in kept
        for one in sorted(found, key=_time)
        if not wanted or any(_is_of(one, asked_period) for asked_period in wanted)
    ]


def _about(
    asked: FigureQuestion,
    points: Sequence[DataPoint],
    vocabulary: Vocabulary,
    context: Context | None,
) -> list[DataPoint]:
    """The figures that fit ``asked`` in any period, best first."""
    asked = replace(asked, periods=(), wants_series=False, forecast=None)
    matches = look_up(asked, points, vocabulary, top_k=len(points), context=context)
    return [one for match in matches for one in (match.point, *match.others)]


def change(newer: DataPoint, older: DataPoint) -> Change | None:
    """How much ``newer`` is above ``older``; None for ranges and for other units."""
    if newer.high is not None or older.high is not None:
        return None
    if (newer.normalised_unit or newer.unit) != (older.normalised_unit or older.unit):
        return None
    high, low = signed(newer), signed(older)
    if newer.normalised_unit in ("%", "pp"):
        return Change(_less(high, low), "pp", None)
    percent = (high - low) / abs(low) * 100 if low else None
    if newer.unit == older.unit and math.isclose(abs(high * older.value), abs(low * newer.value)):
        return Change(_less(newer.value, older.value), newer.unit, percent)
    return Change(_less(high, low), newer.normalised_unit or newer.unit, percent)


def _series(report: str) -> str:
    return "".join(character for character in report if character.isalpha())


def _less(high: float, low: float) -> float:
    """The difference of what is printed, without the noise of binary fractions."""
    return float(Decimal(repr(high)) - Decimal(repr(low)))


def _issues_of(found: Iterable[Comparison]) -> int:
    return len({vintage.issue for one in found for vintage in one.vintages})


def _time(one: Comparison) -> tuple[int, str]:
    return one.vintages[0].point.period.end_year or 0, one.period


def _is_of(one: Comparison, asked: Period) -> bool:
    return fits(asked, one.vintages[0].point.period, one.kind)
