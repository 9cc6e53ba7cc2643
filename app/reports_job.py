"""Reports: how a change of the index goes, stage by stage and file by file, and how it ended."""

from __future__ import annotations

from html import escape

import streamlit as st

from app.jobs import STAGES, Desk, FileFailure, Job
from app.language import say
from app.texts import ALL
from kb import KnowledgeBaseError

EVERY_SECONDS = 0.7
MOST_FILES = 30
"""Files that are drawn by name."""


def draw(desk: Desk) -> None:
    """Draw the change under way, or the one that ended, until it is put away."""
    job = desk.job
    if job is None:
        return
    with st.container(border=True, key="kb-job"):
        if job.running:
            st.fragment(_watch, run_every=EVERY_SECONDS)(job)
        else:
            _draw_end(desk, job)


def _watch(job: Job) -> None:
    if not job.running:
        st.rerun()
    st.html(f'<div class="kb-job-title" role="status">{escape(say(f"job_{job.kind}"))}</div>')
    stage = job.stage or STAGES[0]
    at = STAGES.index(stage) if stage in STAGES else 0
    steps = "".join(
        f'<li class="kb-step-{_state(number, at)}">{escape(say(f"stage_{name}"))}'
        f"{escape(_count(job)) if number == at else ''}</li>"
        for number, name in enumerate(STAGES)
    )
    st.html(f'<ol class="kb-steps">{steps}</ol>')
    st.progress(min(1.0, job.done / job.total) if job.total else 0.0)
    if job.kind == "add":
        st.html(_files(job, stage))
    st.caption(say("job_meanwhile"))


def _state(number: int, at: int) -> str:
    return "done" if number < at else "now" if number == at else "next"


def _count(job: Job) -> str:
    return f" {job.done}/{job.total}" if job.total else ""


def _files(job: Job, stage: str) -> str:
    """The files by name, each with how far it is."""
    read = job.done if stage == "reading" else len(job.names)
    lines = []
    for number, name in enumerate(job.names[:MOST_FILES]):
        state = "read" if number < read else "reading" if number == read else "waiting"
        lines.append(
            f'<li class="kb-file-{state}"><span>{escape(name)}</span> '
            f"<span>{escape(say(f'file_{state}'))}</span></li>"
        )
    if len(job.names) > MOST_FILES:
        lines.append(f"<li>{escape(say('more_files', len(job.names) - MOST_FILES))}</li>")
    return f'<ul class="kb-files">{"".join(lines)}</ul>'


def _draw_end(desk: Desk, job: Job) -> None:
    outcome = job.outcome
    failures = list(outcome.failures) if outcome else []
    if outcome is None:
        _draw_error(job)
    elif job.kind == "add":
        lost = {failure.name for failure in failures}
        _draw_added([name for name in job.names if name not in lost], failures)
    else:
        _draw_line("done", say(f"done_{job.kind}"))
    if outcome is not None and outcome.documents:
        counts = say("index_now", outcome.documents, outcome.chunks, outcome.data_points)
        st.html(f'<div class="kb-where">{escape(counts)}</div>')
    for failure in failures:
        _draw_failure(failure)
    if outcome is not None and outcome.moved:
        st.html(f'<div class="kb-where">{escape(say("moved", "; ".join(outcome.moved)))}</div>')
    with st.container(horizontal=True, vertical_alignment="center"):
        if outcome is None:
            st.button(say("again"), icon=":material/refresh:", key="again", on_click=desk.again)
        elif job.kind == "add" and len(failures) < len(job.names):
            st.page_link("ask.py", label=say("go_ask"), icon=":material/forum:")
        st.button(say("close"), key="put-away", on_click=desk.put_away)


def _draw_added(names: list[str], failures: list[FileFailure]) -> None:
    if names:
        _draw_line("done", say("done_add", len(names), say("comma").join(names[:MOST_FILES])))
    if failures:
        _draw_line("failed", say("failed_files", len(failures)))


def _draw_failure(failure: FileFailure) -> None:
    what = f"failure_{failure.error}"
    told = say(what) if what in ALL else say("failure_DocumentError")
    st.html(
        f'<div class="kb-failure"><b>{escape(failure.name)}</b> {escape(told)}'
        f'<div class="kb-where">{escape(failure.message)}</div></div>'
    )


def _draw_error(job: Job) -> None:
    """Why the whole change failed; the index is as it was."""
    error = job.error
    name = type(error).__name__
    if f"failure_{name}" in ALL:
        told = say(f"failure_{name}")
    elif isinstance(error, KnowledgeBaseError) and f"error_{error.exit_code}" in ALL:
        told = say(f"error_{error.exit_code}")
    else:
        told = say("error_unexpected")
    _draw_line("failed", f"{say('job_failed')}{say('colon')}{told}")
    if error is not None:
        st.html(f'<div class="kb-where">{escape(str(error))}</div>')


def _draw_line(state: str, text: str) -> None:
    st.html(f'<div class="kb-end kb-end-{state}" role="status">{escape(text)}</div>')
