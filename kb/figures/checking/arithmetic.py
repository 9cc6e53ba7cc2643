"""The audit: a report's own arithmetic, checked from its own figures.

A false alarm is worse than a check left out. Figures are compared only where what they measure is
the same in canonical words, and every comparison allows for how many digits were printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.figures.checking.compound import check_cagr
from kb.figures.checking.growth import check_growth
from kb.figures.checking.ledger import Ledger
from kb.figures.checking.rankings import check_rankings
from kb.figures.checking.repeats import check_repeats
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import DataPoint, Finding, Language

_ORDER = {"disagrees": 0, "agrees": 1, "cannot_be_checked": 2}


def audit(
    points: Sequence[DataPoint],
    *,
    vocabulary: Vocabulary | None = None,
    texts: Mapping[str, str] | None = None,
    language: Language = "zh",
) -> list[Finding]:
    """Every check of ``points``: disagreements first, then by place.

    Args:
        points: the figures, of one document or of several; documents are never mixed.
        vocabulary: what counts as the same word; the built-in one by default.
        texts: document ids to texts; with them, a number of years in words (五年) is heard.
        language: of the summaries.
    """
    ledger = Ledger(points, vocabulary or Vocabulary.load(), texts or {})
    found = [
        *check_growth(ledger, language),
        *check_cagr(ledger, language),
        *check_repeats(ledger, language),
        *check_rankings(ledger, language),
    ]
    return _merged(sorted(found, key=_place))


def _merged(findings: list[Finding]) -> list[Finding]:
    """One finding for each check, where a report says the same twice; all the figures named."""
    merged: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        computed = finding.rule in ("growth", "cagr", "implied") and finding.formula
        name = (finding.verdict, finding.rule, computed or finding.summary)
        known = merged.get(name)
        if known is not None:
            inputs = tuple(dict.fromkeys((*known.inputs, *finding.inputs)))
            finding = replace(known, inputs=inputs)
        merged[name] = finding
    return list(merged.values())


def _place(finding: Finding) -> tuple[int, str, int, str, str]:
    first = min(finding.inputs, key=lambda point: (point.document_id, point.start))
    order = _ORDER[finding.verdict]
    return order, first.document_id, finding.inputs[0].start, finding.rule, finding.formula
