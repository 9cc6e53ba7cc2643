"""Figures as records: quantities, periods, data points, tables, look-up and audit."""

from __future__ import annotations

from kb.figures.audit import audit
from kb.figures.extraction import extract, left_out
from kb.figures.lookup import look_up

__all__ = ["audit", "extract", "left_out", "look_up"]
