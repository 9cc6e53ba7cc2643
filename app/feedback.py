"""Thumbs on answers: kept beside the index, exported as questions for ``kb evaluate questions``."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from app.language import say
from kb import Answer

FILE = "feedback.jsonl"
LONGEST_EVIDENCE = 80
_LOCK = threading.Lock()


def draw(index_folder: Path, answer: Answer, key: str) -> None:
    """Draw the thumbs."""

    def judged() -> None:
        thumb = st.session_state[key]
        if thumb is None:
            return
        try:
            keep(index_folder, answer, good=bool(thumb))
        except OSError as error:
            st.toast(say("feedback_failed", error.strerror), icon=":material/error:")
        else:
            st.toast(say("feedback_kept"), icon=":material/check:")

    st.feedback("thumbs", key=key, on_change=judged)


def keep(index_folder: Path, answer: Answer, good: bool) -> None:
    """Add one judgement; a later one on the same question takes its place in the export.

    Raises:
        OSError: the file cannot be written.
    """
    record = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "good": good,
        "question": answer.full_question,
        "language": answer.language,
        "intent": answer.intent,
        "status": answer.status,
        "answer": answer.text,
        "contains": list(
            dict.fromkeys(p.quote for p in answer.data_points if p.quote in answer.text)
        ),
        "evidence": _evidence(answer),
        "documents": list(dict.fromkeys(c.document_name for c in answer.citations)),
    }
    line = json.dumps(record, ensure_ascii=True) + "\n"
    with _LOCK, (index_folder / FILE).open("a", encoding="utf-8") as file:
        file.write(line)


def records(index_folder: Path) -> list[dict[str, Any]]:
    """The last judgement of each question, in the order they were first asked."""
    try:
        text = (index_folder / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    kept: dict[str, dict[str, Any]] = {}
    for line in text.splitlines():
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue  # half a line of a process that was killed
        kept[record["question"]] = record
    return list(kept.values())


def evaluation_file(index_folder: Path) -> bytes:
    """Questions whose answers were found good, labelled with what was good about them."""
    lines = [
        json.dumps(
            {
                "id": f"feedback-{number:04d}",
                "question": record["question"],
                "language": record["language"],
                "category": record["intent"],
                "status": [record["status"]],
                "contains": record["contains"],
                "share": 1.0,
                "evidence": record["evidence"],
            },
            ensure_ascii=False,
        )
        for number, record in enumerate(records(index_folder), start=1)
        if record["good"]
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _evidence(answer: Answer) -> list[str]:
    """The cited figures, or the beginning of each cited text where there are none."""
    quotes = [citation.quote for citation in answer.citations]
    figures = [p.quote for p in answer.data_points if any(p.quote in quote for quote in quotes)]
    begun = [quote.strip().splitlines()[0][:LONGEST_EVIDENCE] for quote in quotes if quote.strip()]
    return list(dict.fromkeys(figures or begun))
