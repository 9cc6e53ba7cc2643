"""Spreadsheets: Excel (.xlsx, .xlsm, .xls) and OpenDocument (.ods), a section a sheet.

Cells are read as they are shown: percent signs, thousands, dates, rounded as their format rounds
them. Formulas count by the value that was saved with them; nothing is computed. Rows over a table
with a single text are its title and unit, those under it its notes; blank rows and columns part
tables. Left out are hidden sheets, sheets that hold only a chart, comments, macros and error values;
hidden rows and columns are read, since filters hide them. Each cell keeps its sheet and name.
"""

from __future__ import annotations

from dataclasses import replace

from kb.readers.office.open_document import read_ods
from kb.readers.office.properties import with_meta, with_properties
from kb.readers.office.sheets import write_sheets
from kb.readers.office.workbook import read_xlsx
from kb.readers.office.workbook_old import read_xls
from kb.readers.package import Package, kind_of
from kb.readers.parsed import Limits, Parsed
from kb.readers.web import read_web


def read_spreadsheet(data: bytes, name: str, limits: Limits) -> Parsed:
    """Read a spreadsheet, whichever of the formats it is in.

    Raises:
        DocumentEncrypted, DocumentDamaged, DocumentTooLarge, DocumentUnsupported: the message
        names what is wrong.
    """
    found = kind_of(data)
    if found and found[1] == "xls":
        transcript, title = write_sheets(read_xls(data, name, limits), name)
        return replace(transcript.parsed(), title=title)
    if found and found[1] == "html" and name.lower().endswith(".xls"):
        return read_web(data, name, limits)  # what many systems call an export to Excel
    package = Package(data, name, limits, "xlsx", "ods")
    if package.kind == "ods":
        transcript, title = write_sheets(read_ods(package, limits), name)
        return with_meta(transcript.parsed(), package, title)
    transcript, title = write_sheets(read_xlsx(package, data, limits), name)
    return with_properties(transcript.parsed(), package, title)
