"""Headers, footers and page numbers: what stands at the same height of page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kb.readers.pdf.page import Page
from kb.readers.pdf.runs import Run, rows_of

_DEPTH = 0.14
"""Share of the page's height, above and below, where headers and footers stand."""
_MOST_ROWS = 3
_SHIFT = 4.0
"""Points by which the same footer may stand higher or lower."""
_EVERYWHERE = 0.6
"""Share of the pages on which a text in the middle of the page is a watermark."""
_FIRST, _LAST = re.compile(r"\d{1,4}(?=\D|$)"), re.compile(r"(?<!\d)\d{1,4}$")
_DIGITS = re.compile(r"\d+|(?<![a-z])[ivxlc]+(?![a-z])")

Row = list[Run]


def without_margins(pages: Sequence[Page]) -> None:
    """Take headers, footers, page numbers and watermarks off ``pages``."""
    rows = [rows_of(run for run in page.runs if run.cells is None) for page in pages]
    seen: dict[str, list[tuple[int, float]]] = defaultdict(list)
    same: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, listed in zip(pages, rows, strict=True):
        for row in [*listed, *([run] for run in page.others)]:
            seen[_key(row)].append((page.number, row[0].middle))
            same[_text(row)].append((page.number, row[0].middle))
    numbering: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, listed in zip(pages, rows, strict=True):
        for row in _outer(listed, page.frame.height):
            for offset in _offsets(row, page):
                numbering[offset].append((page.number, row[0].middle))
    fewest = _fewest(len(pages))
    for page, listed in zip(pages, rows, strict=True):
        dropped: set[int] = set()
        for row in _outer(listed, page.frame.height):
            counts = any(_repeats(numbering[each], row, fewest) for each in _offsets(row, page))
            if counts or _repeats(seen[_key(row)], row, fewest):
                dropped.update(map(id, row))
        for row in [*listed, *([run] for run in page.others)]:
            if len(pages) >= 5 and _repeats(same[_text(row)], row, _EVERYWHERE * len(pages)):
                dropped.update(map(id, row))
        page.runs = [run for run in page.runs if id(run) not in dropped]
        page.others = [run for run in page.others if id(run) not in dropped]


def _outer(rows: list[Row], height: float) -> Iterable[Row]:
    above = [row for row in rows[:_MOST_ROWS] if row[0].box[3] < _DEPTH * height]
    below = [row for row in rows[-_MOST_ROWS:] if row[0].box[1] > (1 - _DEPTH) * height]
    return [*above, *below]


def _offsets(row: Row, page: Page) -> list[str]:
    """How far the number that begins or ends a row is from that of the page, the chapter's aside.

    A running header may have another chapter's name on each page, but its numbers count on.
    """
    text = "".join(run.text for run in row).strip()
    found = {match.group() for match in (_FIRST.match(text), _LAST.search(text)) if match}
    return [str(int(number) - page.number) for number in found]


def _fewest(pages: int) -> int:
    """On so many pages a line stands at one height before it is furniture."""
    return 2 if pages <= 4 else 3


def _repeats(seen: Sequence[tuple[int, float]], row: Row, fewest: float) -> bool:
    if len(seen) < fewest:
        return False
    height = row[0].middle
    return len({page for page, middle in seen if abs(middle - height) <= _SHIFT}) >= fewest


def _key(row: Row) -> str:
    """What a row has in common with the same row of other pages: all but its numbers."""
    return _DIGITS.sub("#", _text(row))


def _text(row: Row) -> str:
    return "".join("".join(run.text.split()) for run in row).lower()
