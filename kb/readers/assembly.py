"""From what a format's reader gave back to a ``Document``: the structure that its text shows.

Headings that the file marks are taken at its word, and numbered ones that it does not mark stand under
them. Where it marks none they are found as in plain text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kb.readers.contents import Contents, find_contents
from kb.readers.exhibits import Given, caption_of, find_exhibits
from kb.readers.headings import Found, find_headings
from kb.readers.lines import Line, is_prose, previous_filled, split_lines
from kb.readers.metadata import Metadata, edition_of, guess
from kb.readers.numbering import clean_title, numbered
from kb.readers.outline import Heading
from kb.readers.parsed import Parsed
from kb.readers.plain import read_plain, without_given
from kb.readers.structure import boilerplate, document_of, merged, nest
from kb.types import Document, Section

_LONGEST_HEADING = 120
"""Characters; a longer paragraph is no heading, whatever style it was given."""
_UNMARKED = 1000
"""Added to the rank of a heading that the file does not mark."""
_BREAK = 2
"""Characters between two blocks."""


def assemble(parsed: Parsed, name: str, identity: str) -> Document:
    """The document of ``parsed``; linear in the length of its text.

    What the file says of itself goes before what its text shows, but the day on which it was saved
    only stands in for a date that the text does not show.
    """
    lines = split_lines(parsed.text)
    given = dict(_given(parsed, lines))
    document = _marked(parsed, name, identity, lines, given) or read_plain(
        parsed.text, name, identity, given
    )
    title = parsed.title or document.title
    return replace(
        document,
        title=title,
        publisher=parsed.publisher or document.publisher or parsed.author,
        date=parsed.date or document.date or parsed.saved,
        edition=document.edition or edition_of(title),
        boilerplate=merged([*document.boilerplate, *parsed.asides]),
        pages=parsed.pages,
        locators=parsed.locators,
        warnings=parsed.warnings,
    )


def _given(parsed: Parsed, lines: list[Line]) -> Iterator[tuple[int, Given]]:
    """The tables by their first line; one without a title goes by the heading right over it."""
    at = {line.full_start: line.index for line in lines}
    headings = {start for start, _ in parsed.headings}
    for each in parsed.tables:
        first, last = at.get(each.start), at.get(each.table.rows[-1][0].start)
        if first is None or last is None:
            continue
        above = previous_filled(lines, first)
        title = each.title
        if not title and above and above.start in headings:
            found = numbered(clean_title(above.text))
            title = found.title if found else clean_title(above.text)
        yield first, Given(title, each.table, last)


def _marked(
    parsed: Parsed, name: str, identity: str, lines: list[Line], given: Mapping[int, Given]
) -> Document | None:
    """The document by the headings that the file marks; None if there are none."""
    text = parsed.text
    outside = without_given(lines, given)
    contents = find_contents(outside)
    starts = {start for start, _ in parsed.headings}
    marked = frozenset(line.index for line in lines if line.start in starts)
    exhibits, taken = find_exhibits(text, lines, contents.lines | marked, given)
    headings = list(_headings(lines, parsed, contents, taken))
    if not headings:
        return None
    own = frozenset(heading.first for heading in headings)
    beside = {start for start, _ in parsed.asides}
    asides = frozenset(line.index for line in lines if line.full_start in beside)
    found = find_headings(outside, contents, taken | own | asides)
    headings = sorted([*headings, *_lower(found, headings)], key=lambda heading: heading.start)
    sections = _ended(nest(headings, len(text)), parsed.ends)
    metadata = _metadata(outside, headings, [exhibit.source for exhibit in exhibits])
    spans = [*contents.spans, *boilerplate(lines, sections, found.listings, taken)]
    return document_of(text, name, identity, metadata, sections, exhibits, spans)


def _ended(sections: tuple[Section, ...], ends: Sequence[int]) -> tuple[Section, ...]:
    """Sections with the last one before each of ``ends`` cut off there."""
    found = list(sections)
    starts = [section.start for section in sections]
    for end in ends:
        last = bisect_left(starts, end) - 1
        begins = last + 1 < len(starts) and starts[last + 1] <= end + _BREAK
        if last >= 0 and not begins and end < found[last].end:
            found[last] = replace(found[last], end=end)
    return tuple(found)


def _headings(
    lines: list[Line], parsed: Parsed, contents: Contents, taken: frozenset[int]
) -> Iterator[Heading]:
    by_start = {line.start: line for line in lines if line}
    for start, level in parsed.headings:
        line = by_start.get(start)
        if line is None or line.index in contents.lines | taken or not _is_heading(line.text):
            continue
        bare = clean_title(line.text)
        found = numbered(bare)
        title, number, kind = (
            (found.title or found.number, found.number, found.kind) if found else (bare, "", "")
        )
        yield Heading(line.index, line.index, line.start, title, level, number, kind)


def _lower(found: Found, marked: Sequence[Heading]) -> Iterator[Heading]:
    """Headings that only their number shows stand under those that the file marks.

    One that is marked elsewhere is only listed here, as a chapter's title page does.
    """
    known = {heading.identity for heading in marked}
    for heading in found.headings:
        if heading.number and heading.identity not in known:
            yield replace(heading, rank=_UNMARKED + heading.rank)


def _is_heading(text: str) -> bool:
    """False for a caption, and for a paragraph that was given the style of a heading."""
    is_paragraph = len(text) > _LONGEST_HEADING or ("。" in text and is_prose(text))
    return caption_of(text) is None and not is_paragraph


def _metadata(lines: list[Line], headings: list[Heading], sources: list[str]) -> Metadata:
    first = next((heading for heading in headings if heading.rank == 1), None)
    guessed = guess(lines, filter(None, sources), headings[0].first)
    return replace(guessed, title=guessed.title or (first.title if first else ""))
