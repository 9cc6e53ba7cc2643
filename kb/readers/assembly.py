"""From what a format's reader gave back to a ``Document``: the structure that its text shows.

Headings that the file marks are taken at its word. Where it marks none they are found as in plain
text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.readers.contents import Contents, find_contents
from kb.readers.exhibits import caption_of, find_exhibits
from kb.readers.lines import Line, split_lines
from kb.readers.metadata import Metadata, guess
from kb.readers.numbering import clean_title, numbered
from kb.readers.outline import Heading
from kb.readers.parsed import Parsed
from kb.readers.plain import read_plain
from kb.readers.structure import boilerplate, merged, nest, place
from kb.text import language
from kb.types import Document


def assemble(parsed: Parsed, name: str, identity: str) -> Document:
    """The document of ``parsed``; linear in the length of its text."""
    document = _marked(parsed, name, identity) or read_plain(parsed.text, name, identity)
    return replace(
        document,
        title=parsed.title or document.title,
        publisher=parsed.publisher or document.publisher,
        date=parsed.date or document.date,
        pages=parsed.pages,
        locators=parsed.locators,
        warnings=parsed.warnings,
    )


def _marked(parsed: Parsed, name: str, identity: str) -> Document | None:
    """The document by the headings that the file marks; None if there are none."""
    text = parsed.text
    lines = split_lines(text)
    contents = find_contents(lines)
    exhibits, taken = find_exhibits(text, lines, contents.lines)
    headings = list(_headings(lines, parsed, contents, taken))
    if not headings:
        return None
    sections = nest(headings, len(text))
    metadata = _metadata(lines, headings, [exhibit.source for exhibit in exhibits])
    return Document(
        identity,
        name,
        text,
        metadata.title,
        metadata.publisher,
        metadata.date,
        metadata.edition,
        language(text),
        sections,
        place(exhibits, sections),
        boilerplate=merged([*contents.spans, *boilerplate(lines, sections, (), taken)]),
    )


def _headings(
    lines: list[Line], parsed: Parsed, contents: Contents, taken: frozenset[int]
) -> Iterator[Heading]:
    by_start = {line.start: line for line in lines if line}
    for start, level in parsed.headings:
        line = by_start.get(start)
        if line is None or line.index in contents.lines | taken or caption_of(line.text):
            continue
        bare = clean_title(line.text)
        found = numbered(bare)
        title, number, kind = (
            (found.title or found.number, found.number, found.kind) if found else (bare, "", "")
        )
        yield Heading(line.index, line.index, line.start, title, level, number, kind)


def _metadata(lines: list[Line], headings: list[Heading], sources: list[str]) -> Metadata:
    first = next((heading for heading in headings if heading.rank == 1), None)
    guessed = guess(lines, filter(None, sources), headings[0].first)
    return replace(guessed, title=guessed.title or (first.title if first else ""))
