"""Reports: what the index holds; files are dropped in, described, taken out, and read again."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app import changes, drawer, jobs, knowledge, reports_job, reports_list, reports_upload
from app.knowledge import CORPUS_FOLDER, INDEX_FOLDER
from app.language import say
from kb import KnowledgeBase, KnowledgeBaseError

_MENU = "read_again"


def main() -> None:
    """Draw the page."""
    desk = jobs.desk(str(INDEX_FOLDER.resolve()))
    base, error = _opened()
    with st.container(horizontal=True, vertical_alignment="center", key="kb-head"):
        st.title(say("reports"), anchor=False)
        _again(desk, base)
    busy = desk.job is not None and desk.job.running
    reports_job.draw(desk)
    if error is not None and not busy:
        knowledge.draw_error(error)
    reports_upload.draw(desk, base, busy)
    if base is not None:
        reports_list.draw(desk, base, busy)
        drawer.draw(base)


def _opened() -> tuple[KnowledgeBase | None, KnowledgeBaseError | None]:
    try:
        return knowledge.the_shelf().base(), None
    except KnowledgeBaseError as error:
        return None, error


def _again(desk: jobs.Desk, base: KnowledgeBase | None) -> None:
    """Draw the ways to read the corpus folder again."""
    busy = desk.job is not None and desk.job.running
    model: Any = base.embedder if base else None

    def start(kind: jobs.Kind, work: jobs.Work) -> None:
        desk.start(kind, [str(CORPUS_FOLDER)], work)
        st.session_state[_MENU] = False

    ways: dict[jobs.Kind, jobs.Work] = {
        "sync": changes.syncing(CORPUS_FOLDER, INDEX_FOLDER, model),
        "build": changes.building(CORPUS_FOLDER, INDEX_FOLDER, model),
    }
    if base is None:
        del ways["sync"]
    icon = ":material/sync:"
    with st.popover(say("read_again"), icon=icon, disabled=busy, key=_MENU, on_change="rerun"):
        for kind, work in ways.items():
            st.caption(say(f"{kind}_hint", CORPUS_FOLDER))
            st.button(say(kind), key=kind, width="stretch", on_click=start, args=(kind, work))


if __name__ == "__main__":
    main()
