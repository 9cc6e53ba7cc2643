"""Headings by their look: larger than the text or bold, short, and parted from what is around."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kb.readers.exhibits import caption_of
from kb.readers.names import is_name, is_title
from kb.readers.numbering import numbered
from kb.readers.pdf.joining import join_lines
from kb.readers.pdf.paragraphs import Block, usual_size

_LARGER = 1.08
"""Times the usual size."""
_MOST_LINES = 3
_TITLES = 0.7
"""Share of the blocks of one look that can be titles, where that look is that of headings."""
_LONGEST = 60

Look = tuple[float, bool]
"""Size of the font and whether it is bold."""


def mark_headings(blocks: Sequence[Block]) -> str:
    """Give the headings among ``blocks`` their level; returns the title on the first page."""
    usual = usual_size(line for block in blocks for line in block.lines)
    looks: dict[Look, list[Block]] = defaultdict(list)
    for block in blocks:
        if not block.rows and (look := _look(block)) and _stands_out(look, usual):
            looks[look].append(block)
    title = _title(looks)
    levels = {
        look: sum(1 for block in found if _is_heading(block)) >= _TITLES * len(found)
        for look, found in looks.items()
    }
    ranked = sorted((look for look, are in levels.items() if are), reverse=True)
    for level, look in enumerate(ranked, start=1):
        for block in looks[look]:
            if _is_heading(block):
                block.level = level
    return title


def text_of(block: Block) -> str:
    """The text of a block that is no table."""
    return join_lines([line.text for line in block.lines])


def _look(block: Block) -> Look:
    run = block.first.run
    return round(run.size * 2) / 2, run.bold


def _stands_out(look: Look, usual: float) -> bool:
    return look[0] >= _LARGER * usual or (look[1] and look[0] >= 0.97 * usual)


def _title(looks: dict[Look, list[Block]]) -> str:
    """The largest text of the first page, if that size is found nowhere else; it heads nothing."""
    if not looks:
        return ""
    size = max(look[0] for look in looks)
    largest = [block for look, found in looks.items() if look[0] == size for block in found]
    page = min(block.first.region[0] for found in looks.values() for block in found)
    if page != 1 or len(largest) > 2 or any(block.first.region[0] != 1 for block in largest):
        return ""
    text = " ".join(text_of(block) for block in largest)
    if not is_title(text, most=_LONGEST) or numbered(text):
        return ""
    for look in [look for look in looks if look[0] == size]:
        del looks[look]
    return text


def _is_heading(block: Block) -> bool:
    text = text_of(block)
    if len(block.lines) > _MOST_LINES or "\t" in text or caption_of(text):
        return False
    found = numbered(text)
    if found:
        return is_title(found.title.rstrip("?？") or text, most=_LONGEST)
    return is_name(text)
