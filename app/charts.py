"""Data points drawn: series over periods, rankings, and entities side by side.

Actual values are solid, forecasts dashed and hollow, and every value is labelled as printed. Texts
of a document are only ever data of a chart, never part of its expressions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

import altair as alt
import streamlit as st

from app import figures_table
from app.language import say
from kb import DataPoint

COLOURS = ["#1d5fa8", "#c8622b", "#2f8f6b", "#8a5fb0", "#a9852f", "#5b6b7c"]
DARK_COLOURS = ["#7fb2ef", "#f0a06a", "#6fcaa5", "#c3a2e6", "#e0bd72", "#a9b6c4"]
MOST_FILLED = 24
"""Years from first to last up to which those without a value keep their place on the axis."""
SAVED_WIDTH = 600
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with what stands around it, as plain text."""

    kind: str
    """``series``, ``bars``, ``ranking`` or ``bump``."""
    chart: alt.LayerChart | alt.FacetChart
    title: str
    source: str = ""


def series(lines: Mapping[str, Sequence[DataPoint]], title: str, source: str = "") -> Plot:
    """Lines over periods of one length, by their names.

    The values are given in ``common_unit`` of all points, which must be there.
    """
    unit = common_unit([point for line in lines.values() for point in line]) or ""
    rows = {name: _rows(sorted(line, key=_period), unit, name) for name, line in lines.items()}
    dots = [row for line in rows.values() for row in line]
    steps = [step for line in rows.values() for step in _steps(line)]
    domain = _filled(sorted({row["period"] for row in dots}))
    x = alt.X("period:O", scale=alt.Scale(domain=domain), title=None, axis=alt.Axis(labelAngle=0))
    y = alt.Y("number:Q", title=unit or None)
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
        .mark_point(aria=False, filled=False, size=64, strokeWidth=2, opacity=1, fill=_ground())
        .encode(x=x, y=y, color=colour, tooltip=_tooltip()),
        base.mark_text(aria=False, dy=-13, fontSize=12, color=_ink()).encode(
            x=x, y=y, text="text:N"
        ),
    ]
    return Plot(
        "series", alt.layer(*layers).properties(height=270 + 24 * len(lines)), title, source
    )


def bars(points: Sequence[DataPoint], title: str, source: str = "") -> Plot:
    """One bar an entity, the largest first, in ``common_unit`` of all points."""
    unit = common_unit(points) or ""
    rows = sorted(_rows(points, unit), key=lambda row: -float(row["number"]))
    order = list(dict.fromkeys(row["name"] for row in rows))
    base = alt.Chart(alt.InlineData(values=rows))
    x = alt.X("number:Q", title=unit or None)
    y = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=150))
    bar = base.mark_bar(
        aria=False, color=_colours()[0], stroke=_colours()[0], height={"band": 0.62}
    )
    layers: list[alt.Chart] = [
        bar.encode(
            x=x,
            y=y,
            fillOpacity=alt.condition("datum.forecast", alt.value(0.25), alt.value(0.9)),
            strokeDash=alt.condition("datum.forecast", alt.value([5, 4]), alt.value([1, 0])),
            tooltip=_tooltip(),
        ),
        base.mark_text(aria=False, align="left", dx=6, fontSize=12, color=_ink()).encode(
            x=x, y=y, text="text:N"
        ),
    ]
    chart = alt.layer(*layers).properties(height=30 * len(order) + 20)
    return Plot("bars", chart, title, source)


def bump(points: Sequence[DataPoint], title: str, source: str = "") -> Plot:
    """Ranks over periods, one line an entity, the first at the top, each named at its end."""
    rows = sorted(_rows(points, ""), key=lambda row: (row["period"], row["number"]))
    last = {row["name"]: row["period"] for row in rows}
    for row in rows:
        row["text"] = f"{row['number']:.0f}"
        row["ends"] = row["period"] == last[row["name"]]
    lowest = max(row["number"] for row in rows)
    x = alt.X(
        "period:O",
        title=None,
        axis=alt.Axis(labelAngle=0, orient="top", domain=False, ticks=False),
        scale=alt.Scale(padding=0.9),
    )
    scale = alt.Scale(domain=[0.5, lowest + 0.5], reverse=True, nice=False, zero=False)
    y = alt.Y("number:Q", scale=scale, title=None, axis=None)
    colour = alt.Color("name:N", legend=None, scale=alt.Scale(domain=list(last), range=_colours()))
    base = alt.Chart(alt.InlineData(values=rows))
    layers: list[alt.Chart] = [
        base.mark_line(aria=False, strokeWidth=2, interpolate="monotone", opacity=0.75).encode(
            x=x, y=y, color=colour, detail="name:N"
        ),
        base.mark_point(aria=False, filled=True, size=260, opacity=1).encode(
            x=x, y=y, color=colour, tooltip=_tooltip()
        ),
        base.mark_text(aria=False, fontSize=11, fontWeight=600, color=_ground()).encode(
            x=x, y=y, text="text:N"
        ),
        base.transform_filter("datum.ends")
        .mark_text(aria=False, align="left", dx=13, fontSize=12, color=_ink())
        .encode(x=x, y=y, text="name:N"),
    ]
    chart = alt.layer(*layers).properties(height=28 * int(lowest) + 40)
    several = len({row["period"] for row in rows}) > 1
    return Plot("bump" if several else "ranking", chart, title, source)


