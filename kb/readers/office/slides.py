"""PowerPoint, .pptx and .pptm: a section a slide.

Read are the text boxes, tables, SmartArt and the values of charts in reading order, and the speaker's
notes after their slide. Left out are hidden slides, what master and layout print on every slide
(footers, dates, slide numbers), comments, pictures, media and macros. A chart under no title of its
own goes by the title of its slide; a caption below a chart is put over its values.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.errors import DocumentTooLarge
from kb.readers.exhibits import caption_of
from kb.readers.grid import Merge, Row, filled, one_line, split_grid
from kb.readers.lines import key
from kb.readers.names import is_title
from kb.readers.office.charts import read_chart, read_diagram
from kb.readers.office.properties import with_properties
from kb.readers.office.reading_order import Box, reading_order
from kb.readers.package import Package, damaged, parse_xml
from kb.readers.parsed import Limits, Parsed
from kb.readers.transcript import Transcript
from kb.types import Locator

if TYPE_CHECKING:
    from pptx.slide import Slide

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_FURNITURE = frozenset(("FOOTER", "SLIDE_NUMBER", "DATE", "HEADER"))
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
)
"""What python-pptx ends in on a file whose parts do not fit together."""
_TITLE_HEIGHT = 0.25
"""A title stands in this upper share of its slide."""


def read_slides(data: bytes, name: str, limits: Limits) -> Parsed:
    """Read a PowerPoint file.

    Raises:
        DocumentEncrypted, DocumentDamaged, DocumentTooLarge, DocumentUnsupported: the message
        names what is wrong.
    """
    from lxml import etree
    from pptx.exc import PythonPptxError

    package = Package(data, name, limits, "pptx")
    package.check_parts()
    try:
        deck = _read_deck(data, name, limits)
    except (PythonPptxError, etree.LxmlError, *_BROKEN) as error:
        raise damaged(name, f"its slides cannot be read: {error}") from error
    return with_properties(deck.transcript.parsed(), package, deck.title)


def _read_deck(data: bytes, name: str, limits: Limits) -> _Deck:
    from pptx import Presentation

    deck = _Deck(Presentation(io.BytesIO(data)), name)
    slides = list(deck.presentation.slides)
    if len(slides) > limits.pages:
        raise DocumentTooLarge(
            f"{name}: {len(slides)} slides are over the limit of {limits.pages}; split the file, "
            "or raise KB_MAX_PAGES"
        )
    for number, slide in enumerate(slides, start=1):
        if slide._element.get("show", "1") not in ("0", "false"):
            deck.read(slide, Locator(0, 0, slide=number))
    return deck


@dataclass(frozen=True, slots=True)
class _Item:
    """A shape and where it stands."""

    shape: Any
    box: Box | None


@dataclass
class _Deck:
    presentation: Any
    name: str
    transcript: Transcript = field(default_factory=Transcript)
    title: str = ""
    _level: int = 1

    def read(self, slide: Slide, place: Locator) -> None:
        """Read one slide."""
        items = _in_order(list(_items(slide.shapes)))
        title = self._title_of(slide, items)
        heading = _shape_text(title.shape).replace("\n", " ") if title else ""
        kind = slide.slide_layout._element.get("type", "")
        self.transcript.end_section()
        if heading and kind == "title" and not self.title:
            self.title = one_line(heading)
            self.transcript.paragraph(heading, place)
        elif heading:
            self.transcript.heading(heading, 1 if kind == "secHead" else self._level, place)
            self._level = 2 if kind == "secHead" else self._level
        rest = [item for item in items if title is None or item.shape is not title.shape]
        for item in _captions_first(rest):
            self._item(item.shape, heading, place)
        for element in slide.shapes._spTree.iter(f"{_MC}Choice"):
            self._texts(_paragraphs(element), place)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            self._texts(slide.notes_slide.notes_text_frame.text.split("\n"), place)

    def _title_of(self, slide: Slide, items: list[_Item]) -> _Item | None:
        """The title, else a short text alone in its box at the top of the slide."""
        own = slide.shapes.title
        if own is not None and _shape_text(own).strip():
            return next((item for item in items if item.shape.shape_id == own.shape_id), None)
        limit = self.presentation.slide_height * _TITLE_HEIGHT
        for item in items:
            text = _shape_text(item.shape).strip()
            if item.box and item.box.bottom <= limit and is_title(text, 40) and "\n" not in text:
                return item
        return None

    def _item(self, shape: Any, heading: str, place: Locator) -> None:
        if getattr(shape, "has_table", False) and shape.has_table:
            self._table(shape.table, heading, place)
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            self._chart(shape.chart, heading, place)
        elif shape.has_text_frame:
            self._texts(_shape_text(shape).split("\n"), place)
        else:
            for reference in shape._element.iter(_DIAGRAM):
                part = shape.part.related_part(reference.get(f"{_R}dm"))
                root = parse_xml(part.blob, self.name, str(part.partname))
                self._texts(read_diagram(root), place)

    def _texts(self, texts: list[str], place: Locator) -> None:
        self.transcript.block()
        for text in texts:
            self.transcript.item(text, place)
        self.transcript.block()

    def _chart(self, chart: Any, heading: str, place: Locator) -> None:
        for each in read_chart(chart._chartSpace):
            last = key(self.transcript.last)
            repeated = not each.title or key(each.title) in (key(heading), last)
            over = [] if repeated else [(each.title, place)]
            self.transcript.table(each.rows, lambda row, column: place, over=over, title=heading)

    def _table(self, table: Any, heading: str, place: Locator) -> None:
        rows, merges = [], []
        for top, row in enumerate(table.rows):
            cells = list(row.cells)
            rows.append(["" if cell.is_spanned else cell.text_frame.text for cell in cells])
            for left, cell in enumerate(cells):
                if cell.is_merge_origin:
                    bottom, right = top + cell.span_height - 1, left + cell.span_width - 1
                    merges.append(Merge(top, left, bottom, right))
        grid = filled(rows, merges)
        block = split_grid([Row(i, tuple(row)) for i, row in enumerate(grid) if any(row)])
        self.transcript.table(
            [row.cells for row in block.rows],
            lambda row, column: place,
            over=[(text, place) for row in block.above for text in row.texts],
            title=heading,
        )
        for note in block.below:
            for text in note.texts:
                self.transcript.paragraph(text, place)


def _items(
    shapes: Any, across: tuple[float, float] = (1, 0), down: tuple[float, float] = (1, 0)
) -> Iterator[_Item]:
    """Shapes that hold something, those of groups too, on the coordinates of the slide."""
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    for shape in shapes:
        if shape.is_placeholder and shape.placeholder_format.type.name in _FURNITURE:
            continue
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _items(shape.shapes, *_inside(shape, across, down))
            continue
        sides = (shape.left, shape.top, shape.width, shape.height)
        box = None
        if None not in sides:
            left, top = shape.left * across[0] + across[1], shape.top * down[0] + down[1]
            right, bottom = left + shape.width * across[0], top + shape.height * down[0]
            box = Box(left, top, right, bottom)
        yield _Item(shape, box)


def _inside(
    group: Any, across: tuple[float, float], down: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Scale and shift from the coordinates within ``group`` to those of the slide."""
    transform = group._element.grpSpPr.find(f"{_A}xfrm")
    inner = [
        transform.find(f"{_A}{name}") if transform is not None else None
        for name in ("chOff", "chExt")
    ]
    if inner[0] is None or inner[1] is None:
        return across, down
    found = []
    for (scale, shift), start, size, axis, length in (
        (across, group.left, group.width, "x", "cx"),
        (down, group.top, group.height, "y", "cy"),
    ):
        own = (size or 0) / (int(inner[1].get(length, "0")) or 1)
        found.append(
            (scale * own, shift + scale * ((start or 0) - own * int(inner[0].get(axis, "0"))))
        )
    return found[0], found[1]


