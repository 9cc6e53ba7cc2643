"""Labelled figures: a text with the points that it states, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import QueryError


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled point."""

    value: float
    high: float | None
    unit: str
    period: str
    kind: str
    metric: str
    forecast: bool
    publisher: str


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled text."""

    id: str
    text: str
    date: str
    labels: tuple[Label, ...]


def read_items(path: Path) -> list[Item]:
    """Labelled items of a JSONL file.

    Raises:
        QueryError: the file cannot be read or a line is malformed; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: {error}; give a JSONL file of labelled figures") from error
    return [_item(path, n, line) for n, line in enumerate(lines, start=1) if line.strip()]


def _item(path: Path, number: int, line: str) -> Item:
    try:
        data = json.loads(line)
        return Item(
            str(data["id"]),
            str(data["text"]),
            str(data.get("date") or ""),
            tuple(_label(point) for point in data["points"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise QueryError(
            f"{path}, line {number}: {type(error).__name__}: {error}; a line is "
            '{"id", "text", "date", "points": [{"value", "unit", "period", "kind", "metric"}]}'
        ) from error


def _label(point: dict[str, Any]) -> Label:
    value = point["value"]
    low, high = (value[0], value[1]) if isinstance(value, list) else (value, None)
    return Label(
        float(low),
        None if high is None else float(high),
        str(point.get("unit") or ""),
        str(point.get("period") or ""),
        str(point["kind"]),
        str(point.get("metric") or ""),
        bool(point.get("forecast")),
        str(point.get("publisher") or ""),
    )
