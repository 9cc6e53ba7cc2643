"""How well figures are read: precision, recall and F1 on labelled sentences and tables.

A line of the file is ``{"id", "text", "date", "tags", "points": [{"value", "unit", "period", "kind",
"metric", "forecast", "publisher"}]}``. Points are matched one to one; a prediction counts for
``value`` when value and unit agree after normalising (91亿美元 is 9.1 billion USD), for ``period``
when its period does too, and for ``kind`` when its kind does too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kb.evaluation.figure_labels import Item, Label, read_items
from kb.figures.extraction import extract
from kb.figures.quantities.numerals import ENGLISH_SCALES, SCALES, plain
from kb.figures.quantities.units import known
from kb.regex import regex
from kb.types import DataPoint

_TOLERANCE = 1e-3
"""0.3333 as labelled agrees with a third."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of one level of agreement, with precision, recall and F1 in [0, 1]."""

    right: int
    predicted: int
    labelled: int

    @property
    def precision(self) -> float:
        """Right of what was predicted; 1 for nothing predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Right of what was labelled; 1 for nothing labelled."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.labelled
        return 2 * self.right / total if total else 1.0

    def to_dict(self) -> dict[str, float]:
        """Counts and rates."""
        return asdict(self) | {"precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The figures' scorecard over one file."""

    items: int
    value: Rates
    """Value and unit agree."""
    period: Rates
    """Value, unit and period agree."""
    kind: Rates
    """Value, unit, period and kind agree."""
    metric_overlap: float
    """Mean F1 of character pairs between matched metrics."""
    forecast_accuracy: float
    publisher_accuracy: float
    negatives: int
    """Items without points."""
    false_on_negatives: int
    """Data points read from those."""
    disagreements: tuple[str, ...] = field(default=())
    """One line for each figure missed, invented or read otherwise."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON types."""
        return {
            "items": self.items,
            "value": self.value.to_dict(),
            "period": self.period.to_dict(),
            "kind": self.kind.to_dict(),
            "metric_overlap": self.metric_overlap,
            "forecast_accuracy": self.forecast_accuracy,
            "publisher_accuracy": self.publisher_accuracy,
            "negatives": self.negatives,
            "false_on_negatives": self.false_on_negatives,
            "disagreements": list(self.disagreements),
        }

    def to_text(self) -> str:
        """A few lines to read."""
        rows = (("value+unit", self.value), ("+period", self.period), ("+kind", self.kind))
        lines = [f"{self.items} items"]
        lines += [
            f"{name:<11} precision {rate.precision:.3f}  recall {rate.recall:.3f}  F1 {rate.f1:.3f}"
            for name, rate in rows
        ]
        lines.append(
            f"metric overlap {self.metric_overlap:.3f}  forecast {self.forecast_accuracy:.3f}  "
            f"publisher {self.publisher_accuracy:.3f}"
        )
        lines.append(f"{self.false_on_negatives} false points on {self.negatives} negatives")
        return "\n".join(lines)


def evaluate(path: str | Path) -> Scorecard:
    """Extract from each text of the JSONL file at ``path`` and compare with its labels.

    Raises:
        QueryError: a line is no labelled item; the message names file and line.
    """
    return score(read_items(Path(path)))


def score(items: Sequence[Item]) -> Scorecard:
    """The scorecard of labelled items."""
    tally: Counter[str] = Counter()
    overlaps: list[float] = []
    notes: list[str] = []
    for item in items:
        found = extract(item.text, date=item.date)
        if not item.labels:
            tally["negatives"] += 1
            tally["false"] += len(found)
        pairs = _matched(item.labels, found)
        tally["predicted"] += len(found)
        tally["labelled"] += len(item.labels)
        overlaps += [overlap(label.metric, point.metric) for label, point in pairs]
        _count(tally, pairs)
        notes += _notes(item, found, pairs)
    return _scorecard(len(items), tally, overlaps, notes)


def _scorecard(
    count: int, tally: Counter[str], overlaps: list[float], notes: list[str]
) -> Scorecard:
    def rates(name: str) -> Rates:
        return Rates(tally[name], tally["predicted"], tally["labelled"])

    matched = max(1, len(overlaps))
    return Scorecard(
        count,
        rates("value"),
        rates("period"),
        rates("kind"),
        sum(overlaps) / matched if overlaps else 1.0,
        tally["forecast"] / matched if overlaps else 1.0,
        tally["publisher"] / matched if overlaps else 1.0,
        tally["negatives"],
        tally["false"],
        tuple(notes),
    )


def _count(tally: Counter[str], pairs: list[tuple[Label, DataPoint]]) -> None:
    for label, point in pairs:
        tally["value"] += 1
        period = _same_period(label, point)
        tally["period"] += period
        tally["kind"] += period and label.kind == point.kind
        tally["forecast"] += label.forecast == point.forecast
        tally["publisher"] += plain(label.publisher) == plain(point.publisher)


