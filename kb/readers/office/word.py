"""Word: .docx and .docm.

Read are the paragraphs and tables of the body as they would print: text boxes and SmartArt after the
paragraph that holds them, foot and end notes after the paragraph that refers to them, automatic
numbers before their headings and items, and the values of charts as a table under the chart's
caption, which is put over it where it stands below. Insertions count as accepted. Left out are
headers and footers, comments, deleted and moved-away text, hidden text, pictures and macros; a table
of contents is kept as boilerplate. Nothing is fetched and no field is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kb.readers.exhibits import caption_of
from kb.readers.grid import Row, filled, one_line, split_grid
from kb.readers.lines import key
from kb.readers.names import is_title
from kb.readers.numbering import numbered
from kb.readers.office.charts import Chart, read_chart, read_diagram
from kb.readers.office.properties import with_properties
from kb.readers.office.word_numbering import BULLET, Numbering, W
from kb.readers.office.word_styles import ParagraphStyle, Styles
from kb.readers.office.word_tables import WordCell, merges_of, read_rows
from kb.readers.office.word_text import WordText, read_text
from kb.readers.package import Package, Relation, damaged
from kb.readers.parsed import Limits, Parsed
from kb.readers.transcript import Transcript
from kb.types import Locator

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_FEWEST_COLUMNS = 2
_LONGEST_TITLE = 80


def read_word(data: bytes, name: str, limits: Limits) -> Parsed:
    """Read a Word file.

    Raises:
        DocumentEncrypted, DocumentDamaged, DocumentTooLarge, DocumentUnsupported: the message
        names what is wrong.
    """
    package = Package(data, name, limits, "docx")
    part = package.main_part()
    body = package.xml(part).find(f"{W}body")
    if body is None:
        raise damaged(name, "it has no body")
    word = _Word(package, part)
    word.read(body)
    return with_properties(word.finished(), package, word.title)


@dataclass
class _Word:
    """The document as far as it has been read."""

    package: Package
    part: str
    transcript: Transcript = field(default_factory=Transcript)
    title: str = ""
    """What the paragraphs at the beginning in the style of a title say."""
    _count: int = 0
    _has_headings: bool = False
    _on_cover: bool = True
    _pending: list[Chart] = field(default_factory=list)
    """Charts whose caption may still come."""
    _caption_waits: bool = False
    """True after a caption whose chart or picture has not come yet."""
    _picture_waits: bool = False

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """What the document refers to."""
        return self.package.related(self.part)

    @cached_property
    def styles(self) -> Styles:
        """The styles."""
        return Styles.of(self.package.related_as(self.part, "styles"))

    @cached_property
    def numbering(self) -> Numbering:
        """The lists."""
        return Numbering.of(self.package.related_as(self.part, "numbering"))

    @cached_property
    def notes(self) -> dict[tuple[str, str], str]:
        """Foot and end notes by kind and id, those that only draw a line left out."""
        return {
            (kind, note.get(f"{W}id", "")): " ".join(_texts(note))
            for kind in ("footnotes", "endnotes")
            if (root := self.package.related_as(self.part, kind)) is not None
            for note in root
            if note.get(f"{W}type", "normal") == "normal"
        }

    def read(self, container: _Element) -> None:
        """Read the paragraphs and tables in ``container``."""
        for child in container:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in _CONTAINERS:
                self.read(child)

    def finished(self) -> Parsed:
        """The text with its places."""
        self._flush()
        return self.transcript.parsed()

    def _paragraph(self, paragraph: _Element) -> None:
        found = read_text(paragraph)
        text = found.text.strip()
        style = self.styles.of_paragraph(paragraph)
        if text:
            self._count += 1
            caption = caption_of(text) is not None
            if not caption:
                self._flush()
            self._write(one_line(text) if style.level else text, style)
            self._caption_waits = caption and not (self._pending or self._picture_waits)
            self._flush()
        self._hanging(found)

    def _write(self, text: str, style: ParagraphStyle) -> None:
        place = Locator(0, 0, paragraph=self._count)
        label = self.numbering.label(style.list_number, style.list_level)
        if style.is_contents:
            self.transcript.aside(text, place)
        elif style.level:
            full = f"{label} {text}" if label and label != BULLET else text
            self.transcript.heading(full, style.level, place)
            self._has_headings = True
        elif label:
            self.transcript.item(f"{label} {text}", place)
        elif self._is_cover(text):
            for line in text.split("\n"):
                self.transcript.item(line, place)
        else:
            self.transcript.lines(text, place)
        if style.is_title and not self._has_headings and len(self.title) < _LONGEST_TITLE:
            self.title = f"{self.title} {one_line(text)}".strip()

    def _is_cover(self, text: str) -> bool:
        """True for the short lines that a document begins with, which belong together."""
        on_cover = is_title(text, _LONGEST_TITLE) and numbered(text) is None
        self._on_cover = self._on_cover and on_cover and not self._has_headings
        return self._on_cover

    def _hanging(self, found: WordText) -> None:
        """Charts, diagrams, text boxes and notes of a paragraph."""
        place = Locator(0, 0, paragraph=self._count)
        for reference in found.charts:
            if reference in self.relations:
                self._pending += read_chart(self.package.xml(self.relations[reference].part))
        if self._pending and self._caption_waits:
            self._flush()
        self._picture_waits = found.has_picture and not self._caption_waits
        if found.has_picture:
            self._caption_waits = False
        for reference in found.diagrams:
            if reference in self.relations:
                for text in read_diagram(self.package.xml(self.relations[reference].part)):
                    self.transcript.item(text, place)
        for box in found.boxes:
            self.read(box)
        for note in found.notes:
            if self.notes.get(note):
                self.transcript.paragraph(f"注：{self.notes[note]}", place)

    def _flush(self) -> None:
        """Write the charts that wait; what was written last may be their caption."""
        place = Locator(0, 0, paragraph=self._count)
        for chart in self._pending:
            repeated = chart.title and key(chart.title) in key(self.transcript.last)
            over = [] if repeated or not chart.title else [(chart.title, place)]
            self.transcript.table(chart.rows, lambda row, column: place, over=over)
            self._caption_waits = False
        self._pending.clear()

    def _table(self, table: _Element) -> None:
        self._flush()
        self._on_cover = False
        rows = read_rows(table)
        width = max((cell.column + cell.span for row in rows for cell in row), default=0)
        if width < _FEWEST_COLUMNS or _is_layout(rows):
            for row in rows:
                for cell in row:
                    if cell.element is not None:
                        self.read(cell.element)
            return
        hanging: list[WordText] = []
        grid = [_texts_by_column(row, width, hanging) for row in rows]
        block = split_grid(
            [
                Row(index, tuple(row))
                for index, row in enumerate(filled(grid, merges_of(rows)))
                if any(row)
            ]
        )
        over = [(text, self._next()) for row in block.above for text in row.texts]
        places = [self._next() for _ in block.rows]
        self.transcript.table(
            [row.cells for row in block.rows], lambda row, column: places[row], over=over
        )
        for note in block.below:
            for text in note.texts:
                self.transcript.paragraph(text, self._next())
        for found in hanging:
            self._hanging(found)

    def _next(self) -> Locator:
        """The place of one more paragraph."""
        self._count += 1
        return Locator(0, 0, paragraph=self._count)


def _is_layout(rows: list[list[WordCell]]) -> bool:
    """True for a table that only places other tables on the page."""
    cells = (cell.element for row in rows for cell in row if cell.element is not None)
    return any(next(cell.iter(f"{W}tbl"), None) is not None for cell in cells)


def _texts_by_column(row: list[WordCell], width: int, hanging: list[WordText]) -> list[str]:
    texts = [""] * width
    for cell in row:
        if cell.element is not None:
            found = [read_text(each) for each in cell.element.iter(f"{W}p")]
            texts[cell.column] = " ".join(filter(None, (one_line(each.text) for each in found)))
            hanging += found
    return texts


def _texts(element: _Element) -> Iterator[str]:
    for paragraph in element.iter(f"{W}p"):
        text = one_line(read_text(paragraph).text)
        if text:
            yield text
