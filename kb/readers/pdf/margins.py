"""Headers, footers and page numbers: what stands at the same height of page after page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kb.readers.pdf.page import Page
from kb.readers.pdf.runs import Run, rows_of
from kb.regex import regex

_DEPTH = 0.14
"""Share of the page's height, above and below, where headers and footers stand."""
_MOST_ROWS = 3
_SHIFT = 4.0
"""Points by which the same footer may stand higher or lower."""
_EVERYWHERE = 0.6
"""Share of the pages on which a text in the middle of the page is a watermark."""
_FEWEST_EVERYWHERE = 5
"""Pages on which it must stand at the least."""
_FIRST, _LAST = regex(r"\d{1,4}(?=\D|$)"), regex(r"(?<!\d)\d{1,4}$")
_NOTE = regex(r".*(?:。|[a-z]\)?\.)$")
"""A footnote is a sentence: what runs along the pages with a number is none."""
_DIGITS = regex(r"\d+|(?<![a-z])[ivxlc]+(?![a-z])")

Row = list[Run]


class _Heights:
    """On which pages, and at what height, a key was met."""

    def __init__(self) -> None:
        self._met: dict[str, list[tuple[int, float]]] = defaultdict(list)

    def note(self, key: str, page: Page, row: Row) -> None:
        self._met[key].append((page.number, row[0].middle))

    def repeats(self, key: str, row: Row, fewest: float) -> bool:
        """True where ``fewest`` pages or more have the key at the height of ``row``."""
        met, height = self._met[key], row[0].middle
        if len(met) < fewest:
            return False
        return len({page for page, middle in met if abs(middle - height) <= _SHIFT}) >= fewest


def without_margins(pages: Sequence[Page]) -> None:
    """Take headers, footers, page numbers and watermarks off ``pages``."""
    alike, same, numbers = _Heights(), _Heights(), _Heights()
    rows = [rows_of(run for run in page.runs if run.cells is None) for page in pages]
    for page, listed in zip(pages, rows, strict=True):
        for row in _all(page, listed):
            alike.note(_key(row), page, row)
            same.note(_text(row), page, row)
        for row in _outer(listed, page.frame.height):
            for offset in _offsets(row, page):
                numbers.note(offset, page, row)
    few, most = _fewest(len(pages)), max(_FEWEST_EVERYWHERE, _EVERYWHERE * len(pages))
    for page, listed in zip(pages, rows, strict=True):
        dropped: set[int] = set()
        for row in _outer(listed, page.frame.height):
            counts = any(numbers.repeats(each, row, few) for each in _offsets(row, page))
            if counts or alike.repeats(_key(row), row, few):
                dropped.update(map(id, row))
        for row in _all(page, listed):
            if same.repeats(_text(row), row, most):
                dropped.update(map(id, row))
        page.runs = [run for run in page.runs if id(run) not in dropped]
        page.others = [run for run in page.others if id(run) not in dropped]


def _all(page: Page, rows: list[Row]) -> Iterable[Row]:
    return [*rows, *([run] for run in page.others)]


def _outer(rows: list[Row], height: float) -> Iterable[Row]:
    above = [row for row in rows[:_MOST_ROWS] if row[0].box[3] < _DEPTH * height]
    below = [row for row in rows[-_MOST_ROWS:] if row[0].box[1] > (1 - _DEPTH) * height]
    return [*above, *below]


def _offsets(row: Row, page: Page) -> list[str]:
    """How far the number that begins or ends a row is from that of the page, the chapter's aside.

    A running header may have another chapter's name on each page, but its numbers count on.
    """
    text = "".join(run.text for run in row).strip()
    if _NOTE.match(text):
        return []
    found = {match.group() for match in (_FIRST.match(text), _LAST.search(text)) if match}
    return [str(int(number) - page.number) for number in found]


def _fewest(pages: int) -> int:
    """On so many pages a line stands at one height before it is furniture."""
    return 2 if pages <= 4 else 3


def _key(row: Row) -> str:
    """What a row has in common with the same row of other pages: all but its numbers."""
    return _DIGITS.sub("#", _text(row))


def _text(row: Row) -> str:
    return "".join("".join(run.text.split()) for run in row).lower()
