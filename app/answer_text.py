"""An answer drawn: its text with chips for citations, formulas, warnings and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st

from app import components, place
from app.language import say
from kb import Answer, Citation, DataPoint

Run = tuple[str, ...]
_ANSWER = components.load("answer")
_MARKER = re.compile(r"\[(\d{1,4})\]")
_FORECAST = r"（预测[^（）]{0,40}）|\(forecast[^()]{0,60}\)"


def draw(
    answer: Answer, key: str, active: int | None, on_cite: Callable[[int], None], fresh: bool
) -> None:
    """Draw ``answer``.

    Args:
        answer: what ``ask`` returned.
        key: unique in the page.
        active: the marker whose source is open.
        on_cite: called with the marker that was pressed, before the page is drawn anew.
        fresh: scroll to it.
    """

    def pressed() -> None:
        marker = st.session_state[key].get("cite")
        if str(marker).isdecimal():
            on_cite(int(marker))

    data = contents(answer) | {"active": str(active or ""), "fresh": fresh}
    _ANSWER(data=data, key=key, on_cite_change=pressed)


def contents(answer: Answer) -> dict[str, Any]:
    """What is drawn, as plain texts."""
    return {
        "status": {"kind": answer.status, "label": say(answer.status)},
        "copy": {"label": say("copy"), "done": say("copied"), "text": plain(answer)},
        "blocks": [block(line, answer) for line in answer.text.split("\n") if line.strip()],
        "formulas": {
            "kind": "formulas",
            "label": say("computed"),
            "lines": formulas(answer),
        },
        "warnings": {
            "kind": "warnings",
            "label": say("warnings"),
            "lines": list(answer.warnings),
        },
        "sources": {"label": say("sources"), "items": _sources(answer.citations)},
    }


def plain(answer: Answer) -> str:
    """The answer to be pasted elsewhere: its text, then what each marker stands for."""
    cited = [_label(citation) for citation in answer.citations]
    return "\n\n".join(part for part in (answer.text, "\n".join(cited)) if part)


def formulas(answer: Answer) -> list[str]:
    """How each computed number came about, the number itself said once."""
    return [
        one.formula
        if one.formula.startswith(one.text) or one.formula.endswith(f"= {one.text}")
        else f"{one.text} = {one.formula}"
        for one in answer.derivations
    ]


def _sources(citations: tuple[Citation, ...]) -> list[dict[str, Any]]:
    """One entry a place, with the markers of all citations that stand there."""
    places: dict[tuple[str, str], list[list[str]]] = {}
    for citation in citations:
        title = citation.document_title or citation.document_name
        at = (title, " › ".join(place.where(citation)))
        places.setdefault(at, []).append([str(citation.marker), _label(citation)])
    return [
        {"title": title, "where": where, "markers": markers}
        for (title, where), markers in places.items()
    ]


def _label(citation: Citation) -> str:
    return f"[{citation.marker}] {place.in_words(citation)}"


def block(line: str, answer: Answer) -> dict[str, Any]:
    """One line of the answer: how it was read, a list item, a quote, or text; and its runs."""
    if answer.read_as and line == answer.text.split("\n", 1)[0]:
        return {"kind": "reading", "runs": [("text", line)]}
    item = line.startswith("- ")
    bare = _bare(line)
    quoted = not item and any(_bare(c.quote) in bare for c in answer.citations if len(c.quote) > 8)
    kind = "item" if item else "quote" if quoted else "text"
    values = () if quoted else answer.data_points
    return {"kind": kind, "runs": list(runs(line.removeprefix("- "), answer.citations, values))}


def _bare(text: str) -> str:
    """``text`` without spaces and punctuation, which a quote may have been cleaned of."""
    return re.sub(r"[\W_]+", "", text)


def runs(
    text: str, citations: tuple[Citation, ...], points: tuple[DataPoint, ...]
) -> Iterator[Run]:
    """``text`` cut into (kind, text): ``text``, ``value``, ``forecast`` and ``cite``.

    A run of kind ``cite`` has the marker's number and, third, what a reader is told of it.
    """
    labels = {str(citation.marker): _label(citation) for citation in citations}
    values = sorted({point.quote for point in points if len(point.quote) > 1}, key=len)[::-1]
    pattern = re.compile("|".join([_MARKER.pattern, _FORECAST, *map(re.escape, values)]))
    position = 0
    for match in pattern.finditer(text):
        marker = match.group(1)
        if marker is not None and marker not in labels:
            continue
        if match.start() > position:
            yield "text", text[position : match.start()]
        if marker is not None:
            yield "cite", marker, labels[marker]
        else:
            yield "forecast" if re.fullmatch(_FORECAST, match.group()) else "value", match.group()
        position = match.end()
    if position < len(text):
        yield "text", text[position:]
