"""From headings to the tree of sections, and the spans that are searched last."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.readers.headings import is_legal
from kb.readers.lines import Line, is_contact, is_page_number, next_filled
from kb.readers.metadata import Metadata, rights_of
from kb.readers.names import is_name
from kb.readers.outline import Heading
from kb.regex import regex
from kb.text import language
from kb.types import Document, Exhibit, Section

_CLOSING_WORDS = regex(
    r"此外|另外|除此之外|除上述|总体|总的来|总而言之|综上|整体|综合来看"
    r"|(?:Overall|In summary|In addition|Beyond|Elsewhere|Besides)\b"
)
_SHORT_NAME = 12
_OPENING = 30
"""Characters of a paragraph that tell what it is about."""


def document_of(
    text: str,
    name: str,
    identity: str,
    metadata: Metadata,
    sections: tuple[Section, ...],
    exhibits: Iterable[Exhibit],
    boilerplate: Iterable[tuple[int, int]],
) -> Document:
    """A text with what was found in it: exhibits in their sections, boilerplate without overlap."""
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
        boilerplate=merged(boilerplate),
        restates=metadata.restates,
    )


def nest(headings: Sequence[Heading], length: int) -> tuple[Section, ...]:
    """Sections by their headings' ranks, sorted by start; ``length`` is that of the text."""
    sections: list[Section] = []
    above: list[tuple[int, Heading]] = []
    for heading in headings:
        while above and above[-1][1].rank >= heading.rank:
            _close(sections, above.pop()[0], heading.start)
        path = (*(upper.title for _, upper in above), heading.title)
        above.append((len(sections), heading))
        sections.append(
            Section(heading.title, len(path), heading.start, length, path, heading.number)
        )
    return tuple(sections)


def _close(sections: list[Section], position: int, end: int) -> None:
    sections[position] = replace(sections[position], end=end)


def without_closing_words(
    sections: Sequence[Section], lines: Sequence[Line]
) -> tuple[Section, ...]:
    """End the last of several names, such as cities, where the text turns to what is beyond it.

    Otherwise what is said of all of them would be filed under the last.
    """
    closing = [line for line in lines if _CLOSING_WORDS.match(line.text)]
    result = list(sections)
    for position, section in enumerate(sections):
        following = sections[position + 1] if position + 1 < len(sections) else None
        if not _ends_names(sections, position) or (following and following.start < section.end):
            continue
        for line in closing[bisect_right(closing, section.start, key=lambda each: each.start) :]:
            if line.start >= section.end:
                break
            if section.title not in line.text[:_OPENING]:
                result[position] = replace(section, end=line.start)
                break
    return tuple(result)


def _ends_names(sections: Sequence[Section], position: int) -> bool:
    """True for a short name without a number whose elder sibling is such a name as well."""
    section = sections[position]
    if position == 0 or section.number or len(section.title) > _SHORT_NAME:
        return False
    before = sections[position - 1]
    siblings = before.path[:-1] == section.path[:-1] and not before.number
    return siblings and len(section.path) > 1 and len(before.title) <= _SHORT_NAME


def place(exhibits: Iterable[Exhibit], sections: Sequence[Section]) -> tuple[Exhibit, ...]:
    """Exhibits with the path of the section they stand in. Both are sorted by start."""
    placed: list[Exhibit] = []
    holding: list[Section] = []
    remaining = list(reversed(sections))
    for exhibit in exhibits:
        while remaining and remaining[-1].start <= exhibit.start:
            holding.append(remaining.pop())
            while len(holding) > 1 and holding[-2].end <= holding[-1].start:
                del holding[-2]
        while holding and holding[-1].end <= exhibit.start:
            holding.pop()
        placed.append(replace(exhibit, heading_path=holding[-1].path if holding else ()))
    return tuple(placed)


def boilerplate(
    lines: list[Line], sections: Sequence[Section], listings: Iterable[int], taken: frozenset[int]
) -> list[tuple[int, int]]:
    """Spans of legal sections, listed headings, rights and contact lines and page numbers."""
    spans = [(section.start, section.end) for section in sections if is_legal(section.title)]
    spans += [(lines[index].start, lines[index].end) for index in listings]
    for line in lines:
        if line and line.index not in taken and (_is_furniture(line) or _heads(lines, line)):
            spans.append((line.start, line.end))
    return spans


def _heads(lines: list[Line], line: Line) -> bool:
    """True for the name over an address."""
    following = next_filled(lines, line.index) if is_name(line.text) else None
    return following is not None and is_contact(following.text)


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sorted spans without overlap."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def _is_furniture(line: Line) -> bool:
    return is_page_number(line.text) or is_contact(line.text) or rights_of(line.text) is not None
