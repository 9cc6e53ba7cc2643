"""What is read: a document with its maps, the exhibits in it, and the pieces it is cut into."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

ExhibitKind = Literal["chart", "table"]
Language = Literal["zh", "en"]


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
        first = bisect_right(self.sections, offset, key=lambda section: section.start)
        for index in range(first - 1, -1, -1):
            if offset < self.sections[index].end:
                return self.sections[index].path
        return ()

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
