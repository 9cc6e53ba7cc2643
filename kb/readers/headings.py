"""Headings of plain text: those with a number, and names that stand alone between blank lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.readers.contents import Contents
from kb.readers.lines import Line, has_han, key
from kb.readers.names import find_names
from kb.readers.numbering import is_case
from kb.readers.outline import Heading, find_numbered

_BACK_RANK = 10
_GROUP_RANK, _CASE_RANK, NAME_RANK = 80, 85, 90
"""Without a number: a name over cases, a case, any other name."""
_BACK_MATTER = ("关于", "about")
_LEGAL = frozenset(
    ["版权声明", "版权说明", "版权信息", "免责声明", "法律声明", "copyright", "disclaimer"]
)
_CLOSING = _LEGAL | frozenset(("参考文献", "references", "致谢", "acknowledgements"))


@dataclass(frozen=True, slots=True)
class Found:
    """The headings in order, and the indices of lines that only list or repeat headings."""

    headings: tuple[Heading, ...]
    listings: frozenset[int]


def is_legal(title: str) -> bool:
    """True for the title of a copyright statement or a disclaimer."""
    return key(title) in _LEGAL


def find_headings(lines: list[Line], contents: Contents, taken: frozenset[int]) -> Found:
    """Headings of ``lines``, those in ``contents`` and in ``taken`` (exhibits) left aside."""
    outside = contents.lines | taken
    with_number, listings = find_numbered(lines, contents, outside)
    used = frozenset(
        index for heading in with_number for index in range(heading.first, heading.last + 1)
    )
    # A title printed again without its number is a running header.
    printed = {key(heading.title) for heading in with_number}
    names = [
        Heading(first, last, lines[first].start, title, NAME_RANK)
        for first, last, title in find_names(lines, outside | listings, used)
        if key(title) not in printed
    ]
    headings = sorted([*with_number, *names], key=lambda heading: heading.start)
    return Found(tuple(_ranked(lines, headings)), listings)


def _ranked(lines: list[Line], headings: list[Heading]) -> list[Heading]:
    """Lift cases over their titles, a name over the cases it opens, and what closes a report."""
    numbers = [heading.first for heading in headings if heading.number]
    last_number = max(numbers, default=-1)
    ranked: list[Heading] = []
    for position, heading in enumerate(headings):
        if heading.number:
            ranked.append(heading)
            continue
        following = headings[position + 1] if position + 1 < len(headings) else None
        rank = heading.rank
        if heading.first > last_number and _closes_report(heading.title):
            rank = _BACK_RANK
        elif is_case(heading.title):
            rank = _CASE_RANK
        elif following and is_case(following.title) and _touch(lines, heading, following):
            rank = _GROUP_RANK
        ranked.append(replace(heading, rank=rank))
    return ranked


def _closes_report(title: str) -> bool:
    short = len(title) <= (16 if has_han(title) else 40)
    return key(title) in _CLOSING or (short and title.lower().startswith(_BACK_MATTER))


def _touch(lines: list[Line], before: Heading, after: Heading) -> bool:
    return not any(lines[before.last + 1 : after.first])
