"""Excel workbooks of before 2007 (.xls), by xlrd, which knows their number formats."""

from __future__ import annotations

import io
import struct
from typing import Any

from kb.errors import DocumentTooLarge
from kb.readers.grid import Merge
from kb.readers.office.number_format import Value, displayed
from kb.readers.office.sheets import Sheet, check_size
from kb.readers.package import damaged, encrypted
from kb.readers.parsed import Limits

_BROKEN = (
    struct.error,
    AssertionError,
    LookupError,
    ValueError,
    TypeError,
    OverflowError,
    RuntimeError,
)
"""What xlrd ends in on a file that is cut off or made up."""


def read_xls(data: bytes, name: str, limits: Limits) -> list[Sheet]:
    """The sheets that are shown, cells as they are shown.

    Raises:
        DocumentEncrypted, DocumentDamaged, DocumentTooLarge: the message names what is wrong.
    """
    import xlrd
    from xlrd.compdoc import CompDocError
    from xlrd.formula import FormulaError

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise encrypted(name) from error
        raise damaged(name, f"its cells cannot be read: {error}") from error
    except (CompDocError, FormulaError, *_BROKEN) as error:
        raise damaged(name, f"its cells cannot be read: {error}") from error
    shown = [sheet for sheet in book.sheets() if sheet.visibility == 0]
    if len(shown) > limits.pages:
        raise DocumentTooLarge(
            f"{name}: {len(shown)} sheets are over the limit of {limits.pages}; split the file, or "
            "raise KB_MAX_PAGES"
        )
    cells = 0
    sheets = []
    for sheet in shown:
        cells += sheet.nrows * sheet.ncols
        check_size(name, sheet.name, sheet.nrows, 0, cells)
        sheets.append(_sheet(book, sheet))
    return sheets


def _sheet(book: Any, sheet: Any) -> Sheet:
    cells = [
        [_shown(book, sheet.cell(row, column)) for column in range(sheet.ncols)]
        for row in range(sheet.nrows)
    ]
    merges = [
        Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
    ]
    return Sheet(sheet.name, cells, merges)


def _shown(book: Any, cell: Any) -> str:
    import xlrd

    value: Value = cell.value
    if cell.ctype in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return displayed(bool(value))
    code = ""
    if cell.xf_index is not None and cell.xf_index < len(book.xf_list):
        form = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        code = form.format_str if form else ""
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            value = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            code = ""
    return displayed(value, code)