def _in_order(items: list[_Item]) -> list[_Item]:
    placed = [item for item in items if item.box is not None]
    order = reading_order([item.box for item in placed if item.box])
    return [*(placed[index] for index in order), *(item for item in items if item.box is None)]


def _captions_first(items: list[_Item]) -> list[_Item]:
    """A caption below a chart goes before it, unless it is the caption of the chart below."""
    found = list(items)
    for index in range(1, len(found)):
        chart, below = found[index - 1].shape, found[index].shape
        has_chart = getattr(chart, "has_chart", False) and chart.has_chart
        above = found[index - 2].shape if index > 1 else None
        if has_chart and _is_caption(below) and not (above is not None and _is_caption(above)):
            found[index - 1], found[index] = found[index], found[index - 1]
    return found


def _is_caption(shape: Any) -> bool:
    return caption_of(_shape_text(shape).strip()) is not None


def _shape_text(shape: Any) -> str:
    """The text of a shape, a line a paragraph."""
    if not shape.has_text_frame:
        return ""
    return "\n".join(paragraph.text.replace("\v", " ") for paragraph in shape.text_frame.paragraphs)


def _paragraphs(element: Any) -> list[str]:
    found = ("".join(t.text or "" for t in p.iter(f"{_A}t")) for p in element.iter(f"{_A}p"))
    return [text for text in found if text.strip()]
