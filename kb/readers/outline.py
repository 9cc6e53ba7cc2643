"""Numbered headings: told from the lists that announce them, from items and from figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kb.readers.contents import Contents
from kb.readers.lines import (
    Line,
    is_bullet,
    key,
    next_filled,
    previous_filled,
    squeeze,
    without_bullet,
    without_markup,
)
from kb.readers.names import is_name, is_title, stands_alone
from kb.readers.numbering import Numbered, numbered

_RANKS = {
    "part": 5,
    "chapter": 10,
    "appendix": 10,
    "paragraph": 20,
    "han_bracket": 50,
    "bracket": 70,
}
_UNDER_CHAPTERS = {"han": 45, "single": 60}
_WITHOUT_CHAPTERS = {"han": 10, "single": 10}
_WEAK = frozenset(("single", "bracket", "han_bracket"))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found; a smaller rank stands higher in the tree."""

    first: int
    """Index of its first line."""
    last: int
    """Index of its last line: a broken title has several."""
    start: int
    title: str
    rank: int
    number: str = ""
    kind: str = ""

    @property
    def identity(self) -> str:
        """The same for two printings of one heading."""
        return key(self.number + self.title)


def find_numbered(
    lines: list[Line], contents: Contents, outside: frozenset[int]
) -> tuple[list[Heading], frozenset[int]]:
    """Numbered headings, and the line indices of lists and repeats of them."""
    free = [line for line in lines if line and line.index not in outside]
    candidates = list(_candidates(lines, free, contents))
    listings = _bulleted_lists(free, candidates) | _plain_lists(lines, candidates)
    kept = [heading for heading in candidates if heading.first not in listings]
    kept, repeats = _without_repeats(kept)
    kept = _ranked(_in_sequence(lines, kept, contents))
    return kept, frozenset(listings | repeats)


def _candidates(lines: list[Line], free: list[Line], contents: Contents) -> Iterator[Heading]:
    joined = -1
    for line in free:
        if line.index <= joined or is_bullet(line.text) or "\t" in line.text:
            continue
        found = numbered(line.text)
        if found is None or (found.title and not is_title(found.title, most=60)):
            continue
        unsure = found.kind in _WEAK or (found.kind == "decimal" and not found.spaced)
        if unsure and not stands_alone(lines, line.index, line.index):
            continue
        if not _begins_here(lines, line.index):
            continue
        found, joined = _completed(lines, line, found, contents)
        title = found.title or found.number
        yield Heading(line.index, joined, line.start, title, 0, found.number, found.kind)


def _begins_here(lines: list[Line], index: int) -> bool:
    """False in the middle of a paragraph that is broken into lines."""
    above = lines[index - 1].text if index else ""
    return len(above) < 30 or above.endswith(("。", ".")) or numbered(above) is not None


def _completed(
    lines: list[Line], line: Line, found: Numbered, contents: Contents
) -> tuple[Numbered, int]:
    """Join a title broken over two or three lines; the contents tell where it ends."""
    title, last = found.title, line.index
    for _ in range(2):
        following = next_filled(lines, last)
        if contents.lists(key(found.number + title)) or following is None:
            break
        if numbered(following.text) or is_bullet(following.text) or "\t" in following.text:
            break
        longer = squeeze(f"{title} {without_markup(following.text)}")
        promised = contents.promises(key(found.number + longer))
        if not promised and not _continues(lines, title, last, following):
            break
        title, last = longer, following.index
    return replace(found, title=title), last


def _continues(lines: list[Line], title: str, last: int, following: Line) -> bool:
    """A short line right under the title, or the title of a number that stands alone.

    What a colon announces is a part of the title only where the contents say so.
    """
    if lines[last].text.endswith(("：", ":")):
        return False
    ends_there = following.index + 1 >= len(lines) or not lines[following.index + 1]
    near = not title or following.index == last + 1
    return near and ends_there and is_name(following.text)


