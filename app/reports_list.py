"""Reports: the documents of the index, described, opened and taken out."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from app import changes, reports_upload, shelving, tabular
from app.jobs import Desk
from app.knowledge import CORPUS_FOLDER, INDEX_FOLDER
from app.language import say
from app.place import Place
from app.tabular import Row
from kb import Document, KnowledgeBase

FIELDS = ("title", "publisher", "date", "edition")
_ROUND = "_documents_changed"


def draw(desk: Desk, base: KnowledgeBase, busy: bool) -> None:
    """Draw the list, and what can be done with the documents that are chosen in it."""
    documents = base.documents()
    if not documents:
        tabular.empty(say("no_documents"))
        return
    rows = as_rows(base, documents)
    with st.container(horizontal=True, vertical_alignment="center", key="kb-count"):
        st.caption(say("reports_count", len(documents)))
        tabular.downloads("reports", rows)
    key = f"documents-{base.generation}-{st.session_state.get(_ROUND, 0)}"
    tabular.draw(
        rows,
        key,
        most=16,
        widths={say("document_title"): 260, say("document_name"): 220},
        on_select="rerun",
        selection_mode="multi-row",
    )
    picked = st.session_state[key]["selection"]["rows"]
    chosen = [documents[number] for number in picked if number < len(documents)]
    if chosen:
        _draw_chosen(desk, base, chosen, busy)
    else:
        st.caption(say("choose_hint"))


def as_rows(base: KnowledgeBase, documents: list[Document]) -> list[Row]:
    """One line a document."""
    figures = Counter(point.document_id for point in base.data_points())
    exhibits = Counter(document_id for document_id, _ in base.exhibits())
    _, counted, _ = base.sql("SELECT document_id, count(*) FROM chunks GROUP BY document_id", 10**6)
    chunks = {str(document_id): int(count) for document_id, count in counted}
    return [
        {
            say("document_title"): one.title or one.name,
            say("publisher"): one.publisher,
            say("date"): one.date,
            say("edition"): one.edition,
            say("document_name"): one.name,
            say("size"): _size(one),
            say("pages"): str(len(one.pages)) if one.pages else "—",
            say("chunks"): str(chunks.get(one.id, 0)),
            say("figures_number"): str(figures[one.id]),
            say("exhibits_number"): str(exhibits[one.id]),
        }
        for one in documents
    ]


def _size(document: Document) -> str:
    path = CORPUS_FOLDER / document.name
    return reports_upload.size(path.stat().st_size) if path.is_file() else "—"


def _draw_chosen(desk: Desk, base: KnowledgeBase, chosen: list[Document], busy: bool) -> None:
    with st.container(border=True, key="kb-chosen"):
        if len(chosen) == 1:
            _draw_one(desk, base, chosen[0], busy)
        else:
            names = say("comma").join(one.title or one.name for one in chosen)
            st.html(f'<div class="kb-chosen">{escape(names)}</div>')
        if st.button(
            say("remove", len(chosen)), icon=":material/delete:", key="remove", disabled=busy
        ):
            _confirm(desk, base, chosen)


def _draw_one(desk: Desk, base: KnowledgeBase, document: Document, busy: bool) -> None:
    st.html(f'<div class="kb-chosen">{escape(document.title or document.name)}</div>')
    with st.container(horizontal=True):
        st.button(
            say("open_source"),
            icon=":material/find_in_page:",
            key="open-document",
            on_click=Place(document.id, 0, 0).to_address,
        )
        st.page_link(
            "figures.py",
            label=say("its_figures"),
            icon=":material/bar_chart:",
            query_params={"document": document.id},
        )
    with st.form(f"edit-{document.id}", border=False):
        columns = st.columns([3, 2, 1, 1])
        given = {
            name: column.text_input(
                say("document_title") if name == "title" else say(name),
                getattr(document, name),
                max_chars=200,
                key=f"edit-{name}-{document.id}",
            )
            for name, column in zip(FIELDS, columns, strict=True)
        }
        st.caption(say("edit_hint"))
        saved = st.form_submit_button(say("save"), icon=":material/save:", disabled=busy)
    changed = {
        name: (value or "").strip()
        for name, value in given.items()
        if (value or "").strip() != getattr(document, name)
    }
    if saved and changed:
        work = changes.editing(document.id, changed, INDEX_FOLDER, base.embedder)
        desk.start("edit", [document.name], work)
        st.rerun()


def _confirm(desk: Desk, base: KnowledgeBase, chosen: list[Document]) -> None:
    """Ask before documents are taken out."""

    def ask() -> None:
        items = "".join(f"<li>{escape(one.title or one.name)}</li>" for one in chosen)
        st.html(f"<ul>{items}</ul>")
        st.text(say("remove_hint", f"{CORPUS_FOLDER}/{shelving.REMOVED}"))
        with st.container(horizontal=True):
            if st.button(say("remove", len(chosen)), type="primary", key="remove-surely"):
                names = {one.id: one.name for one in chosen}
                work = changes.removing(names, CORPUS_FOLDER, INDEX_FOLDER, base.embedder)
                desk.start("remove", list(names.values()), work)
                st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
                st.rerun()
            if st.button(say("keep"), key="remove-not"):
                st.rerun()

    st.dialog(say("remove_question"))(ask)()
