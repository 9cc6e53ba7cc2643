"""Figures, the view Compare: one figure as each report and edition gives it, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from app import address, chart_files, charts, figures_table, plots, tabular
from app.language import say
from app.place import Place
from app.plots import Lines
from app.tabular import Row
from kb import Comparison, KnowledgeBase, Vintage

_WIDTHS = {
    "period": 84,
    "value": 84,
    "unit": 72,
    "actual_or_forecast": 72,
    "report": 190,
    "change": 160,
}
Thing = list[Comparison]
"""One figure, a comparison for each of its periods."""


def draw(base: KnowledgeBase, titles: Mapping[str, str]) -> None:
    """Draw the choice of what to compare, its chart and its table."""
    with st.container(key="kb-series-filters"):
        words = address.text("compare", say("compare_words"), placeholder=say("compare_words_hint"))
        things = grouped(base.compare(words or None))
        names = {code: _name(thing) for code, thing in things.items()}
        if things:
            code = address.one_of("thing", say("compared"), list(things), names.__getitem__)
    if not things:
        reports = {(one.restates or one.title or one.name, one.edition) for one in base.entries()}
        tabular.empty(say("compare_one" if len(reports) < 2 else "compare_nothing"))
        return
    thing = things[code]
    vintages = [(one, vintage) for one in thing for vintage in one.vintages]
    rows = [row(one, vintage) for one, vintage in vintages]
    plot = plots.over_time(lines(thing), names[code], titles)
    charts.draw(plot, "compare-chart")
    chart_files.buttons(plot, names[code], "compare")
    with st.container(horizontal=True, vertical_alignment="center", key="kb-count"):
        differing = sum(one.differs for one in thing)
        st.caption(say("differs", differing) if differing else say("agrees_all"))
        tabular.downloads("compare", rows, thing)
    _table(rows, [vintage for _, vintage in vintages], code)


def grouped(found: Iterable[Comparison]) -> dict[str, Thing]:
    """Comparisons of one figure together, by what names it in an address."""
    things: dict[str, Thing] = defaultdict(list)
    for one in found:
        things["|".join((one.metric, one.region, one.kind, one.unit))].append(one)
    return dict(things)


def row(one: Comparison, vintage: Vintage) -> Row:
    """What one report or edition says of one period, and by how much that is another value."""
    point, against = vintage.point, vintage.against
    cells = {
        "period": one.period,
        "value": figures_table.value(point),
        "unit": point.unit,
        "actual_or_forecast": say("forecast" if point.forecast else "actual"),
        "report": vintage.issue.report,
        "issue": vintage.issue.edition,
        "publisher": vintage.issue.publisher,
        "date": vintage.issue.date,
        "change": _change(vintage),
        "against": (against.edition or against.date or against.report) if against else "",
    }
    return {say(name): cell for name, cell in cells.items()}


def lines(thing: Thing) -> Lines:
    """The figures of each report or edition, the newest first, by its shortest name of its own."""
    issues = list(dict.fromkeys(v.issue for one in thing for v in one.vintages))
    issues.sort(key=lambda issue: issue.issued, reverse=True)
    short = [issue.edition or issue.date or issue.report for issue in issues]
    names = short if len(set(short)) == len(short) else list(map(str, issues))
    points = {
        name: [v.point for one in thing if (v := one.of(issue)) is not None]
        for name, issue in zip(names, issues, strict=True)
    }
    return dict(list(points.items())[: plots.MOST_LINES])


def _change(vintage: Vintage) -> str:
    change = vintage.change
    if change is None:
        return ""
    if not change.value:
        return say("unchanged")
    # With a plus or minus before it, a spreadsheet would take it for a formula.
    percent = "" if change.percent is None else f" ({abs(change.percent):.1f}%)"
    unit = say("points") if change.unit == "pp" else change.unit
    return f"{'↑' if change.value > 0 else '↓'} {abs(change.value):.6g} {unit}{percent}"


def _name(thing: Thing) -> str:
    first = thing[0]
    region = "" if first.region in first.metric else first.region
    kind = "" if first.kind == "level" else say(first.kind)
    return " · ".join(filter(None, (first.metric, region, kind)))


def _table(rows: Sequence[Row], vintages: Sequence[Vintage], code: str) -> None:
    """A row or cell that is chosen opens the place that states it."""
    key = f"compare-{hash(code)}"

    def opened() -> None:
        selection = st.session_state[key]["selection"]
        for number in [*selection["rows"], *(row for row, _ in selection["cells"])][:1]:
            point = vintages[number].point
            Place(point.document_id, point.start, point.end).to_address()

    modes = ["single-row", "single-cell"]
    widths = {say(name): width for name, width in _WIDTHS.items()}
    tabular.draw(rows, key, most=18, widths=widths, on_select=opened, selection_mode=modes)
    st.caption(say("row_hint"))