def _bulleted_lists(free: list[Line], candidates: list[Heading]) -> set[int]:
    """Items that announce a heading, as a chapter's title page does."""
    titles = {heading.number: key(heading.title) for heading in candidates}
    listed: set[int] = set()
    for line in free:
        item = numbered(without_bullet(line.text)) if is_bullet(line.text) else None
        if item and item.title and titles.get(item.number, "").startswith(key(item.title)):
            listed.add(line.index)
    return listed


def _plain_lists(lines: list[Line], candidates: list[Heading]) -> set[int]:
    """Two headings or more in a row that are printed once more further down."""
    final = {heading.identity: heading.first for heading in candidates}
    listed: set[int] = set()
    for run in _runs(lines, candidates):
        announced = [heading for heading in run if final[heading.identity] > heading.last]
        inside = len({heading.identity for heading in run}) < len(run)
        if len(announced) > 1 or inside:
            for heading in announced:
                listed.update(range(heading.first, heading.last + 1))
    return listed


def _runs(lines: list[Line], candidates: list[Heading]) -> Iterator[list[Heading]]:
    """Candidates that follow each other with nothing but blank lines between."""
    run: list[Heading] = []
    for heading in candidates:
        before = previous_filled(lines, heading.first)
        if run and (before is None or before.index > run[-1].last):
            yield run
            run = []
        run.append(heading)
    if run:
        yield run


def _without_repeats(headings: list[Heading]) -> tuple[list[Heading], set[int]]:
    """Keep the first of chapters and sections that running headers print on every page."""
    kept: list[Heading] = []
    repeats: set[int] = set()
    seen: set[str] = set()
    for heading in headings:
        if heading.kind in ("part", "chapter", "decimal") and heading.identity in seen:
            repeats.update(range(heading.first, heading.last + 1))
        else:
            seen.add(heading.identity)
            kept.append(heading)
    return kept, repeats


def _in_sequence(lines: list[Line], headings: list[Heading], contents: Contents) -> list[Heading]:
    """Leave out decimals out of order, which are figures, and numbers that only count items."""
    items = _items(lines, headings)
    latest: tuple[int, ...] = ()
    kept: list[Heading] = []
    for heading in headings:
        if heading.start in items:
            continue
        if heading.kind in ("decimal", "single"):
            parts = tuple(int(part) for part in heading.number.split("."))
            if not contents.lists(heading.identity) and not _follows(parts, latest):
                continue
            latest = parts
        kept.append(heading)
    return kept


def _follows(parts: tuple[int, ...], latest: tuple[int, ...]) -> bool:
    """True for the first of its level, and for what may come after ``latest``, gaps allowed."""
    if not latest or parts[-1] <= 1:
        return len(parts) > 1 or parts[-1] <= 1
    gap = (
        parts[-1] - latest[len(parts) - 1] if parts[:-1] == latest[: len(parts) - 1] else parts[-1]
    )
    return parts > latest and parts[0] - latest[0] <= 1 and gap <= 3


def _items(lines: list[Line], headings: list[Heading]) -> set[int]:
    """Starts of numbers in a row with no text between them: a list, not headings."""
    items: set[int] = set()
    for run in _runs(lines, headings):
        for before, after in pairwise(run):
            if before.kind == after.kind and before.kind in _WEAK | {"han"}:
                items |= {before.start, after.start}
    return items


def _ranked(headings: list[Heading]) -> list[Heading]:
    """Where there are chapters 一、 and 1. stand under their sections, else at the top."""
    chapters = any(heading.kind in ("chapter", "part") for heading in headings)
    ranks = _RANKS | (_UNDER_CHAPTERS if chapters else _WITHOUT_CHAPTERS)
    han = any(heading.kind == "han" for heading in headings)
    if han and not chapters:
        ranks["single"] = 60
    return [
        replace(heading, rank=ranks.get(heading.kind, 10 * (heading.number.count(".") + 1)))
        for heading in headings
    ]
