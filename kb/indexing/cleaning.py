"""What is taken out of a text before any model sees it."""

from __future__ import annotations

QUERY_CHARACTERS = 2000
"""A longer query is cut: a question is short, and the rest of a pasted page only dilutes it."""


def clean(text: str) -> str:
    """``text`` without NUL, at which C strings end, and with ``?`` for half a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def clean_query(text: str) -> str:
    """The first 2,000 characters of ``text``, cleaned."""
    return clean(text[:QUERY_CHARACTERS])
