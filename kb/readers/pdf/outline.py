"""The outline that a PDF brings along, which a reader shows as bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from kb.readers.lines import key
from kb.readers.pdf.headings import text_of
from kb.readers.pdf.paragraphs import Block

_MOST = 5_000
_FEWEST = 3
_FOUND = 0.6
"""Share of the entries that must be found as lines, for the outline to be believed."""


def mark_outline(pdf: Any, blocks: Sequence[Block]) -> bool:
    """Give the blocks that the outline names their level, instead of what their look gave them.

    False, and nothing done, where there is no outline or it names what is not in the text.
    """
    entries = list(islice(_entries(pdf), _MOST))
    if len(entries) < _FEWEST:
        return False
    by_text: dict[str, list[Block]] = {}
    for block in blocks:
        if not block.rows:
            by_text.setdefault(key(text_of(block)), []).append(block)
    found = [
        (block, level)
        for title, page, level in entries
        for block in by_text.get(key(title), ())
        if block.first.region[0] == page
    ]
    if len({id(block) for block, _ in found}) < _FOUND * len(entries):
        return False
    for block in blocks:
        block.level = 0
    for block, level in found:
        block.level = level
    return True


def _entries(pdf: Any) -> Iterator[tuple[str, int, int]]:
    """Title, page and level of each entry."""
    for entry in pdf.get_toc():
        target = entry.get_dest()
        page = target.get_index() if target else None
        title = entry.get_title()
        if page is not None and title.strip():
            yield title, page + 1, entry.level + 1
