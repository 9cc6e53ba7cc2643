"""Tables of contents: where they stand, and the titles they promise."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kb.readers.lines import Line, is_prose, key, without_bullet, without_markup
from kb.readers.numbering import Numbered, numbered
from kb.regex import regex

_HEADING = regex(
    r"[#*\s]*(?:目\s*录|目\s*次|图\s*表\s*目\s*录|图\s*目\s*录|表\s*目\s*录"
    r"|(?:table\s+of\s+)?contents|list\s+of\s+(?:figures|tables))[*\s]*$",
    re.IGNORECASE,
)
_PAGE = regex(r"(?:\d{1,4}|[ivxlc]{1,6})$")
_STRONG_RUN = 4
"""So many lines in a row that end in a page number are a table of contents without its heading."""
_GAP = 2
"""Lines that are no entries, such as the first half of a broken title, allowed between entries."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Line indices of the tables of contents, and the keys of the titles they list."""

    lines: frozenset[int] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()
    titles: tuple[str, ...] = ()
    """Keys of the entries, number and title together, sorted."""

    def lists(self, identity: str) -> bool:
        """True if an entry has this key."""
        position = bisect_left(self.titles, identity)
        return self.titles[position : position + 1] == (identity,)

    def promises(self, beginning: str) -> bool:
        """True if an entry begins so; ``beginning`` is a ``key``."""
        position = bisect_left(self.titles, beginning)
        return any(each.startswith(beginning) for each in self.titles[position : position + 1])


def is_contents_heading(text: str) -> bool:
    """True for 目录, Contents and the like, alone on a line."""
    return len(text) < 40 and _HEADING.match(text) is not None


def entry_of(text: str) -> tuple[str, bool]:
    """The entry without its page, and whether tab, dots or wide space led to a page."""
    match = _PAGE.search(text)
    if match is None:
        return text, False
    head = text[: match.start()]
    title = head.rstrip(" \t　.·…．-")
    leader = head[len(title) :]
    if leader in (" ", "　") and len(match.group()) < 4 and numbered(title):
        return title, True
    strong = "\t" in leader or len(leader.replace("　", "  ")) >= 2 or "…" in leader
    return (title, True) if strong and title else (text, False)


def find_contents(lines: list[Line]) -> Contents:
    """Find every table of contents in ``lines``. Linear in their number."""
    indices: set[int] = set()
    spans: list[tuple[int, int]] = []
    titles: set[str] = set()
    index = 0
    while index < len(lines):
        found = _entries_from(lines, index) if lines[index] else []
        if found:
            last = found[-1].index
            indices.update(range(index, last + 1))
            spans.append((lines[index].start, lines[last].end))
            titles.update(_titles(found))
            index = last
        index += 1
    return Contents(frozenset(indices), tuple(spans), tuple(sorted(titles)))


def _titles(entries: list[Line]) -> set[str]:
    bare = (without_markup(without_bullet(entry_of(line.text)[0])) for line in entries)
    return {key(title) for title in bare if not is_contents_heading(title)}


def _entries_from(lines: list[Line], index: int) -> list[Line]:
    if is_contents_heading(lines[index].text):
        return [lines[index], *_entries_after(lines, index)]
    if not _is_strong(lines[index]):
        return []
    run = _entries_after(lines, index - 1)
    strong = sum(1 for line in run if _is_strong(line))
    return run if strong >= _STRONG_RUN and strong * 4 >= len(run) * 3 else []


def _is_strong(line: Line) -> bool:
    return line.text.count("\t") <= 1 and entry_of(line.text)[1]


def _entries_after(lines: list[Line], index: int) -> list[Line]:
    """The lines after ``index`` up to the last that is an entry."""
    taken: list[Line] = []
    seen: set[str] = set()
    last = 0
    for line in lines[index + 1 :]:
        if not line:
            continue
        title, strong = entry_of(line.text)
        heading = numbered(without_bullet(title))
        identity = _identity(heading, title)
        if not strong and (is_prose(line.text) or identity in seen):
            break
        taken.append(line)
        seen.add(identity)
        if strong or heading or is_contents_heading(title):
            last = len(taken)
        elif len(taken) - last > _GAP:
            break
    return taken[:last]


def _identity(heading: Numbered | None, title: str) -> str:
    """What a second printing shares with the entry; 一、 may begin anew in every chapter."""
    if heading and heading.kind in ("part", "chapter", "decimal"):
        return heading.number
    return key(without_bullet(title))
