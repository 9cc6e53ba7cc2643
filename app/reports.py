"""Reports: what the index holds; files are dropped in, described, taken out, and read again."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app import changes, drawer, jobs, knowledge, reports_job, reports_list, reports_upload
from app.knowledge import CORPUS_FOLDER, INDEX_FOLDER
from app.language import say
from kb import IndexMissing, KnowledgeBase, KnowledgeBaseError


def main() -> None:
    """Draw the page."""
    desk = jobs.desk(str(INDEX_FOLDER.resolve()))
    base, error = _opened()
    with st.container(horizontal=True, vertical_alignment="center", key="kb-head"):
        st.title(say("reports"))
        _again(desk, base)
    reports_job.draw(desk)
    if error is not None and not isinstance(error, IndexMissing):
        knowledge.draw_error(error)
    busy = desk.job is not None and desk.job.running
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
    folder = str(CORPUS_FOLDER)
    model: Any = base.embedder if base else None
    with st.popover(say("read_again"), icon=":material/sync:", disabled=busy):
        if base is not None:
            st.caption(say("sync_hint", folder))
            if st.button(say("sync"), icon=":material/sync:", key="sync", width="stretch"):
                work = changes.syncing(CORPUS_FOLDER, INDEX_FOLDER, model)
                desk.start("sync", [folder], work)
                st.rerun()
        st.caption(say("build_hint", folder))
        if st.button(say("build"), icon=":material/restart_alt:", key="build", width="stretch"):
            desk.start("build", [folder], changes.building(CORPUS_FOLDER, INDEX_FOLDER, model))
            st.rerun()


if __name__ == "__main__":
    main()
