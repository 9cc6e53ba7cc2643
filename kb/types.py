"""The vocabulary: frozen records that every part of kb speaks in.

Offsets are counted in characters of ``Document.text``, the decoded text of the file, unchanged.
``document.text[x.start:x.end] == x.quote`` holds for every record that carries a quote.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

PointKind = Literal["level", "growth", "cagr", "share", "rank", "count"]
GrowthBasis = Literal["yoy", "qoq", "vs", ""]
Bound = Literal["", "about", "over", "under", "at_least", "at_most"]
ExhibitKind = Literal["chart", "table"]
Status = Literal["answered", "partial", "refused"]
Language = Literal["zh", "en"]
Verdict = Literal["agrees", "disagrees", "cannot_be_checked"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, up to the next heading of the same or a higher level."""

    title: str
    level: int
    start: int
    """First character of the heading."""
    end: int
    """End of the section's text, sub-sections included."""
    path: tuple[str, ...]
    """Titles from the outermost section down to this one."""
    number: str = ""
    """The printed number, such as ``2.6`` or ``第一章``, when the heading has one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``start == end`` for an empty cell."""

    row: int
    column: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the text, rows in order, rows may differ in length."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A numbered chart or table, or a table without a caption (``label`` is then empty)."""

    label: str
    """As printed without spaces, such as ``图7`` or ``Table 1``."""
    title: str
    kind: ExhibitKind
    start: int
    """Caption and, where the text has it, table and source line: ``[start, end)``."""
    end: int
    source: str = ""
    heading_path: tuple[str, ...] = ()
    table: Table | None = None

    @property
    def has_values(self) -> bool:
        """False where the image is lost and the text holds only the caption."""
        return self.table is not None


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in its file a span of the text stands; what the format does not have is None or empty."""

    start: int
    end: int
    page: int | None = None
    """Counted from 1, as are slides and paragraphs."""
    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom in points from the top left corner of the page as it is shown."""
    slide: int | None = None
    sheet: str = ""
    cell: str = ""
    """As a spreadsheet writes it: ``B4``."""
    paragraph: int | None = None

    def place(self, language: Language = "zh") -> str:
        """The place for a reader: ``第3页``, ``slide 2``, ``Sheet1!B4``, ``第12段``; or nothing."""
        if self.sheet or self.cell:
            return "!".join(filter(None, (self.sheet, self.cell)))
        for number, chinese, english in (
            (self.page, "第{}页", "page {}"),
            (self.slide, "幻灯片 {}", "slide {}"),
            (self.paragraph, "第{}段", "paragraph {}"),
        ):
            if number:
                return (chinese if language == "zh" else english).format(number)
        return ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report as text, with its maps."""

    id: str
    """The first 16 hexadecimal digits of the SHA-256 of the file's bytes."""
    name: str
    """Path as given, relative to the folder that was read, with ``/`` between its parts."""
    text: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    """``2023``, ``2023-11`` or ``2023-11-05``; empty where it is not known."""
    edition: str = ""
    language: Language = "zh"
    sections: tuple[Section, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    pages: tuple[int, ...] = ()
    """Offset at which each page begins; empty for files without pages."""
    boilerplate: tuple[tuple[int, int], ...] = ()
    """Spans that are searched last: table of contents, copyright, contact lines, page numbers."""
    locators: tuple[Locator, ...] = ()
    """By start, without overlap; empty for plain text."""
    warnings: tuple[str, ...] = ()
    """What of the file could not be read, such as pages that are only images."""
    restates: str = ""
    """Title of the report that it tells in other words, where it says so."""
    original: str = ""
    """Id of the document of the same index that it repeats or restates, else empty."""

    def heading_path(self, offset: int) -> tuple[str, ...]:
        """Titles of the sections that hold ``offset``, outermost first."""
        path: tuple[str, ...] = ()
        for section in self.sections:
            if section.start > offset:
                break
            if offset < section.end:
                path = section.path
        return path

    def page(self, offset: int) -> int | None:
        """The 1-based page that holds ``offset``, or None for a file without pages."""
        # A footnote stands after the paragraph that it is for, which may end on the next page.
        own = next(iter(self.located(offset, offset + 1)), None)
        return (own.page if own else None) or bisect_right(self.pages, offset) or None

    def located(self, start: int, end: int) -> tuple[Locator, ...]:
        """The locators that share a character with ``[start, end)``."""
        first = bisect_right(self.locators, start, key=lambda each: each.end)
        last = bisect_right(self.locators, end - 1, key=lambda each: each.start)
        return self.locators[first:last]

    def locator(self, start: int, end: int) -> Locator | None:
        """Where ``[start, end)`` begins in the file; None where the file is only text."""
        found = self.located(start, end)
        if found:
            return found[0]
        page = self.page(start)
        return Locator(start, end, page=page) if page else None

    def boxes(self, start: int, end: int) -> list[tuple[int, float, float, float, float]]:
        """Page, left, top, right, bottom of each line that ``[start, end)`` touches."""
        return [
            (each.page, *each.box) for each in self.located(start, end) if each.page and each.box
        ]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The stored unit."""

    id: str
    """A digest of what is embedded: a chunk with the same id need not be embedded again."""
    document_id: str
    ordinal: int
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...] = ()
    boilerplate: bool = False

    @property
    def embedded_text(self) -> str:
        """What is embedded and indexed: the heading path, then the quote."""
        return "\n".join((*self.heading_path, self.quote))


@dataclass(frozen=True, slots=True)
class Passage:
    """What a search returns: one chunk, or neighbours merged. Higher scores are better."""

    document_id: str
    document_name: str
    document_title: str
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...]
    score: float
    score_parts: dict[str, float] = field(default_factory=dict)
    """``dense``: cosine; ``lexical``: BM25; ``fused``: their scaled sum."""
    page: int | None = None
    locator: Locator | None = None
    """Where the passage begins in the file."""


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
        """Length in years from end point to end point: 5 for 2022-2027, 0 for one year."""
        if self.start_year is None or self.end_year is None:
            return None
        return self.end_year - self.start_year


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


@dataclass(frozen=True, slots=True)
class Citation:
    """A marker in an answer bound to a span of a document."""

    marker: int
    document_id: str
    document_name: str
    document_title: str
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...] = ()
    page: int | None = None
    locator: Locator | None = None
    """Where the span begins in the file."""
    issue: str = ""
    """The document's report, publisher, edition and date, as far as they are known."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A number that the answer computed: the formula with its inputs filled in."""

    text: str
    """The result as it stands in the answer."""
    value: float
    formula: str
    inputs: tuple[DataPoint, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``ask`` returns. Every number in ``text`` is in a citation or in a derivation."""

    question: str
    text: str
    status: Status
    language: Language = "zh"
    intent: str = "explanation"
    citations: tuple[Citation, ...] = ()
    data_points: tuple[DataPoint, ...] = ()
    passages: tuple[Passage, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    warnings: tuple[str, ...] = ()
