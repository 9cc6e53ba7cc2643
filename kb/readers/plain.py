"""Plain text to ``Document``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from kb.readers.contents import Contents, find_contents
from kb.readers.exhibits import Given, find_exhibits
from kb.readers.headings import find_headings
from kb.readers.lines import Line, is_prose, split_lines
from kb.readers.metadata import cover_title, guess
from kb.readers.structure import boilerplate, document_of, nest, without_closing_words
from kb.types import Document


def read_plain(
    text: str, name: str, identity: str, given: Mapping[int, Given] = MappingProxyType({})
) -> Document:
    """The structure of a plain text; linear in its length. ``given`` as for ``find_exhibits``."""
    lines = split_lines(text)
    outside = without_given(lines, given)
    contents = find_contents(outside)
    exhibits, taken = find_exhibits(text, lines, contents.lines, given)
    cover = _cover(lines, contents)
    found = find_headings(lines, contents, taken | cover)
    sections = without_closing_words(nest(found.headings, len(text)), lines)
    first = found.headings[0].first if found.headings else None
    metadata = guess(outside, (exhibit.source for exhibit in exhibits if exhibit.source), first)
    spans = [*contents.spans, *_cover_span(lines, contents, cover)]
    spans += boilerplate(lines, sections, found.listings, taken)
    document = document_of(text, name, identity, metadata, sections, exhibits, spans)
    return replace(document, pages=pages_of(text))


def without_given(lines: list[Line], given: Mapping[int, Given]) -> list[Line]:
    """``lines`` with those of given tables blank: a column of figures is no table of contents."""
    inside = {index for first, table in given.items() for index in range(first, table.last + 1)}
    return [replace(line, text="") if line.index in inside else line for line in lines]


def pages_of(text: str) -> tuple[int, ...]:
    """Offsets where pages begin, by the form feeds that PDF converters put between them."""
    if "\f" not in text:
        return ()
    feeds = (index + 1 for index, character in enumerate(text) if character == "\f")
    return (0, *(offset for offset in feeds if offset < len(text)))


def _cover(lines: list[Line], contents: Contents) -> frozenset[int]:
    """Short lines before a table of contents; without one, the title alone."""
    limit = min(contents.lines, default=len(lines))
    before = [line for line in lines[:limit] if line]
    if contents.lines and len(before) <= 20 and not any(is_prose(line.text) for line in before):
        return frozenset(line.index for line in before)
    return frozenset(line.index for line in cover_title(before[:3]))


def _cover_span(
    lines: list[Line], contents: Contents, cover: frozenset[int]
) -> list[tuple[int, int]]:
    if not cover or not contents.lines:
        return []
    return [(lines[min(cover)].start, lines[max(cover)].end)]
