"""Reports: files dropped in, looked at before they are added, and never overwriting unasked."""

from __future__ import annotations

import json
from html import escape

import streamlit as st

from app import changes, shelving
from app.jobs import Desk
from app.knowledge import CORPUS_FOLDER, INDEX_FOLDER
from app.language import say
from app.shelving import Choice, Upload
from kb import Config, KnowledgeBase, readable_suffixes

CHOICES: tuple[Choice, ...] = ("keep_both", "replace", "skip")
_ROUND = "_uploads_taken"


def draw(desk: Desk, base: KnowledgeBase | None, busy: bool) -> None:
    """Draw the place to drop files, and what becomes of those that were dropped."""
    most_bytes = Config.load().max_file_bytes
    megabytes = max(1, most_bytes // 1_000_000)
    _translate(say("upload_formats", megabytes))
    dropped = st.file_uploader(
        say("upload"),
        type=readable_suffixes(),
        accept_multiple_files=True,
        key=f"upload-{st.session_state.get(_ROUND, 0)}",
        disabled=busy,
        max_upload_size=megabytes,
    )
    if not dropped or busy:
        return
    known = {one.id: one.name for one in base.documents()} if base else {}
    files = [(one.name, one.getvalue()) for one in dropped]
    uploads = shelving.checked(files, CORPUS_FOLDER, known, most_bytes)
    chosen = [_draw(upload, number) for number, upload in enumerate(uploads)]
    wanted = [one for one in chosen if one is not None]
    if st.button(
        say("add", len(wanted)),
        type="primary",
        icon=":material/library_add:",
        key="add",
        disabled=not wanted,
    ):
        model = base.embedder if base else None
        work = changes.adding(wanted, CORPUS_FOLDER, INDEX_FOLDER, model)
        if desk.start("add", [upload.name for upload, _ in wanted], work):
            st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def _draw(upload: Upload, number: int) -> tuple[Upload, Choice] | None:
    """Draw one file; what is to become of it, or None where nothing is."""
    choice: Choice = "keep_both"
    with st.container(horizontal=True, vertical_alignment="center", key=f"kb-upload-{number}"):
        st.html(
            f'<div class="kb-upload kb-upload-{upload.state}"><b>{escape(upload.name)}</b> '
            f'<span class="kb-where">{size(len(upload.data))} · '
            f"{escape(say(f'upload_{upload.state}', upload.other))}</span></div>"
        )
        if upload.state == "clash":
            choice = st.segmented_control(
                say("upload_choice"),
                CHOICES,
                required=True,
                default=CHOICES[0],
                format_func={name: say(name) for name in CHOICES}.__getitem__,
                key=f"choice-{number}-{shelving.identity_of(upload.data)}",
                label_visibility="collapsed",
            )
    return (upload, choice) if upload.is_readable and choice != "skip" else None


def size(count: int) -> str:
    """Bytes in words."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _translate(formats: str) -> None:
    """Streamlit's own words in the box are English; these go over them."""
    zone = '.stMain [data-testid="stFileUploaderDropzone"]'
    texts = {
        f"{zone} button p": say("choose_files"),
        f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span': formats,
    }
    # Characters as they are: a style knows other escapes than JSON does.
    rules = (
        f"{where}::after {{ content: {json.dumps(text, ensure_ascii=False)}; }}"
        for where, text in texts.items()
    )
    st.html(f"<style>{''.join(rules)}</style>")