def draw(plot: Plot, key: str | None = None) -> None:
    """Draw a chart with its title above and its source below."""
    st.html(f'<div class="kb-chart-title">{escape(plot.title)}</div>')
    st.altair_chart(plot.chart, key=key, width="stretch", alt=say("chart"))
    if plot.source:
        st.html(f'<div class="kb-where">{escape(source_line(plot))}</div>')


def source_line(plot: Plot) -> str:
    """What stands under a chart."""
    return f"{say('source')}{say('colon')}{plot.source}"


def as_image(specification: dict[str, Any], kind: str) -> bytes:
    """What ``saved`` made as an image: a ``png``, twice as large as on the screen, or an ``svg``."""
    import vl_convert

    if kind == "png":
        return bytes(vl_convert.vegalite_to_png(specification, scale=2, allowed_base_urls=[]))
    return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])).encode()


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


def _rows(points: Sequence[DataPoint], unit: str, name: str = "") -> list[Row]:
    """One record a point, its value in ``unit``, which is the unit of one of them."""
    return [
        {
            "name": name or who(point) or point.metric,
            "metric": point.metric,
            "period": _period(point),
            "number": point.value * (factor := _factor(point, unit, points)),
            "high": None if point.high is None else point.high * factor,
            "text": figures_table.value(point) + ("" if point.unit == unit else point.unit),
            "forecast": point.forecast,
            "nature": say("forecast" if point.forecast else "actual"),
        }
        for point in points
    ]


def _factor(point: DataPoint, unit: str, points: Sequence[DataPoint]) -> float:
    if point.unit == unit:
        return 1.0
    like = next((other for other in points if other.unit == unit and other.normalised), None)
    if like is None or not point.value:
        return 1.0
    return (point.normalised / point.value) / (like.normalised / like.value)


def _steps(rows: Sequence[Row]) -> list[Row]:
    """Both ends of the line from each row to the next; a step to or from a forecast is one."""
    steps = []
    for number, (one, other) in enumerate(pairwise(rows)):
        nature = say("forecast" if one["forecast"] or other["forecast"] else "actual")
        step = {"step": f"{one['name']} {number}", "nature": nature}
        steps += [one | step, other | step]
    return steps


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
    legend = alt.Legend(title=None, orient="top", symbolStrokeWidth=2) if mixed else None
    return alt.StrokeDash("nature:N", scale=scale, legend=legend)


def _colour(names: list[str]) -> alt.Color:
    legend = alt.Legend(title=None, orient="bottom", columns=1, labelLimit=0)
    scale = alt.Scale(domain=names, range=_colours())
    return alt.Color("name:N", scale=scale, legend=legend if len(names) > 1 else None)


def _tooltip() -> list[alt.Tooltip]:
    shown = {"name": "entity", "period": "period", "text": "value", "nature": "actual_or_forecast"}
    return [alt.Tooltip(f"{field}:N", title=say(name)) for field, name in shown.items()]


def _dark() -> bool:
    return st.context.theme.type == "dark"


def _colours() -> list[str]:
    return DARK_COLOURS if _dark() else COLOURS


def _ink() -> str:
    return "#e4e8ee" if _dark() else "#1f2933"


def _ground() -> str:
    return "#14171c" if _dark() else "#ffffff"


def saved(plot: Plot) -> dict[str, Any]:
    """The chart with its title and source, to be made an image."""
    below = source_line(plot) if plot.source else ""
    title = alt.TitleParams(plot.title, subtitle=below, anchor="start", offset=14, fontSize=15)
    whole = (
        alt.vconcat(plot.chart.properties(width=SAVED_WIDTH), title=title)
        .configure(background=_ground(), font="Noto Sans CJK SC, Microsoft YaHei, sans-serif")
        .configure_title(color=_ink(), subtitleColor=_ink())
        .configure_view(stroke=None)
        .configure_axis(labelColor=_ink(), titleColor=_ink())
        .configure_legend(labelColor=_ink())
    )
    specification: dict[str, Any] = whole.to_dict()
    return specification
