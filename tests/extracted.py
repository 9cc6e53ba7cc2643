"""What tests ask of the figures of a text: their rows, kinds, periods, and which lie ahead."""

from __future__ import annotations

from kb.figures import extract

Row = tuple[str, str, str, str]
"""Quote, period key, kind, metric."""


def rows(text: str) -> list[Row]:
    return [(p.quote, p.period.key, p.kind, p.metric) for p in extract(text)]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(point.quote, point.kind) for point in extract(text, date="2024")]


def periods(text: str, date: str = "2024") -> list[tuple[str, str]]:
    return [(point.quote, point.period.key) for point in extract(text, date=date)]


def ahead(text: str, date: str = "2024") -> list[tuple[str, bool]]:
    return [(point.quote, point.forecast) for point in extract(text, date=date)]
