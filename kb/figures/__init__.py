"""Figures as records: quantities, periods, data points, tables, look-up and audit."""

from __future__ import annotations

from kb.figures.extraction import extract, left_out

__all__ = ["extract", "left_out"]
