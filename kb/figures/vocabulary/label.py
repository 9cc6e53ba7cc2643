"""What a figure is called in a few words: what its vector is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.types import DataPoint

_CHINESE = {"growth": "同比增长率", "cagr": "年复合增长率", "share": "占比"}
_ENGLISH = {"growth": "growth rate", "cagr": "compound annual growth rate", "share": "share"}


def label_of(point: DataPoint) -> str:
    """Region, entity, metric and kind, each once, in the language of the metric."""
    english = point.metric.isascii() and point.entity.isascii()
    space = " " if english else ""
    kind = (_ENGLISH if english else _CHINESE).get(point.kind, "")
    names = [name for name in (point.region, point.entity) if name not in point.metric]
    label = space.join(filter(None, (*names, point.metric)))
    return label if kind in label else f"{label}{space}{kind}"
