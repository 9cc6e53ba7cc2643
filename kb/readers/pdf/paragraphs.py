"""Lines to blocks: paragraphs across columns and pages, tables across pages, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kb.readers.exhibits import caption_of
from kb.readers.lines import ends_sentence, is_bullet, is_note, source_of
from kb.readers.numbering import numbered
from kb.readers.pdf.lines import Line, leading_of
from kb.readers.pdf.runs import Run
from kb.regex import regex

_INDENT = 1.2
"""In sizes of the font: so far in begins the first line of a paragraph."""
_LOOSE = 1.35
"""Times the usual distance of lines; more parts paragraphs."""
_LARGE = 1.15
"""Times the usual size; so large are headings."""
_SMALL = 0.93
"""Times the usual size; so small are footnotes."""
_NARROW = 12.0
"""Sizes of the font; a narrower column has no full lines to tell a paragraph's end by."""
_FOOTNOTE = regex(r"\[\d{1,3}\]|[①-⑳*†‡]|注\s*\d{0,2}\s*[:：]|\d{1,3}[\s.．、](?!\d)")
_WORD = regex(r"[^\s\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]+")
_CONTINUED = regex(
    r"[（(]?\s*(?:续\s*表|续|接上表|表\s*[\d.\-]+\s*[（(]?续|continued)", re.IGNORECASE
)
_HEADER_ROWS = 3
_FINISHED = tuple("。！？!?…：:；;.")
_CLOSING = "”’」』）)】》\"' "


@dataclass(slots=True)
class Block:
    """A paragraph, a heading or a table; the latter is its only line, whose rows are ``rows``."""

    lines: list[Line]
    rows: list[list[Run]] = field(default_factory=list)
    level: int = 0
    """Of a heading; 0 for none."""

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]


def usual_size(lines: Iterable[Line]) -> float:
    """The size of the font in which most of the text is set; 0 without text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.run.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Blocks in reading order; the footnotes of a page follow the paragraph that ends on it."""
    usual = usual_size(line for lines in pages for line in lines)
    blocks: list[Block] = []
    waiting: list[Block] = []
    for lines in pages:
        leading = leading_of(lines)
        notes = _footnotes(lines, usual)
        for line in lines:
            if id(line) in notes:
                continue
            if blocks and _belongs(blocks[-1], line, leading, usual):
                blocks[-1].lines.append(line)
            elif blocks and _is_more_of_table(blocks, line):
                _continue_table(blocks, line)
            else:
                blocks += waiting
                waiting = []
                blocks.append(Block([line], line.run.cells or []))
        waiting += _notes([line for line in lines if id(line) in notes], leading, usual)
    return [*blocks, *waiting]


def _notes(lines: Sequence[Line], leading: float, usual: float) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        new = _FOOTNOTE.match(line.text) is not None
        if blocks and not new and _belongs(blocks[-1], line, leading, usual):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line]))
    return blocks


def _footnotes(lines: Sequence[Line], usual: float) -> set[int]:
    """Identities of the small lines that end a column and begin with a mark."""
    found: set[int] = set()
    for region in {line.region for line in lines}:
        column = [line for line in lines if line.region == region]
        small: list[Line] = []
        while column and column[-1].text and column[-1].run.size <= _SMALL * usual:
            small.insert(0, column.pop())
        marks = (place for place, line in enumerate(small) if _FOOTNOTE.match(line.text))
        first = next(marks, len(small))
        if column or first == 0:
            found.update(id(line) for line in small[first:])
    return found


