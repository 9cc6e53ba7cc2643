"""OpenDocument spreadsheets (.ods), whose cells hold the text that they show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.errors import DocumentTooLarge
from kb.readers.grid import Merge, one_line, whole_number
from kb.readers.office.sheets import Sheet, check_size
from kb.readers.package import Package, encrypted
from kb.readers.parsed import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_WIDEST = 16_384
_WRITTEN = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": " "}


def read_ods(package: Package, limits: Limits) -> list[Sheet]:
    """The sheets that are shown, cells as they are shown.

    Raises:
        DocumentEncrypted, DocumentDamaged, DocumentTooLarge: the message names what is wrong.
    """
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.read(manifest):
        raise encrypted(package.name)
    root = package.xml("content.xml")
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    tables = [
        table
        for table in root.iter(f"{_TABLE}table")
        if table.get(f"{_TABLE}style-name") not in hidden
    ]
    if len(tables) > limits.pages:
        raise DocumentTooLarge(
            f"{package.name}: {len(tables)} sheets are over the limit of {limits.pages}; split the "
            "file, or raise KB_MAX_PAGES"
        )
    sheets: list[Sheet] = []
    cells = 0
    for table in tables:
        sheet, cells = _sheet(package.name, table, cells)
        sheets.append(sheet)
    return sheets


def _sheet(file: str, table: _Element, cells: int) -> tuple[Sheet, int]:
    """A sheet, and how many cells the file holds up to its end."""
    name = table.get(f"{_TABLE}name", "")
    rows: list[list[str]] = []
    merges: list[Merge] = []
    waiting, filled, width = 0, 0, 0
    for row in table.iter(f"{_TABLE}table-row"):
        texts = list(_cells(row, len(rows) + waiting, merges))
        repeated = _repeated(row, "rows")
        if not any(texts):
            waiting += repeated
            continue
        filled += repeated
        cells += repeated * sum(map(bool, texts))
        width = max(width, len(texts))
        check_size(file, name, filled, cells, (len(rows) + waiting + repeated) * width)
        rows += [[] for _ in range(waiting)] + [texts] * repeated
        waiting = 0
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    return Sheet(name, even, merges), cells


def _cells(row: _Element, index: int, merges: list[Merge]) -> Iterator[str]:
    """The texts of a row up to its last one."""
    blank, column = 0, 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        repeated = min(_repeated(cell, "columns"), _WIDEST - column)
        text = _text(cell) if cell.tag == f"{_TABLE}table-cell" else ""
        down = _number(cell, "number-rows-spanned") - 1
        across = _number(cell, "number-columns-spanned") - 1
        if text and (down or across):
            merges.append(Merge(index, column, index + down, column + across))
        column += repeated
        if not text:
            blank += repeated
            continue
        yield from [""] * blank + [text] * repeated
        blank = 0


def _text(cell: _Element) -> str:
    """What the cell shows; its comment is no child paragraph of it. Errors show nothing."""
    text = one_line(" ".join(_inline(each) for each in cell if each.tag == f"{_TEXT}p"))
    return "" if text.startswith(("#", "Err:")) and cell.get(f"{_TABLE}formula") else text


def _inline(element: _Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag in _WRITTEN:
            parts.append(_WRITTEN[child.tag])
        elif isinstance(child.tag, str) and child.tag != f"{_OFFICE}annotation":
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _repeated(element: _Element, what: str) -> int:
    return _number(element, f"number-{what}-repeated")


def _number(element: _Element, name: str) -> int:
    return max(1, whole_number(element.get(f"{_TABLE}{name}"), 1))
