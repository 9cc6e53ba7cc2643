"""Figures, the view Series: metrics and periods that are chosen, drawn together where they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from app import address, chart_files, charts, plots, point_table, tabular
from app.charts import who
from app.language import say
from kb import DataPoint

MOST_NAMED = 4
"""Periods that the name of a series tells one by one."""
Code = str
"""A series in an address: metric, whom it speaks of, kind and unit."""


def draw(points: Sequence[DataPoint], titles: Mapping[str, str]) -> None:
    """Draw the builder, a chart for each unit, and the figures as a table."""
    by_code = grouped(points)
    if not by_code:
        tabular.empty(say("no_series"))
        return
    codes = list(by_code)
    names = {code: _name(group) for code, group in by_code.items()}
    with st.container(key="kb-series-filters"):
        chosen = address.some_of(
            "series",
            say("series"),
            codes,
            names.__getitem__,
            default=codes[:1],
            placeholder=say("series_hint"),
            most=plots.MOST_LINES,
        )
        found = [point for code in chosen for point in by_code[code]]
        periods = address.some_of(
            "period",
            say("period"),
            sorted({_when(point) for point in found}),
            placeholder=say("all"),
        )
    kept = [point for point in found if not periods or _when(point) in periods]
    if not kept:
        tabular.empty(say("series_none" if not chosen else "nothing_matches"))
        return
    _draw_panels(kept, titles)
    with st.container(horizontal=True, vertical_alignment="center", key="kb-count"):
        st.caption(say("figures_of", len(kept), len(points)))
        tabular.downloads("series", [point_table.row(point, titles) for point in kept], kept)
    point_table.draw(kept, titles, "series-data")


def _draw_panels(points: Sequence[DataPoint], titles: Mapping[str, str]) -> None:
    """Draw a chart for all that can share its axes, each with its downloads."""
    panels = plots.panels(points, titles)
    if not panels:
        st.caption(say("series_alone"))
    elif len(panels) > 1:
        st.caption(say("series_apart", len(panels)))
    for number, plot in enumerate(panels):
        with st.container(key=f"kb-panel-{number}"):
            charts.draw(plot, f"series-{number}")
            chart_files.buttons(plot, plot.title, f"series-{number}")


def grouped(points: Sequence[DataPoint]) -> dict[Code, list[DataPoint]]:
    """Figures with one period by what they are of, those with most periods first."""
    groups: dict[Code, list[DataPoint]] = defaultdict(list)
    for point in points:
        if point.metric and point.kind != "rank" and point.period.years == 0:
            unit = point.normalised_unit or point.unit
            groups["|".join((point.metric, who(point), point.kind, unit))].append(point)
    order = sorted(groups, key=lambda code: (-len(set(map(_when, groups[code]))), code))
    return {code: sorted(groups[code], key=_when) for code in order}


def _when(point: DataPoint) -> str:
    return point.period.key


def _name(group: Sequence[DataPoint]) -> str:
    """What a series is of, its unit and periods, in one line."""
    first = group[0]
    entity = who(first)
    shown = first.metric if entity in first.metric else f"{entity} {first.metric}"
    kind = "" if first.kind == "level" else say(first.kind)
    unit = charts.common_unit(group) or first.unit
    periods = list(dict.fromkeys(map(_when, group)))
    when = (
        say("comma").join(periods) if len(periods) <= MOST_NAMED else f"{periods[0]}–{periods[-1]}"
    )
    return " · ".join(filter(None, (shown, kind, unit, when)))
