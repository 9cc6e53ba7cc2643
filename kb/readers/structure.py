"""From headings to the tree of sections, and the spans that are searched last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.readers.headings import is_legal
from kb.readers.lines import Line, is_contact, is_page_number
from kb.readers.metadata import rights_of
from kb.readers.outline import Heading
from kb.types import Exhibit, Section


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


def place(exhibits: Iterable[Exhibit], sections: Sequence[Section]) -> tuple[Exhibit, ...]:
    """Exhibits with the path of the section they stand in. Both are sorted by start."""
    placed: list[Exhibit] = []
    path: tuple[str, ...] = ()
    remaining = list(reversed(sections))
    for exhibit in exhibits:
        while remaining and remaining[-1].start <= exhibit.start:
            path = remaining.pop().path
        placed.append(replace(exhibit, heading_path=path))
    return tuple(placed)


def boilerplate(
    lines: list[Line], sections: Sequence[Section], listings: Iterable[int], taken: frozenset[int]
) -> list[tuple[int, int]]:
    """Spans of legal sections, listed headings, rights and contact lines and page numbers."""
    spans = [(section.start, section.end) for section in sections if is_legal(section.title)]
    spans += [(lines[index].start, lines[index].end) for index in listings]
    for line in lines:
        if line and line.index not in taken and _is_furniture(line):
            spans.append((line.start, line.end))
    return spans


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
