"""Numbered headings: told from the lists that announce them, from items and from figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
        found, joined = _completed(lines, line, found, contents)
        title = found.title or found.number
        yield Heading(line.index, joined, line.start, title, 0, found.number, found.kind)


def _completed(
    lines: list[Line], line: Line, found: Numbered, contents: Contents
) -> tuple[Numbered, int]:
    """Join a title broken over two or three lines; the contents tell where it ends."""
    title, last = found.title, line.index
    for _ in range(2):
        following = next_filled(lines, last)
        if key(found.number + title) in contents.titles or following is None:
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
    """A short line right under the title, or the title of a number that stands alone."""
    ends_there = following.index + 1 >= len(lines) or not lines[following.index + 1]
    near = not title or following.index == last + 1
    return near and ends_there and is_name(following.text)


def _bulleted_lists(free: list[Line], candidates: list[Heading]) -> set[int]:
    """Items that announce a heading, as a chapter's title page does."""
    numbers = {heading.number for heading in candidates if heading.kind not in _WEAK}
    listed: set[int] = set()
    for line in free:
        item = numbered(without_bullet(line.text)) if is_bullet(line.text) else None
        if item and item.number in numbers and is_title(item.title, most=60):
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
    """Leave out decimals that follow no neighbour, and single numbers that only count items."""
    seen: set[tuple[int, ...]] = set()
    kept: list[Heading] = []
    for position, heading in enumerate(headings):
        if heading.kind in ("decimal", "single"):
            parts = tuple(int(part) for part in heading.number.split("."))
            before = (*parts[:-1], parts[-1] - 1)
            fits = parts[-1] <= 1 or before in seen or heading.identity in contents.titles
            if not fits:
                continue
            if heading.kind == "single" and not _opens_text(lines, headings, position):
                continue
            seen.add(parts)
        elif heading.kind in _WEAK and not _opens_text(lines, headings, position):
            continue
        kept.append(heading)
    return kept


def _opens_text(lines: list[Line], headings: list[Heading], position: int) -> bool:
    """True unless the next line is another number of the same kind, as in a list."""
    heading = headings[position]
    following = next_filled(lines, heading.last)
    if following is None or is_bullet(heading.title):
        return False
    item = numbered(following.text)
    return item is None or item.kind != heading.kind


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
