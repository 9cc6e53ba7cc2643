"""Data points drawn: series over periods, rankings, and entities side by side.

Actual values are solid, forecasts dashed and hollow, and every value is labelled as printed. Texts
of a document are only ever data of a chart, never part of its expressions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from textwrap import wrap
from typing import Any

import altair as alt
import streamlit as st

from app import colours, figures_table
from app.language import say
from kb import DataPoint

MOST_FILLED = 24
"""Years from first to last up to which those without a value keep their place on the axis."""
LONGEST_LINE = 14
"""Characters of a bar's name on one line."""
Row = dict[str, Any]
_ABOVE_OR_BELOW = alt.ExprRef("datum.below ? 15 : -13")
_VALUE: dict[str, Any] = {"aria": False, "dy": _ABOVE_OR_BELOW, "fontSize": 12}
CLOSE = 0.15
"""Of the largest value: values of one period nearer than that keep their labels apart."""
_NAME: dict[str, Any] = {"aria": False, "align": "left", "dx": 13, "fontSize": 12}


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with what stands around it, as plain text."""

    kind: str
    """``series``, ``bars``, ``ranking``, ``bump``, or ``given`` by an answer."""
    chart: alt.LayerChart | alt.FacetChart
    title: str
    source: str = ""


def series(lines: Mapping[str, Sequence[DataPoint]], title: str, source: str = "") -> Plot:
    """Lines over periods of one length, by their names.

    The values are given in ``common_unit`` of all points, which must be there.
    """
    factors = _factors([point for line in lines.values() for point in line])
    unit = factors.unit
    rows = {name: _rows(sorted(line, key=_period), factors, name) for name, line in lines.items()}
    dots = [row for line in rows.values() for row in line]
    _place_labels(dots)
    steps = [step for line in rows.values() for step in _steps(line)]
    domain = _filled(sorted({row["period"] for row in dots}))
    x = alt.X("period:O", scale=alt.Scale(domain=domain), title=None, axis=alt.Axis(labelAngle=0))
    # Upright above its axis: turned, Chinese is hard to read, and cut off at the edge.
    above = alt.Axis(
        titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-14, labelFlush=False
    )
    y = alt.Y("number:Q", title=unit or None, axis=above)
    colour = _colour(list(lines))
    base = alt.Chart(alt.InlineData(values=dots))
    layers: list[alt.Chart] = [
        alt.Chart(alt.InlineData(values=steps))
        .mark_line(aria=False, strokeWidth=2)
        .encode(x=x, y=y, color=colour, detail="step:N", strokeDash=_dash(dots)),
        base.transform_filter("!datum.forecast")
        .mark_point(aria=False, filled=True, size=64, opacity=1)
        .encode(x=x, y=y, color=colour, tooltip=_tooltip()),
        base.transform_filter("datum.forecast")
        .mark_point(
            aria=False, filled=False, size=64, strokeWidth=2, opacity=1, fill=colours.ground()
        )
        .encode(x=x, y=y, color=colour, tooltip=_tooltip()),
        # The values, and under each its own shape in the ground's colour: no line runs through it.
        base.mark_text(**_VALUE, stroke=colours.ground(), strokeWidth=4).encode(
            x=x, y=y, text="shown:N"
        ),
        base.mark_text(**_VALUE, color=colours.ink()).encode(x=x, y=y, text="shown:N"),
    ]
    return Plot(
        "series", alt.layer(*layers).properties(height=270 + 24 * len(lines)), title, source
    )


def bars(points: Mapping[str, DataPoint], title: str, source: str = "") -> Plot:
    """One bar a point, by their names, the largest first, in ``common_unit`` of all."""
    factors = _factors(list(points.values()))
    unit = factors.unit
    named = [row for name, point in points.items() for row in _rows([point], factors, name)]
    rows = sorted(named, key=lambda row: -float(row["number"]))
    for row in rows:
        row["label"] = _wrapped(row["name"])
    order = list(dict.fromkeys(row["label"] for row in rows))
    base = alt.Chart(alt.InlineData(values=rows))
    x = alt.X("number:Q", title=unit or None, axis=alt.Axis(tickCount=5))
    lines = alt.Axis(labelLimit=0, labelExpr="split(datum.label, '\\n')")
    y = alt.Y("label:N", sort=order, title=None, axis=lines)
    bar = base.mark_bar(
        aria=False, color=colours.several()[0], stroke=colours.several()[0], height={"band": 0.62}
    )
    layers: list[alt.Chart] = [
        bar.encode(
            x=x,
            y=y,
            fillOpacity=alt.condition("datum.forecast", alt.value(0.25), alt.value(0.9)),
            strokeDash=alt.condition("datum.forecast", alt.value([5, 4]), alt.value([1, 0])),
            tooltip=_tooltip(),
        ),
        base.mark_text(aria=False, align="left", dx=6, fontSize=12, color=colours.ink()).encode(
            x=x, y=y, text="text:N"
        ),
    ]
    chart = alt.layer(*layers).properties(height=36 * len(order) + 56)
    return Plot("bars", chart, title, source)


def bump(
    points: Sequence[DataPoint], title: str, source: str = "", chosen: Collection[str] = ()
) -> Plot:
    """Ranks over periods, one line an entity, the first at the top, each named at its end.

    Where some are ``chosen``, the others are grey.
    """
    rows = sorted(_rows(points, _Factors("")), key=lambda row: (row["period"], row["number"]))
    last = {row["name"]: row["period"] for row in rows}
    for row in rows:
        row["text"] = f"{row['number']:.0f}"
        row["ends"] = row["period"] == last[row["name"]]
    lowest = max(row["number"] for row in rows)
    top = alt.Axis(labelAngle=0, orient="top", domain=False, ticks=False)
    x = alt.X("period:O", title=None, axis=top, scale=alt.Scale(padding=0.9))
    scale = alt.Scale(domain=[0.5, lowest + 0.5], reverse=True, nice=False, zero=False)
    y = alt.Y("number:Q", scale=scale, title=None, axis=None)
    colour = _entity_colour(list(last), chosen)
    base = alt.Chart(alt.InlineData(values=rows))
    layers: list[alt.Chart] = [
        base.mark_line(aria=False, strokeWidth=2, interpolate="monotone", opacity=0.75).encode(
            x=x, y=y, color=colour, detail="name:N"
        ),
        base.mark_point(aria=False, filled=True, size=260, opacity=1).encode(
            x=x, y=y, color=colour, tooltip=_tooltip()
        ),
        base.mark_text(aria=False, fontSize=11, fontWeight=600, color=colours.ground()).encode(
            x=x, y=y, text="text:N"
        ),
        base.transform_filter("datum.ends")
        .mark_text(**_NAME, color=colours.ink())
        .encode(x=x, y=y, text="name:N"),
    ]
    # Drawn before the names, so that no line runs through them.
    layers.insert(-1, layers[-1].copy().mark_text(**_NAME, stroke=colours.ground(), strokeWidth=4))
    chart = alt.layer(*layers).properties(height=28 * int(lowest) + 40)
    several = len({row["period"] for row in rows}) > 1
    return Plot("bump" if several else "ranking", chart, title, source)


def draw(plot: Plot, key: str | None = None) -> None:
    """Draw a chart with its title above and its source below."""
    st.html(f'<div class="kb-chart-title">{escape(plot.title)}</div>')
    # With its height said, there is room for it before it is drawn, and nothing jumps.
    high = int(plot.chart.height)
    st.altair_chart(plot.chart, key=key, width="stretch", height=high, alt=say("chart"))
    if plot.source:
        st.html(f'<div class="kb-where">{escape(source_line(plot))}</div>')


def source_line(plot: Plot) -> str:
    """What stands under a chart."""
    return f"{say('source')}{say('colon')}{plot.source}"


def common_unit(points: Sequence[DataPoint]) -> str | None:
    """The unit, as printed, that all values can be given in; None where there is none."""
    units = {point.unit for point in points}
    if len(units) < 2:
        return next(iter(units), None)
    measured = {(point.normalised_unit, point.dimension) for point in points}
    if len(measured) != 1 or not all(point.value and point.normalised for point in points):
        return None
    return max(points, key=lambda point: point.normalised / point.value).unit


def who(point: DataPoint) -> str:
    """Of whom or where the figure speaks."""
    return point.entity or point.region


@dataclass(frozen=True, slots=True)
class _Factors:
    """What printed values are multiplied with to be given in one unit."""

    unit: str
    per_unit: float = 0.0
    """Normalised size of one ``unit``; 0 where all values are printed in it."""

    def of(self, point: DataPoint) -> float:
        if point.unit == self.unit or not self.per_unit:
            return 1.0
        return point.normalised / point.value / self.per_unit


def _factors(points: Sequence[DataPoint]) -> _Factors:
    unit = common_unit(points) or ""
    if len({point.unit for point in points}) < 2 or not unit:
        return _Factors(unit)
    like = next(point for point in points if point.unit == unit)
    return _Factors(unit, like.normalised / like.value)


def _rows(points: Sequence[DataPoint], factors: _Factors, name: str = "") -> list[Row]:
    """One record a point, its value in the unit of ``factors``."""
    return [
        {
            "name": name or who(point) or point.metric,
            "metric": point.metric,
            "period": _period(point),
            "number": point.value * (factor := factors.of(point)),
            "high": None if point.high is None else point.high * factor,
            "text": figures_table.value(point) + ("" if point.unit == factors.unit else point.unit),
            "forecast": point.forecast,
            "nature": say("forecast" if point.forecast else "actual"),
        }
        for point in points
    ]


def _place_labels(rows: Sequence[Row]) -> None:
    """Say the same value of a period once, and the lower of two close ones below its point."""
    close = CLOSE * max(abs(row["number"]) for row in rows)
    for number, row in enumerate(rows):
        others = [other for other in rows if other["period"] == row["period"] and other is not row]
        row["below"] = any(0 < other["number"] - row["number"] < close for other in others)
        before = [one["shown"] for one in rows[:number] if one["period"] == row["period"]]
        row["shown"] = "" if row["text"] in before else row["text"]


def _steps(rows: Sequence[Row]) -> list[Row]:
    """Both ends of the line from each row to the next; a step to or from a forecast is one."""
    steps = []
    for number, (one, other) in enumerate(pairwise(rows)):
        nature = say("forecast" if one["forecast"] or other["forecast"] else "actual")
        step = {"step": f"{one['name']} {number}", "nature": nature}
        steps += [one | step, other | step]
    return steps


def _wrapped(name: str) -> str:
    return "\n".join(wrap(name, LONGEST_LINE)) or name


def _period(point: DataPoint) -> str:
    return point.period.key or point.period.text


def _filled(periods: list[str]) -> list[str]:
    """Years with those between them, so that the axis is even; anything else as it is."""
    if not all(period.isdecimal() for period in periods):
        return periods
    first, last = int(periods[0]), int(periods[-1])
    return periods if last - first > MOST_FILLED else [str(y) for y in range(first, last + 1)]


def _dash(rows: Sequence[Row]) -> alt.StrokeDash:
    scale = alt.Scale(domain=[say("actual"), say("forecast")], range=[[1, 0], [5, 4]])
    mixed = any(row["forecast"] for row in rows)
    legend = alt.Legend(title=None, orient="top", offset=26, symbolStrokeWidth=2) if mixed else None
    return alt.StrokeDash("nature:N", scale=scale, legend=legend)


def _colour(names: list[str]) -> alt.Color:
    legend = alt.Legend(title=None, orient="bottom", columns=1, labelLimit=0)
    scale = alt.Scale(domain=names, range=colours.several())
    return alt.Color("name:N", scale=scale, legend=legend if len(names) > 1 else None)


def _entity_colour(names: list[str], chosen: Collection[str]) -> alt.Color:
    shades = colours.several()
    told = [name for name in names if not chosen or name in chosen]
    drawn = [shades[told.index(n) % len(shades)] if n in told else colours.grey() for n in names]
    return alt.Color("name:N", legend=None, scale=alt.Scale(domain=names, range=drawn))


def _tooltip() -> list[alt.Tooltip]:
    shown = {"name": "entity", "period": "period", "text": "value", "nature": "actual_or_forecast"}
    return [alt.Tooltip(f"{field}:N", title=say(name)) for field, name in shown.items()]
