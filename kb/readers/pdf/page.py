"""One page: what stands on it, before it is put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.errors import DocumentTooLarge
from kb.readers.pdf.characters import PageCharacters, characters_of
from kb.readers.pdf.frame import Box, Frame
from kb.readers.pdf.grids import tables_of
from kb.readers.pdf.rulings import grids_of
from kb.readers.pdf.runs import Run, runs_of
from kb.types import Locator

_MOST_CHARACTERS = 200_000
_FEW = 20
"""Characters; with fewer, a page that is covered by an image is a scan."""
_COVERED = 0.5
_UNKNOWN = 0.3
"""Share of characters that their fonts do not tell; with more, the page is read as an image is."""


@dataclass(slots=True)
class Page:
    """The runs of a page in the frame in which most of its text is upright, and the others."""

    number: int
    """Counted from 1."""
    frame: Frame
    shown: int
    """Quarter turns clockwise of the page as it is shown."""
    runs: list[Run] = field(default_factory=list)
    others: list[Run] = field(default_factory=list)
    """Runs that stand sideways to the rest."""
    scanned: bool = False

    def locator(self, run: Run) -> Locator:
        """Where ``run`` stands on the page as it is shown."""
        frame = Frame(
            self.frame.left, self.frame.bottom, self.frame.right, self.frame.top, run.turns
        )
        return Locator(0, 0, page=self.number, box=frame.shown(run.box, self.shown))


def read_page(page: Any, number: int, name: str) -> Page:
    """The runs and tables of a pdfium ``page`` of the file ``name``.

    Raises:
        DocumentTooLarge: there is more text on it than a page can hold.
    """
    bounds: Box = page.get_bbox()
    text_page = page.get_textpage()
    if text_page.count_chars() > _MOST_CHARACTERS:
        raise DocumentTooLarge(
            f"{name}: page {number} holds {text_page.count_chars()} characters, which no page does; "
            "convert the file to text and add that"
        )
    found = characters_of(text_page, bounds)
    shown = page.get_rotation() // 90
    turns = max(found.by_turns, key=lambda each: len(found.by_turns[each]), default=shown)
    frame = Frame(*bounds, turns)
    if _is_scan(page, found, frame):
        return Page(number, Frame(*bounds, shown), shown, scanned=True)
    tables, free = tables_of(found.by_turns.get(turns, []), grids_of(page, frame))
    runs = [*tables, *runs_of(free)]
    others = [
        run
        for other, characters in sorted(found.by_turns.items())
        if other != turns
        for run in _placed(runs_of(characters), number, other)
    ]
    return Page(number, frame, shown, _placed(runs, number, turns), others)


def _placed(runs: Sequence[Run], number: int, turns: int) -> list[Run]:
    for run in runs:
        run.page, run.turns = number, turns
        for row in run.cells or ():
            for cell in row:
                cell.page, cell.turns = number, turns
    return list(runs)


def _is_scan(page: Any, found: PageCharacters, frame: Frame) -> bool:
    if found.count and found.unknown > _UNKNOWN * found.count:
        return True
    return found.count < _FEW and _image_area(page) > _COVERED * frame.width * frame.height


def _image_area(page: Any) -> float:
    import pypdfium2.raw as raw

    area = 0.0
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        area += (right - left) * (top - bottom)
    return area
