"""A figure as each edition gives it, for people (rich), programs (JSON) and spreadsheets (CSV)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kb.doors import printing
from kb.figures.lookup.vintages import Comparison

COLUMNS = (
    "metric", "region", "period", "kind", "report", "publisher", "edition", "date", "value",
    "forecast", "normalised", "normalised_unit", "against", "change", "change_unit", "percent",
    "forecast_before", "document_id", "start", "end",
)  # fmt: skip
SHOWN = ("metric", "period", "report", "edition", "date", "value", "forecast", "against", "change")


def comparisons(found: Sequence[Comparison], *, as_json: bool, as_csv: bool) -> None:
    """Print what each edition gives for a figure, newest first, and what it changed."""
    if as_json:
        printing.write_json(found)
        return
    if not found and not as_csv:
        printing.line("no figure that two editions or reports give")
        return
    kept = COLUMNS if as_csv else SHOWN
    rows = [[row[name] for name in kept] for one in found for row in _rows(one, as_csv)]
    printing.table(kept, rows, as_json=False, as_csv=as_csv)


def _rows(one: Comparison, as_csv: bool) -> Iterator[dict[str, Any]]:
    """A row for each vintage; for people the change is one text, percent included."""
    for vintage in one.vintages:
        issue, point, change = vintage.issue, vintage.point, vintage.change
        before, against = one.forecast_of(vintage), vintage.against
        row: dict[str, Any] = {
            "metric": one.metric,
            "region": one.region,
            "period": one.period,
            "kind": one.kind,
            "report": issue.report,
            "publisher": issue.publisher,
            "edition": issue.edition,
            "date": issue.date,
            "value": point.quote,
            "forecast": point.forecast,
            "normalised": point.normalised,
            "normalised_unit": point.normalised_unit,
            "against": (against.edition or against.date or against.report) if against else "",
            "change": change.value if change else None,
            "change_unit": change.unit if change else "",
            "percent": change.percent if change else None,
            "forecast_before": before.point.quote if before else "",
            "document_id": point.document_id,
            "start": point.start,
            "end": point.end,
        }
        if not as_csv and change is not None:
            part = "" if change.percent is None else f" ({change.percent:+.1f}%)"
            kept = " from a forecast" if before else ""
            row["change"] = f"{change.value:+g} {change.unit}{part}{kept}"
        yield row
