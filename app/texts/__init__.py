"""Every text of the interface as a pair, Chinese and English; one module a page."""

from __future__ import annotations

from app.texts import ask, audit, common, figures, reports, search

Pairs = dict[str, tuple[str, str]]

ALL: Pairs = {
    **common.TEXTS,
    **ask.TEXTS,
    **search.TEXTS,
    **figures.TEXTS,
    **audit.TEXTS,
    **reports.TEXTS,
}
