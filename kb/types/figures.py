"""What is pulled out: periods, quantities, data points, and what checking them found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.regex import regex

PointKind = Literal["level", "growth", "cagr", "share", "rank", "count"]
AMOUNTS: tuple[PointKind, ...] = ("level", "count")
"""Kinds that say how much or how many there is."""
RATES: tuple[PointKind, ...] = ("growth", "cagr")
"""Kinds that say by how much an amount changed."""
GrowthBasis = Literal["yoy", "qoq", "vs", ""]
Bound = Literal["", "about", "over", "under", "at_least", "at_most"]
Verdict = Literal["agrees", "disagrees", "cannot_be_checked"]

_SEASON = regex(
    r"/|季|年度|财年|学年|\bseason|\b(?:crop|marketing|school|academic|financial|fiscal) year"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A time span named in the text. A single year has ``start_year == end_year``."""

    start_year: int | None = None
    end_year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    text: str = ""
    """As printed."""
    end_month: int | None = None
    """The last of several months, ``month`` the first; a half or a quarter has neither."""

    @property
    def key(self) -> str:
        """``2023``, ``2023H1``, ``2023Q3``, ``2023-05``, ``2023-05-15``, ``2022-2027`` or empty.

        Several months are ``2023-01-2023-05``, several quarters ``2023Q1-2023Q3``.
        """
        if self.start_year is None or self.end_year is None:
            return ""
        year, end = str(self.start_year), str(self.end_year)
        if self.month and self.end_month:
            if year == end and self.month % 3 == 1 and self.end_month % 3 == 0:
                return f"{year}Q{self.month // 3 + 1}-{year}Q{self.end_month // 3}"
            return f"{year}-{self.month:02d}-{end}-{self.end_month:02d}"
        if year != end:
            return f"{year}-{end}"
        if self.half:
            return f"{year}H{self.half}"
        if self.quarter:
            return f"{year}Q{self.quarter}"
        if self.month:
            return f"{year}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        return year

    @property
    def years(self) -> int | None:
        """Length in years from end point to end point: 5 for 2022-2027, 0 for one year or season."""
        if self.start_year is None or self.end_year is None:
            return None
        return 0 if self.is_season else self.end_year - self.start_year

    @property
    def is_season(self) -> bool:
        """Whether it is one time that goes over from a year into the next: 2023/24雪季."""
        if self.start_year is None or self.end_year != self.start_year + 1 or self.month:
            return False
        return _SEASON.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as printed and normalised."""

    start: int
    end: int
    text: str
    value: float
    """As printed, without the scale word: 3.5 for 3.5万亿元; the low end of a range."""
    unit: str
    """As printed, scale word included: ``万亿元``, ``%``, ``个百分点``, ``EFLOPS``, or empty."""
    high: float | None = None
    """The high end of a range, as printed."""
    normalised: float = 0.0
    """``value`` in ``normalised_unit``."""
    normalised_high: float | None = None
    normalised_unit: str = ""
    """``CNY``, ``USD``, ``%``, ``pp``, ``FLOPS``, ``W``, a classifier such as ``家``, …"""
    dimension: str = ""
    """``money``, ``ratio``, ``points``, ``multiple``, ``computing``, ``power``, ``count``, …"""
    bound: Bound = ""


@dataclass(frozen=True, slots=True)
class DataPoint:
    """One figure of a report: what is measured, of whom, when, how much, and where it says so."""

    metric: str
    value: float
    unit: str
    kind: PointKind
    start: int
    """Span of the value with its unit."""
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    period: Period = Period()
    entity: str = ""
    region: str = ""
    high: float | None = None
    """The high end, where the value is a range."""
    normalised: float = 0.0
    normalised_high: float | None = None
    normalised_unit: str = ""
    dimension: str = ""
    bound: Bound = ""
    hedge: str = ""
    """The word that makes it uncertain, as printed: 预计, 有望, 超过."""
    forecast: bool = False
    publisher: str = ""
    basis: GrowthBasis = ""
    """What a growth is measured against."""
    direction: Literal["up", "down", ""] = ""
    whole: str = ""
    """What a share is a share of."""
    exhibit: str = ""
    """Label of the exhibit it belongs to."""
    document_id: str = ""
    heading_path: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Unique in an index: the document and the span of the value."""
        return f"{self.document_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of the report's own arithmetic."""

    verdict: Verdict
    rule: str
    """``growth``, ``cagr``, ``implied``, ``repeated``, ``table`` or ``ranking``."""
    summary: str
    formula: str
    inputs: tuple[DataPoint, ...]
    stated: float | None = None
    computed_low: float | None = None
    """With the inputs' rounding intervals: 11 as printed means 10.5 to 11.5."""
    computed_high: float | None = None
