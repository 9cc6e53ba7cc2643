"""Figures, the view Rankings: who stood where, as a table of years and as lines over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from app import address, chart_files, charts, plots, tabular
from app.charts import who
from app.language import say
from app.place import Place
from app.tabular import Row
from kb import DataPoint


def draw(points: Sequence[DataPoint], titles: Mapping[str, str]) -> None:
    """Draw the ranking that the address names, else the one with most places."""
    rankings = grouped(points)
    if not rankings:
        tabular.empty(say("no_rankings"))
        return
    codes = list(rankings)
    several = len({group[0].document_id for group in rankings.values()}) > 1
    names = {code: _name(rankings[code], titles if several else {}) for code in codes}
    with st.container(key="kb-series-filters"):
        code = address.one_of("ranking", say("ranking"), codes, names.__getitem__)
        ranked = rankings[code]
        entities = sorted({who(point) for point in ranked}, key=standings(ranked).__getitem__)
        chosen = address.some_of("entity", say("highlight"), entities, placeholder=say("all"))
    table, chart = st.columns([1, 1], gap="large")
    with table:
        rows = as_rows(ranked)
        _table(rows, ranked, code)
        tabular.downloads("ranking", rows, ranked)
    with chart:
        source = plots.source(ranked, titles)
        plot = charts.bump(ranked, _title(ranked), source, chosen)
        charts.draw(plot, "ranking-chart")
        chart_files.buttons(plot, plot.title, "ranking")


def grouped(points: Sequence[DataPoint]) -> dict[str, list[DataPoint]]:
    """Rankings by what names them in an address, those with most places first."""
    groups: dict[str, list[DataPoint]] = defaultdict(list)
    for point in points:
        if point.kind == "rank" and who(point) and point.period.key:
            groups["|".join((point.document_id, point.exhibit, point.metric))].append(point)
    kept = {
        code: sorted(group, key=lambda point: (point.period.key, point.value))
        for code, group in groups.items()
        if len({who(point) for point in group}) >= plots.LEAST_RANKED
    }
    return dict(sorted(kept.items(), key=lambda item: -len(item[1])))


def as_rows(ranked: Sequence[DataPoint]) -> list[Row]:
    """One line a rank, one column a period; who shares a rank shares the cell."""
    periods = sorted({point.period.key for point in ranked})
    return [
        {say("rank"): f"{rank:g}"}
        | {period: say("comma").join(map(who, _at(ranked, rank, period))) for period in periods}
        for rank in sorted({point.value for point in ranked})
    ]


def _at(ranked: Sequence[DataPoint], rank: float, period: str) -> list[DataPoint]:
    return [p for p in ranked if p.value == rank and p.period.key == period]


def _table(rows: Sequence[Row], ranked: Sequence[DataPoint], code: str) -> None:
    """A cell that is chosen opens the place that states it."""
    key = f"ranking-{hash(code)}"
    ranks = sorted({point.value for point in ranked})

    def opened() -> None:
        for row, period in st.session_state[key]["selection"]["cells"]:
            for point in _at(ranked, ranks[row], period)[:1]:
                Place(point.document_id, point.start, point.end).to_address()

    widths = {title: 64 if title == say("rank") else 84 for title in rows[0]}
    tabular.draw(rows, key, most=20, widths=widths, on_select=opened, selection_mode="single-cell")
    st.caption(say("cell_hint"))


def standings(ranked: Sequence[DataPoint]) -> dict[str, tuple[int, float]]:
    """By entity: how many periods ago it was last ranked, and the rank that it had."""
    periods = sorted({point.period.key for point in ranked}, reverse=True)
    # In order of time, so that the last one stays.
    return {who(point): (periods.index(point.period.key), point.value) for point in ranked}


def _title(ranked: Sequence[DataPoint]) -> str:
    first = ranked[0]
    return " ".join(filter(None, (first.exhibit, first.metric.strip())))


def _name(ranked: Sequence[DataPoint], titles: Mapping[str, str]) -> str:
    periods = sorted({point.period.key for point in ranked})
    span = periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"
    document = titles.get(ranked[0].document_id, "")
    return " · ".join(filter(None, (_title(ranked), span, document)))