def _notes(item: Item, found: list[DataPoint], pairs: list[tuple[Label, DataPoint]]) -> list[str]:
    notes = []
    for label, point in pairs:
        parts = (
            ("period", label.period, point.period.key, _same_period(label, point)),
            ("kind", label.kind, point.kind, label.kind == point.kind),
            ("forecast", label.forecast, point.forecast, label.forecast == point.forecast),
        )
        notes += [
            f"{item.id}: {point.quote}: {name} {got!r}, labelled {want!r}"
            for name, want, got, same in parts
            if not same
        ]
    labels = [label for label, _ in pairs]
    points = [point for _, point in pairs]
    notes += [
        f"{item.id}: missed {label.value:g} {label.unit} ({label.metric})"
        for label in item.labels
        if not any(label is other for other in labels)
    ]
    notes += [
        f"{item.id}: invented {point.quote} ({point.metric})"
        for point in found
        if not any(point is other for other in points)
    ]
    return notes


def _matched(labels: Sequence[Label], points: Sequence[DataPoint]) -> list[tuple[Label, DataPoint]]:
    """Pairs that agree in value and unit; of several, those that agree best."""
    candidates = [
        (_agreement(label, point), -row, -column, label, point)
        for row, label in enumerate(labels)
        for column, point in enumerate(points)
        if _same_value(label, point)
    ]
    candidates.sort(key=lambda candidate: candidate[:3], reverse=True)
    rows: set[int] = set()
    columns: set[int] = set()
    pairs = []
    for _, row, column, label, point in candidates:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            pairs.append((label, point))
    return pairs


def _agreement(label: Label, point: DataPoint) -> float:
    same = 2 * _same_period(label, point) + (label.kind == point.kind)
    return same + overlap(label.metric, point.metric)


def _same_period(label: Label, point: DataPoint) -> bool:
    """Two keys may say one period: 2023-01-2023-06 and 2023H1."""
    return comparable_period(label.period) == comparable_period(point.period.key)


_KEY = regex(r"(?P<year>\d{4})(?:(?P<part>[QH])(?P<number>\d)|-(?P<month>\d\d)(?!\d))?")
_LENGTHS = {"Q": 3, "H": 6}


def comparable_period(key: str) -> str:
    """``key`` as first and last month of the years that it names; a day stays as it is."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", key):
        return key
    ends = list(_KEY.finditer(key))
    if not ends:
        return key
    return f"{_month(ends[0], last=False)}/{_month(ends[-1], last=True)}"


def _month(end: re.Match[str], *, last: bool) -> str:
    """The first or the last month of one end of a key."""
    if end["month"]:
        return f"{end['year']}-{end['month']}"
    length = _LENGTHS.get(end["part"] or "", 12)
    number = int(end["number"] or 1)
    return f"{end['year']}-{number * length if last else (number - 1) * length + 1:02d}"


def _same_value(label: Label, point: DataPoint) -> bool:
    """Value and unit, either as printed or after normalising."""
    wanted, wanted_unit = _normalised(label.value, label.unit)
    got, got_unit = _normalised(point.value, point.unit)
    if (label.high is None) != (point.high is None) or wanted_unit != got_unit:
        return False
    if not _close(wanted, got):
        return False
    if label.high is None or point.high is None:
        return True
    return _close(_normalised(label.high, label.unit)[0], _normalised(point.high, point.unit)[0])


def _close(first: float, second: float) -> bool:
    return abs(first - second) <= _TOLERANCE * max(abs(first), abs(second), 1e-12)


def _normalised(value: float, unit: str) -> tuple[float, str]:
    """``value`` without scale words, and the unit in one form."""
    folded = plain(unit).strip()
    factor = 1.0
    for scale in sorted(SCALES, key=len, reverse=True):
        if folded.startswith(scale) and known(folded) is None:
            factor, folded = SCALES[scale], folded[len(scale) :]
            break
    head, _, rest = folded.partition(" ")
    if head.lower() in ENGLISH_SCALES and len(head) > 1:
        factor, folded = ENGLISH_SCALES[head.lower()], rest
    unit_known = known(folded)
    if unit_known is None:
        return value * factor, folded
    return value * factor * unit_known.factor, unit_known.normalised


def overlap(first: str, second: str) -> float:
    """F1 of the character pairs of two names, 1 for the same; space, case and script aside."""
    pairs = [_pairs(first), _pairs(second)]
    shared = sum((pairs[0] & pairs[1]).values())
    total = sum(pairs[0].values()) + sum(pairs[1].values())
    return 2 * shared / total if total else float(plain(first) == plain(second))


def _pairs(name: str) -> Counter[str]:
    folded = re.sub(r"\s+", "", plain(name)).lower()
    return Counter(folded[index : index + 2] for index in range(len(folded) - 1))
