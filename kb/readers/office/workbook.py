"""Excel workbooks (.xlsx, .xlsm): values by calamine, and the number formats that it leaves out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from kb.errors import DocumentTooLarge
from kb.readers.grid import Merge, whole_number
from kb.readers.office.number_format import BUILT_IN, displayed
from kb.readers.office.sheets import Sheet, check_size, column_number
from kb.readers.package import Package, damaged
from kb.readers.parsed import Limits
from kb.regex import regex

_MAIN = "{*}"
_PLACE = regex(r"([A-Z]{1,3})(\d{1,7})")
_HAS_VALUE = frozenset(("v", "is"))


def read_xlsx(package: Package, data: bytes, limits: Limits) -> list[Sheet]:
    """The worksheets that are shown, cells as they are shown.

    Raises:
        DocumentDamaged, DocumentTooLarge: the message names what is wrong.
    """
    import python_calamine

    parts = list(_shown_sheets(package))
    if len(parts) > limits.pages:
        raise DocumentTooLarge(
            f"{package.name}: {len(parts)} sheets are over the limit of {limits.pages}; split the "
            "file, or raise KB_MAX_PAGES"
        )
    package.check_parts()
    codes = _format_codes(package)
    scans: list[tuple[str, _Scan]] = []
    cells = 0
    for name, part in parts:
        scan = _Scan(package.name, name, codes, cells)
        scan.read(package.read(part), part)
        cells = scan.cells
        scans.append((name, scan))
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            return [_sheet(book.get_sheet_by_name(name), name, scan) for name, scan in scans]
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise damaged(package.name, f"its cells cannot be read: {error}") from error


def _sheet(sheet: Any, name: str, scan: _Scan) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    cells = [
        [displayed(value, scan.formats.get((r, c), "")) for c, value in enumerate(row)]
        for r, row in enumerate(rows)
    ]
    merges = [
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Sheet(name, cells, merges)


def _shown_sheets(package: Package) -> Iterator[tuple[str, str]]:
    """Names and parts of the worksheets that are not hidden."""
    main = package.main_part()
    relations = package.related(main)
    for sheet in package.xml(main).iter(f"{_MAIN}sheet"):
        identity = next((v for key, v in sheet.attrib.items() if key.endswith("}id")), "")
        relation = relations.get(identity)
        is_shown = sheet.get("state", "visible") == "visible"
        if is_shown and relation and relation.kind == "worksheet":
            yield sheet.get("name", ""), relation.part


def _format_codes(package: Package) -> list[str]:
    """The format code of each cell style, by its index."""
    root = package.related_as(package.main_part(), "styles")
    if root is None:
        return []
    own = {
        each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{_MAIN}numFmt")
    }
    styles = root.find(f"{_MAIN}cellXfs")
    numbers = [each.get("numFmtId", "0") for each in styles] if styles is not None else []
    return [own.get(n) or BUILT_IN.get(whole_number(n, 0), "") for n in numbers]


@dataclass
class _Scan:
    """One pass over a sheet's XML: which cells hold something, and how they are formatted."""

    file: str
    sheet: str
    codes: list[str]
    cells: int
    """Cells with something in them so far, those of sheets before included."""
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    _row: int = -1
    _column: int = -1
    _code: str = ""
    _rows: int = 0
    _last_filled: int = -1
    _bottom: int = 0
    _right: int = 0

    def read(self, xml: bytes, part: str) -> None:
        """Go through the sheet.

        Raises:
            DocumentTooLarge: there is more on it than a report would hold.
            DocumentDamaged: it is no XML.
        """
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        try:
            parser.Parse(xml, True)
        except (expat.ExpatError, LookupError, ValueError) as error:  # or an unknown encoding
            raise damaged(self.file, f"its part {part} is no XML") from error

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self._row = whole_number(attributes.get("r"), self._row + 2) - 1
            self._column = -1
        elif name in _HAS_VALUE and self._column >= 0:
            self._filled()

    def _cell(self, attributes: dict[str, str]) -> None:
        match = _PLACE.fullmatch(attributes.get("r", ""))
        if match:
            self._row, self._column = int(match[2]) - 1, column_number(match[1])
        else:
            self._column += 1
        index = whole_number(attributes.get("s"), -1)
        self._code = self.codes[index] if 0 <= index < len(self.codes) else ""

    def _filled(self) -> None:
        self.cells += 1
        if self._row != self._last_filled:
            self._last_filled = self._row
            self._rows += 1
        self._bottom = max(self._bottom, self._row + 1)
        self._right = max(self._right, self._column + 1)
        check_size(self.file, self.sheet, self._rows, self.cells, self._bottom * self._right)
        if self._code and self._code != "General":
            self.formats[self._row, self._column] = self._code
