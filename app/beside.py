"""What stands beside an answer: its figures and chart, a source, or the passages found."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from app import chart_files, charts, downloads, figures_table, passages, place, plots, source
from app.language import say
from app.place import Place
from kb import Answer, DataPoint, KnowledgeBase, KnowledgeBaseError

VIEWS = ("figures", "source", "passages")
MOST_NEARBY = 8
_VIEW = "beside_view"


def draw(base: KnowledgeBase, answer: Answer, number: int) -> None:
    """Draw the view that is chosen for ``answer``, the ``number``-th of the session."""
    if place.Place.from_address() is not None and not st.session_state.get(_VIEW):
        st.session_state[_VIEW] = "source"
    st.segmented_control(
        say("panel"),
        VIEWS,
        required=True,
        format_func=lambda view: say(f"panel_{view}"),
        key=_VIEW,
        label_visibility="collapsed",
        on_change=_left_source,
    )
    view = st.session_state[_VIEW]
    if view == "source":
        _source(base, answer)
    elif view == "passages":
        st.html(f'<div class="kb-where">{escape(say("passages_hint"))}</div>')
        passages.draw(
            base, answer.full_question, answer.passages, f"passages-{number}", open_source
        )
    else:
        _figures(base, answer, number)


def show_default(answer: Answer) -> None:
    """Choose what to show first beside ``answer``."""
    if answer.data_points:
        st.session_state[_VIEW] = "figures"
        place.leave()
    elif answer.citations:
        st.session_state[_VIEW] = "source"
    else:
        st.session_state[_VIEW] = "passages"


def open_source(at: Place) -> None:
    """Show the source at ``at``, and let the address say so."""
    st.session_state[_VIEW] = "source"
    at.to_address()


def _left_source() -> None:
    if st.session_state[_VIEW] != "source":
        place.leave()


def _source(base: KnowledgeBase, answer: Answer) -> None:
    wanted = Place.from_address()
    at = wanted or (Place.of(answer.citations[0]) if answer.citations else None)
    if at is None:
        st.caption(say("no_source_open"))
        return
    cited = [(c.start, c.end) for c in answer.citations if c.document_id == at.document_id]
    source.draw(base, at, cited, follow=wanted is not None)


def _figures(base: KnowledgeBase, answer: Answer, number: int) -> None:
    points: Sequence[DataPoint] = answer.data_points
    if points:
        rows = figures_table.rows(answer)
    else:
        points = _nearby(base, answer) if answer.status == "refused" else []
        rows = [figures_table.row(point, say("source_text")) for point in points]
        st.caption(say("nearby_figures" if points else "nothing_beside"))
    if not points:
        return
    names = figures_table.columns(points)
    figures_table.draw_small(points, rows, names, f"figures-{number}", _open_point)
    name = answer.full_question
    with st.container(horizontal=True):
        _download("csv", downloads.table(rows, names), f"{name}.csv", "text/csv", number)
    if not answer.data_points:
        return
    titles = _titles(base, points)
    plot = plots.plot(points, titles, base.data_points())
    plot = plot or plots.given(answer.chart, points, titles)
    if plot:
        charts.draw(plot, f"chart-{number}")
        chart_files.buttons(plot, name, str(number))


def _download(kind: str, data: object, name: str, mime: str, number: int) -> None:
    title, _, ending = name.rpartition(".")
    st.download_button(
        say(f"download_{kind}"),
        data,  # type: ignore[arg-type]
        downloads.file_name(title, ending),
        mime,
        key=f"download-{kind}-{number}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _open_point(point: DataPoint) -> None:
    open_source(Place(point.document_id, point.start, point.end))


def _nearby(base: KnowledgeBase, answer: Answer) -> list[DataPoint]:
    """Figures that stand in the passages nearest to a question that has no answer."""
    spans = [(p.document_id, p.start, p.end) for p in answer.passages]
    found = [
        (rank, point)
        for point in base.data_points()
        for rank, (document_id, start, end) in enumerate(spans)
        if point.document_id == document_id and start <= point.start and point.end <= end
    ]
    found.sort(key=lambda pair: pair[0])
    return [point for _, point in found[:MOST_NEARBY]]


def _titles(base: KnowledgeBase, points: Sequence[DataPoint]) -> dict[str, str]:
    titles = {}
    for document_id in dict.fromkeys(point.document_id for point in points):
        try:
            document = base.document(document_id)
        except KnowledgeBaseError:
            continue
        titles[document_id] = document.title or document.name
    return titles