def _belongs(block: Block, line: Line, leading: float, usual: float) -> bool:
    """True where ``line`` goes on with the paragraph or the heading of ``block``."""
    last = block.last
    if block.rows or line.run.cells is not None or "\t" in last.text + line.text:
        return False
    if abs(last.run.size - line.run.size) > 0.06 * max(last.run.size, line.run.size):
        return False
    if _opens(line.text):
        return False
    if last.run.size >= _LARGE * usual:
        return _goes_on_heading(last, line)
    if last.run.bold != line.run.bold and not _is_full(last, line):
        return False
    if last.region != line.region:
        return _goes_on_elsewhere(block, line)
    step = line.run.box[1] - last.run.box[1]
    if step > _LOOSE * max(leading, 1.1 * last.run.size) or step <= 0:
        return False
    if not _is_full(last, line):
        return False
    if ends_sentence(last.text) and numbered(line.text) is not None:
        return False
    return not _is_indented(block, line)


def _opens(text: str) -> bool:
    """True for a line that begins a block whatever stands before it."""
    return (
        is_bullet(text)
        or is_note(text)
        or source_of(text) is not None
        or (caption_of(text) is not None)
    )


def _goes_on_heading(last: Line, line: Line) -> bool:
    near = 0 < line.run.box[1] - last.run.box[1] < 1.9 * last.run.size
    return (
        last.region[0] == line.region[0]
        and near
        and last.run.bold == line.run.bold
        and numbered(line.text) is None
        and (not ends_sentence(last.text) or _is_full(last, line))
    )


def _goes_on_elsewhere(block: Block, line: Line) -> bool:
    """In the next column or on the next page."""
    last = block.last
    return (
        not last.text.rstrip(_CLOSING).endswith(_FINISHED)
        and caption_of(block.first.text) is None
        and source_of(block.first.text) is None
        and _is_full(last, line)
        and line.run.box[0] - line.left < _INDENT * line.run.size
    )


def _is_full(last: Line, line: Line) -> bool:
    """True where the first word of ``line`` would not have stood on ``last`` any more."""
    size = last.run.size
    if last.right - last.left < _NARROW * size:
        return False
    room = last.right - last.run.box[2]
    word = _WORD.match(line.text)
    if word is None:
        return room < 1.7 * size
    return room < _width(word.group(), size) + 0.6 * size


def _width(word: str, size: float) -> float:
    """About how wide a word of narrow characters is set."""
    return 0.5 * size * len(word)


def _is_indented(block: Block, line: Line) -> bool:
    """True for a first line that is set in, unless all lines after a bullet or number are."""
    size = line.run.size
    before = block.last.run.box[0]
    if len(block.lines) == 1 and (is_bullet(block.first.text) or numbered(block.first.text)):
        return False
    return line.run.box[0] - min(before, line.run.box[0]) >= _INDENT * size


def _is_more_of_table(blocks: Sequence[Block], line: Line) -> bool:
    """True for a table, or the word that it goes on, on the page after a table's."""
    table = next((block for block in reversed(blocks[-2:]) if block.rows), None)
    if table is None or line.region[0] != table.last.region[0] + 1:
        return False
    between = blocks[-1] if blocks[-1] is not table else None
    if between and not _CONTINUED.match(between.first.text):
        return False
    cells = line.run.cells
    if cells is None or len(cells[0]) != len(table.rows[0]):
        return False
    shift = abs(line.run.box[0] - table.last.run.box[0]) + abs(
        line.run.box[2] - table.last.run.box[2]
    )
    return shift < 2 * line.run.size


def _continue_table(blocks: list[Block], line: Line) -> None:
    """Add the rows of ``line`` to the table, its repeated head and the word before it left out."""
    if not blocks[-1].rows:
        blocks.pop()
    table = blocks[-1]
    rows = line.run.cells or []
    repeated = 0
    while repeated < min(_HEADER_ROWS, len(rows), len(table.rows)) and _same(
        rows[repeated], table.rows[repeated]
    ):
        repeated += 1
    table.rows = [*table.rows, *rows[repeated:]]
    table.lines.append(replace(line))


def _same(row: Sequence[Run], other: Sequence[Run]) -> bool:
    return [cell.text for cell in row] == [cell.text for cell in other]
