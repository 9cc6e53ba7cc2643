"""CSV and TSV: tables as text, their encoding and their delimiter found.

The text is read as a sheet is: rows with a single text over the table are its title and unit, those
under it its notes. Each cell keeps its name, such as ``B3``, as a spreadsheet shows the file.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kb.readers.encoding import decode
from kb.readers.office.sheets import MOST_ROWS, Sheet, check_size, write_sheets
from kb.readers.package import damaged
from kb.readers.parsed import Limits, Parsed

_DELIMITERS = (",", "\t", ";", "|", "，", "；")
_SAMPLE = 200
"""Lines by which the delimiter is told."""
_LONGEST_FIELD = 1_000_000


def read_delimited(data: bytes, name: str, limits: Limits) -> Parsed:
    """Read a CSV or TSV file.

    Raises:
        DocumentBinary, DocumentUndecodable, DocumentEmpty: see ``kb.readers.encoding.decode``.
        DocumentDamaged: a quoted field is never closed.
        DocumentTooLarge: it has more rows or cells than a report would print.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    text = decode(data, name)
    lines = text.splitlines()
    # Excel writes the delimiter into the first line where it is an unusual one.
    named = lines[0].strip().lower() if lines else ""
    skipped = 1 if named.startswith("sep=") and len(named) == 5 else 0
    try:
        delimiter = named[4] if skipped else delimiter_of(lines[:_SAMPLE])
        rows = list(_rows(text, delimiter, name))
    except csv.Error as error:
        raise damaged(name, str(error)) from error
    for row in rows[:skipped]:
        row.clear()
    width = max(map(len, rows), default=0)
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    transcript, title = write_sheets([Sheet("", even)], name)
    return replace(transcript.parsed(), title=title)


def _rows(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    cells = width = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    for number, row in enumerate(reader, start=1):
        cells += sum(map(bool, row))
        width = max(width, len(row))
        check_size(name, "", min(number, MOST_ROWS + 1), cells, number * width)
        yield [cell.strip() for cell in row]


def delimiter_of(lines: list[str]) -> str:
    """The mark that cuts most of ``lines`` into the same number of fields, two or more.

    A comma in a title or inside quotes cuts few lines, a thousands comma cuts some in other places.
    """
    best, most = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = Counter(
            len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row) and len(row) > 1
        )
        if not counts:
            continue
        width, agreeing = max(counts.items(), key=lambda item: (item[1], item[0]))
        score = agreeing + min(width, 20) / 100
        if score > most:
            best, most = delimiter, score
    return best
