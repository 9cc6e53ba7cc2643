"""Runs: characters that stand side by side, and rows of runs at one height."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kb.readers.lines import is_wide
from kb.readers.pdf.characters import Character
from kb.readers.pdf.frame import Box, around, overlap
from kb.regex import regex

_WORD_GAP = 0.25
"""In sizes of the font: so far apart stand words that no space parts."""
_RUN_GAP = 0.9
"""So far apart stand columns and cells."""
_SPACED_GAP = 1.6
"""The same where there is a space: justified lines have wide ones."""
_RAISED = 0.88
"""The size, next to its neighbour's, under which a raised number is an index."""


_NUMBER = regex(r"(?:[图表]\s?)?\d{1,3}(?:[.\-]\d{1,2}){0,3}[.、]?")
"""The number of a heading or a caption."""
_SPREAD = regex(r"(?:[\u3400-\u9fff] ){2,}[\u3400-\u9fff]")
"""A title whose characters are spread with spaces."""


@dataclass(slots=True)
class Run:
    """Text without a wide gap, on one line."""

    text: str
    box: Box
    size: float
    bold: bool
    page: int = 0
    turns: int = 0
    """The frame its box is in; see ``Frame``."""
    cells: list[list[Run]] | None = field(default=None, repr=False)
    """The rows, where the run stands for a whole table."""
    ruled: bool = False
    """True for a table whose cells are drawn."""

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.box[1] + self.box[3]) / 2


def runs_of(characters: Sequence[Character]) -> list[Run]:
    """Join characters in the order of the file, then runs that stand side by side."""
    groups: list[list[Character]] = []
    for character in characters:
        if groups and _follows(groups[-1][-1], character):
            if not _is_double(groups[-1][-1], character):
                groups[-1].append(character)
        else:
            groups.append([character])
    return merged([_run(group) for group in groups])


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Rows from top to bottom, their runs from left to right."""
    rows: list[list[Run]] = []
    bands: list[Box] = []
    for run in sorted(runs, key=lambda each: each.middle):
        if rows and overlap(bands[-1], run.box, 1) >= 0.5 * min(
            _height(bands[-1]), _height(run.box)
        ):
            rows[-1].append(run)
            # Tall runs must not draw in the next line.
            if _height(run.box) < _height(bands[-1]):
                bands[-1] = run.box
        else:
            rows.append([run])
            bands.append(run.box)
    return [sorted(row, key=lambda each: each.box[0]) for row in rows]


def merged(runs: Iterable[Run]) -> list[Run]:
    """Join the runs of each row that no wide gap parts."""
    result: list[Run] = []
    for row in rows_of(runs):
        joined = row[:1]
        for run in row[1:]:
            last = joined[-1]
            near = run.box[0] - last.box[2] <= _RUN_GAP * max(last.size, run.size)
            if near and last.cells is None and run.cells is None:
                joined[-1] = _joined(last, run)
            else:
                joined.append(run)
        result += joined
    return result


def _follows(before: Character, after: Character) -> bool:
    size = max(before.size, after.size)
    gap = after.box[0] - before.box[2]
    shared = overlap(before.box, after.box, 1)
    level = shared >= 0.5 * min(_height(before.box), _height(after.box))
    return level and -0.5 * size <= gap <= (_SPACED_GAP if after.spaced else _RUN_GAP) * size


def _is_double(before: Character, after: Character) -> bool:
    """True for a character printed over itself to look bold."""
    shift = abs(after.box[0] - before.box[0]) + abs(after.box[1] - before.box[1])
    return before.text == after.text and shift < 0.2 * after.size


def _run(group: Sequence[Character]) -> Run:
    size = max(character.size for character in group)
    bottom = max(character.box[3] for character in group)
    text, closing = "", ""
    usual = _usual_gap(group)
    before: Character | None = None
    for character in group:
        raised = character.text.isdigit() and _is_raised(character, size, bottom)
        if closing and not raised:
            text, closing = text + closing.strip(), ""
        if before and (
            _is_parted(before, character) or _is_set_off(text, before, character, usual)
        ):
            text += " "
        if raised and not closing:
            opening, closing = _marks(text)
            text += opening
        text += character.text
        before = character
    if _SPREAD.fullmatch(text):
        text = text.replace(" ", "")
    bold = sum(character.bold for character in group) * 2 > len(group)
    box = around([character.box for character in group])
    return Run(text + closing.strip(), box, size, bold)


def _usual_gap(group: Sequence[Character]) -> float:
    gaps = sorted(after.box[0] - before.box[2] for before, after in pairwise(group))
    return gaps[len(gaps) // 2] if gaps else 0.0


def _is_set_off(text: str, before: Character, after: Character, usual: float) -> bool:
    """True for a gap between Chinese characters that is wider than the others of its line.

    Beside a Latin letter or a figure every gap is; there it counts after the number of a heading.
    """
    if not after.apart or not is_wide(after.text[0]):
        return False
    gap = after.box[0] - before.box[2] - max(usual, 0.0)
    if is_wide(before.text[-1]):
        return gap > 0.15 * after.size
    return gap > 0.1 * after.size and _NUMBER.fullmatch(text) is not None


def _joined(left: Run, right: Run) -> Run:
    opening, closing = "", ""
    if right.text.isdigit() and _is_raised(right, left.size, left.box[3]):
        opening, closing = _marks(left.text)
    elif _is_parted(left, right):
        opening = " "
    return Run(
        f"{left.text}{opening}{right.text}{closing.strip()}",
        around([left.box, right.box]),
        max(left.size, right.size),
        left.bold if len(left.text) >= len(right.text) else right.bold,
        left.page,
        left.turns,
    )


def _is_parted(before: Character | Run, after: Character | Run) -> bool:
    """True where white space stands between the two, in the file or to the eye."""
    gap = (after.box[0] - before.box[2]) / max(before.size, after.size)
    wide = is_wide(before.text[-1]) + is_wide(after.text[0])
    spaced = isinstance(after, Character) and after.spaced
    if wide == 2:
        return spaced
    if wide == 0 and isinstance(after, Character) and after.apart:
        return True
    return spaced or gap > (_WORD_GAP if wide == 0 else 2 * _WORD_GAP)


def _is_raised(piece: Character | Run, size: float, bottom: float) -> bool:
    return piece.size < _RAISED * size and bottom - piece.box[3] > 0.12 * size


def _marks(text: str) -> tuple[str, str]:
    """What sets a raised number off from the figure it follows: ``10^18``, ``m2``, ``25%[3]``.

    The second mark is never empty, so that it tells that a number is open.
    """
    if text.endswith("10"):
        return "^", " "
    if text[-1:].isascii() and text[-1:].isalpha():
        return "", " "
    return "[", "]"


def _height(box: Box) -> float:
    return box[3] - box[1]
