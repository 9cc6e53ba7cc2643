"""Passages of a search, the words of the query marked, each leading to its place in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from app import components, place
from app.language import say
from app.place import Place
from kb import KnowledgeBase, Passage

_RULE = re.compile(r"[ |:-]*-[ |:-]*")
_PASSAGES = components.load("passages")


def draw(
    base: KnowledgeBase,
    query: str,
    found: Sequence[Passage],
    key: str,
    on_open: Callable[[Place], None],
) -> None:
    """Draw ``found`` in order; ``on_open`` is called with the place of the one pressed."""

    def pressed() -> None:
        number = st.session_state[key].get("open")
        if isinstance(number, int | float) and 0 <= number < len(found):
            on_open(Place.of(found[int(number)]))

    _PASSAGES(data=contents(base, query, found), key=key, on_open_change=pressed)


def contents(base: KnowledgeBase, query: str, found: Sequence[Passage]) -> dict[str, Any]:
    """What is drawn, as plain texts."""
    return {
        "label": say("passages"),
        "openLabel": say("open_source"),
        "scoreLabel": say("score"),
        "passages": [
            {
                "title": passage.document_title or passage.document_name,
                "where": " › ".join(place.where(passage)),
                "pieces": _pieces(text, base.matches(query, text)),
                "score": f"{passage.score:.3f}",
                "parts": [
                    [_part(name), f"{part:.3f}"] for name, part in passage.score_parts.items()
                ],
            }
            for passage in found
            for text in [_plain(passage)]
        ],
    }


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """``text`` in order as (kind, text), ``mark`` where ``spans`` are, else ``text``."""
    pieces: list[tuple[str, str]] = []
    position = 0
    for start, end in spans:
        pieces += [("text", text[position:start]), ("mark", text[start:end])]
        position = end
    pieces.append(("text", text[position:]))
    return [piece for piece in pieces if piece[1]]


def _plain(passage: Passage) -> str:
    """The passage to be skimmed: without emphasis and table rules, where they are markup."""
    if not passage.document_name.lower().endswith((".md", ".markdown")):
        return passage.quote
    lines = passage.quote.replace("**", "").split("\n")
    kept = [line for line in lines if not _RULE.fullmatch(line)]
    return "\n".join(
        "  ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
        if line.lstrip().startswith("|")
        else line
        for line in kept
    )


def _part(name: str) -> str:
    known = {"dense", "lexical", "fused", "rerank"}
    return say(f"score_{name}") if name in known else name
