"""The vocabulary: frozen records that every part of kb speaks in.

Offsets are counted in characters of ``Document.text``, the decoded text of the file, unchanged.
``document.text[x.start:x.end] == x.quote`` holds for every record that carries a quote.
"""

from __future__ import annotations

from kb.types.answers import Answer, Citation, Derivation, Status
from kb.types.documents import (
    Cell,
    Chunk,
    Document,
    Exhibit,
    ExhibitKind,
    Language,
    Locator,
    Passage,
    Section,
    Table,
)
from kb.types.figures import (
    AMOUNTS,
    RATES,
    Bound,
    DataPoint,
    Finding,
    GrowthBasis,
    Period,
    PointKind,
    Quantity,
    Verdict,
)

__all__ = [
    "AMOUNTS",
    "RATES",
    "Answer",
    "Bound",
    "Cell",
    "Chunk",
    "Citation",
    "DataPoint",
    "Derivation",
    "Document",
    "Exhibit",
    "ExhibitKind",
    "Finding",
    "GrowthBasis",
    "Language",
    "Locator",
    "Passage",
    "Period",
    "PointKind",
    "Quantity",
    "Section",
    "Status",
    "Table",
    "Verdict",
]
