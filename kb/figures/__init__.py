"""Figures as records: quantities, periods, data points, tables, look-up and audit."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.figures.checking.arithmetic import audit
    from kb.figures.extraction import extract
    from kb.figures.lookup.lookup import look_up
    from kb.figures.lookup.nearby import exhibit_points
    from kb.figures.omissions import left_out

__all__ = ["audit", "exhibit_points", "extract", "left_out", "look_up"]

_HOME = {
    "audit": "checking.arithmetic",
    "exhibit_points": "lookup.nearby",
    "extract": "extraction",
    "left_out": "omissions",
    "look_up": "lookup.lookup",
}


def __getattr__(name: str) -> Any:
    """Import a part when it is first asked for: a question needs no extraction."""
    if name in _HOME:
        return getattr(import_module(f"kb.figures.{_HOME[name]}"), name)
    raise AttributeError(f"module 'kb.figures' has no attribute {name!r}")
