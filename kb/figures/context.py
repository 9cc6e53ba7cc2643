"""What the figures of a sentence share, in either language, and what they leave to the next sentence.

The subjects so far, the period, the speaker, what is a forecast; and the data point that is made of all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from kb.figures import sources
from kb.figures.periods.relative_time import is_season_before
from kb.figures.places import first_region, region_of
from kb.figures.timing import aims_at, compared_with, founds, is_year_ago, without_looks_back
from kb.figures.views import Line
from kb.types import DataPoint, GrowthBasis, Period, PointKind, Quantity

Direction = Literal["up", "down", ""]


@dataclass(frozen=True, slots=True)
class Reading:
    """Kind, basis and direction of one figure."""

    kind: PointKind
    basis: GrowthBasis = ""
    direction: Direction = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a figure was about, for those after it."""

    name: str
    kind: PointKind
    period: Period
    end: int
    own: bool
    """Whether the figure's own clause named it."""
    whole: str = ""
    falling: bool = False
    """Of a growth: whether it is a decline."""
    unit: str = ""
    """Normalised, of a Chinese figure."""


@dataclass(slots=True)
class State:
    """What is carried from sentence to sentence of a line."""

    topics: list[Topic] = field(default_factory=list)
    period: Period = field(default_factory=Period)
    aimed: bool = False
    """The period is one that an English sentence looked ahead to: by 2030."""
    publisher: str = ""
    forecast: bool = False
    subject: str = ""
    """What the last English sentence, or the heading that runs into the line, is about."""
    place: str = ""
    """The region that an English sentence began with: In Peru, …"""
    open: bool = False
    """The last sentence ended with a semicolon: speaker and forecast carry over."""


def forecast(
    line: Line,
    start: int,
    item: Quantity,
    clause: int,
    period: Period,
    state: State,
    date: str,
    *,
    own: bool = False,
) -> tuple[bool, str]:
    """Whether the value is a forecast, and the word that says so (empty for none)."""
    active = [hedge for hedge in line.hedges if start <= hedge.start < item.start]
    active = [
        hedge
        for hedge in active
        if hedge.start >= clause or not (hedge.local or (own and hedge.of_clause))
    ]
    hedge = active[-1].text if active else ""
    later = sources.after(period, date)
    if later is True:
        return True, hedge
    if later is False:
        return False, ""
    before = line.timeline.before(start, item.start)
    if (
        before
        and line.timeline.from_side(before[-1])
        and line.timeline.adjacent(before[-1], item.start)
    ):
        return False, ""
    if not active:
        return state.forecast and state.open, hedge
    here = any(hedge.start >= clause for hedge in active)
    years = [found.period.end_year for found in line.timeline.before(active[-1].start, item.start)]
    latest = max((year for year in years if year), default=None)
    if not here and latest and period.end_year and period.end_year < latest:
        return False, ""
    return True, hedge


def publisher(line: Line, start: int, position: int, state: State) -> str:
    """Who is named as the source before ``position``, or before the sentence."""
    named = [one for one in line.publishers if start <= one.phrase < position]
    return line.text[named[-1].start : named[-1].end] if named else state.publisher


def carry_over(line: Line, start: int, end: int, state: State) -> None:
    """Carry period and speaker over to the next sentence."""
    timeline = line.timeline
    last = [item for item in timeline.before(start, end) if not timeline.compared(item)]
    last = [item for item in last if not (is_year_ago(item) or founds(line.view, item))]
    last = [item for item in last if not is_season_before(item.period)]
    last = [item for item in last if not compared_with(line.view, start, item.start)]
    ahead = [item for item in last if aims_at(line.view, item)]
    if len(ahead) < len(last):  # 2024年为12万，到2026年将达18万: what follows is of 2024
        last = [item for item in last if item not in ahead]
    if state.period.end_year:  # 由2020年的A降至B: B is of the year told before
        last = [one for one in last if not timeline.from_side(one)]
    starts = [item.start for item in line.quantities if start <= item.start < end]
    last = without_looks_back(timeline, last, starts, state.period)
    if last and last[-1].period.start_year:
        state.period = last[-1].period
    state.publisher = publisher(line, start, end, state)
    state.open = line.text[start:end].rstrip().endswith(("；", ";"))


def make_point(
    line: Line,
    item: Quantity,
    span: tuple[int, int],
    name: str,
    reading: Reading,
    period: Period,
    state: State,
    *,
    entity: str = "",
    forecast: bool = False,
    hedge: str = "",
    whole: str = "",
) -> DataPoint:
    """The data point of ``item`` in the sentence ``span``."""
    known, first = first_region(line.text, *span)
    place = region_of(name) or (first if known <= item.start else "")
    return DataPoint(
        metric=_without_open_quotes(name),
        value=item.value,
        unit=item.unit,
        kind=reading.kind,
        start=item.start,
        end=item.end,
        quote=item.text,
        sentence_start=span[0],
        sentence_end=span[1],
        period=period,
        entity=entity,
        region=place,
        high=item.high,
        normalised=item.normalised,
        normalised_high=item.normalised_high,
        normalised_unit=item.normalised_unit,
        dimension=item.dimension,
        bound=item.bound,
        hedge=hedge,
        forecast=forecast,
        publisher=publisher(line, span[0], item.start, state),
        basis=reading.basis,
        direction=reading.direction,
        whole=whole,
    )


def _without_open_quotes(name: str) -> str:
    """``name`` without quotation marks that it opens and does not close, or the reverse: 自营“旅居基地."""
    return name if name.count("“") == name.count("”") else re.sub("[“”]", "", name)
