"""Tables in text: rows cut by tabs, by pipes, or by columns of wide space."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.readers.lines import Line
from kb.regex import regex
from kb.types import Cell, Table

_SEPARATOR = regex(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_WIDE_SPACE = regex(r"[ 　]{2,}|　")
_PIPE = regex(r"(?<!\\)\|")
_LONGEST_CELL = 40
"""Of a table told by wide space alone; prose has longer runs."""
_LONGEST_OPEN_CELL = 80
"""Of a table told by pipes between its cells alone."""

_YEAR_AND_VALUE = (
    r"(?P<year>(?:19|20)\d\d\s?年?[EeFf]?(?:[(（](?:预测|forecast|[EeFf])[)）])?)\s*[:：]\s*"
    r"(?P<value>[-−–]?\d[\d,.]*\d?\s?[^\s\d:：;；,，、]{0,8})"
)
_OF_YEAR = regex(_YEAR_AND_VALUE)
_PLAIN_PAIR = re.sub(r"\?P<\w+>", "?:", _YEAR_AND_VALUE)
_SERIES = regex(rf"(?:{_PLAIN_PAIR}\s*[;；,，、|/]?\s*){{3,}}[。.]?")
"""Three years at the least, each with its value, and nothing else."""

Spans = list[tuple[int, int]]


def table_at(text: str, lines: list[Line], index: int) -> tuple[Table, int] | None:
    """The table whose first row is line ``index``, and the index of its last line."""
    return _tabs(text, lines, index) or _pipes(text, lines, index) or _columns(text, lines, index)


def _tabs(text: str, lines: list[Line], index: int) -> tuple[Table, int] | None:
    last = _run(lines, index, lambda line: "\t" in text[line.full_start : line.full_end])
    rows = [
        _cut(text, line.full_start, line.full_end, re.compile("\t"))
        for line in lines[index : last + 1]
    ]
    full = sum(1 for row in rows if sum(1 for start, end in row if start < end) > 1)
    if len(rows) < 2 or full * 2 < len(rows) or full < 2:
        return None
    return _table(text, lines, index, last, rows), last


def _pipes(text: str, lines: list[Line], index: int) -> tuple[Table, int] | None:
    last = _run(lines, index, lambda line: "|" in line.text)
    if last <= index:
        return None
    ruled = is_separator(lines[index + 1].text)
    closed = all(line.text.startswith("|") for line in lines[index : last + 1])
    kept = [line for line in lines[index : last + 1] if not is_separator(line.text)]
    if closed:
        rows = [_pipe_cells(text, line) for line in kept]
    else:  # a pipe at the edge then parts an empty cell from the next
        rows = [_cut(text, line.full_start, line.full_end, _PIPE) for line in kept]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if not ruled and not closed and not _is_grid(text, rows):
        return None
    return _table(text, lines, index, last, rows), last


def _is_grid(text: str, rows: list[Spans]) -> bool:
    """Rows of as many short cells each, some of them figures: a table, not a row of links."""
    cells = [text[start:end].strip() for row in rows for start, end in row]
    figures = sum(1 for cell in cells if any(character.isdigit() for character in cell))
    short = all(len(cell) <= _LONGEST_OPEN_CELL and not cell.endswith("。") for cell in cells)
    return len({len(row) for row in rows}) == 1 and short and figures > len(rows) // 2


def is_separator(text: str) -> bool:
    """True for the rule under the header of a Markdown table."""
    return "|" in text and len(text) < 1000 and _SEPARATOR.match(text) is not None


def _pipe_cells(text: str, line: Line) -> Spans:
    start, end = line.start, line.end
    if text[start] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2] != "\\":
        end -= 1
    return _cut(text, start, end, _PIPE)


def _columns(text: str, lines: list[Line], index: int) -> tuple[Table, int] | None:
    """Three rows with the same number of short cells, some of them figures."""
    last = _run(lines, index, lambda line: _WIDE_SPACE.search(line.text) is not None)
    if last - index < 2:
        return None
    rows = [_cut(text, line.start, line.end, _WIDE_SPACE) for line in lines[index : last + 1]]
    cells = [text[start:end] for row in rows for start, end in row]
    even = len({len(row) for row in rows}) == 1
    short = all(len(cell) <= _LONGEST_CELL and not cell.endswith("。") for cell in cells)
    figures = sum(1 for cell in cells if any(character.isdigit() for character in cell))
    if not (even and short and figures * 3 >= len(cells)):
        return None
    return _table(text, lines, index, last, rows), last


def series_at(text: str, line: Line) -> Table | None:
    """The values of a chart told by year in one line, 2021年：720；2022年：640: a row of years and one of values."""
    if not _SERIES.fullmatch(line.text):
        return None
    pairs = list(_OF_YEAR.finditer(text, line.start, line.end))
    rows = [
        [(line.start, line.start), *(pair.span(name) for pair in pairs)]
        for name in ("year", "value")
    ]
    cells = tuple(
        tuple(_cell(text, row, column, *span) for column, span in enumerate(spans))
        for row, spans in enumerate(rows)
    )
    return Table(line.start, line.end, cells)


def _run(lines: list[Line], index: int, belongs: Callable[[Line], bool]) -> int:
    """Index of the last of the filled lines from ``index`` on that belong; one less if none."""
    last = index
    while last < len(lines) and lines[last] and belongs(lines[last]):
        last += 1
    return last - 1


def _cut(text: str, start: int, end: int, between: re.Pattern[str]) -> Spans:
    spans: Spans = []
    for match in between.finditer(text, start, end):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, end)]


def _table(text: str, lines: list[Line], first: int, last: int, rows: list[Spans]) -> Table:
    cells = tuple(
        tuple(_cell(text, row, column, *span) for column, span in enumerate(spans))
        for row, spans in enumerate(rows)
    )
    start = min(lines[first].start, cells[0][0].start)  # an empty first cell may stand before
    end = max(lines[last].end, cells[-1][-1].end)
    return Table(start, end, cells)


def _cell(text: str, row: int, column: int, start: int, end: int) -> Cell:
    whole = text[start:end]
    start += len(whole) - len(whole.lstrip()) if whole.strip() else 0
    stripped = whole.strip()
    return Cell(row, column, start, start + len(stripped), stripped)
