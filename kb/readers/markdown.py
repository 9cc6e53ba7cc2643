"""Markdown to ``Document``: headings by ``#`` and underlines, front matter, no code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from kb.readers.contents import find_contents, is_contents_heading
from kb.readers.exhibits import caption_of, find_exhibits
from kb.readers.headings import NAME_RANK, find_headings
from kb.readers.lines import Line, split_lines
from kb.readers.metadata import Metadata, from_front_matter, guess
from kb.readers.names import is_bold, is_title
from kb.readers.numbering import clean_title, numbered
from kb.readers.outline import Heading
from kb.readers.plain import pages_of
from kb.readers.structure import boilerplate, document_of, nest
from kb.regex import regex
from kb.types import Document

_ATX = regex(r"(#{1,6})(?:\s+|$)")
_UNDERLINE = regex(r"(=+|-+)\s*$")
_FENCE = regex(r"`{3,}|~{3,}")


def read_markdown(text: str, name: str, identity: str) -> Document:
    """The structure of a Markdown text; without any heading it is read as plain text is."""
    lines = split_lines(text)
    front = _front_matter_end(lines)
    values = _front_matter(text, lines, front)
    hidden = frozenset(range(front)) | _code(lines, front)
    contents = find_contents(lines[:0] if _has_headings(lines, hidden) else lines)
    exhibits, taken = find_exhibits(text, lines, hidden | contents.lines)
    headings = tuple(_headings(lines, hidden | taken))
    listings: frozenset[int] = frozenset()
    if not headings:
        found = find_headings(lines, contents, hidden | taken)
        headings, listings = found.headings, found.listings
    sections = nest(headings, len(text))
    metadata = _metadata(lines, headings, values, [exhibit.source for exhibit in exhibits])
    spans = list(contents.spans)
    if front:
        spans.append((0, lines[front - 1].end))
    starts = [*(section.start for section in sections[1:]), len(text)]
    spans += [
        (section.start, following)
        for section, following in zip(sections, starts, strict=False)
        if is_contents_heading(section.title)
    ]
    spans += boilerplate(lines, sections, listings, taken | hidden)
    document = document_of(text, name, identity, metadata, sections, exhibits, spans)
    return replace(document, pages=pages_of(text))


def _metadata(
    lines: list[Line], headings: tuple[Heading, ...], values: dict[str, Any], sources: list[str]
) -> Metadata:
    guessed = guess(lines[_front_matter_end(lines) :], filter(None, sources))
    top = next((heading for heading in headings if heading.rank == 1), None)
    title = clean_title(lines[top.first].text) if top else guessed.title
    return from_front_matter(
        values, Metadata(title, guessed.publisher, guessed.date, guessed.edition)
    )


def _front_matter_end(lines: list[Line]) -> int:
    """Index of the first line after the front matter; 0 without one."""
    if not lines or lines[0].text != "---":
        return 0
    closing = (line.index for line in lines[1:200] if line.text in ("---", "..."))
    return next(closing, -1) + 1


def _front_matter(text: str, lines: list[Line], end: int) -> dict[str, Any]:
    if not end:
        return {}
    try:
        values = yaml.safe_load(text[lines[0].full_end : lines[end - 1].start])
    except (yaml.YAMLError, ValueError):  # a date such as 2023-13-45 is a ValueError
        return {}
    return {str(name): value for name, value in values.items()} if isinstance(values, dict) else {}


def _code(lines: list[Line], front: int) -> frozenset[int]:
    """Indices of lines in fenced code, fences included; an open fence reaches the end."""
    hidden: set[int] = set()
    fence = ""
    for line in lines[front:]:
        match = _FENCE.match(line.text)
        if fence:
            hidden.add(line.index)
            if match and match.group().startswith(fence) and line.text == match.group():
                fence = ""
        elif match:
            hidden.add(line.index)
            fence = match.group()
    return frozenset(hidden)


def _has_headings(lines: list[Line], hidden: frozenset[int]) -> bool:
    return any(_ATX.match(line.text) for line in lines if line.index not in hidden)


def _headings(lines: list[Line], hidden: frozenset[int]) -> Iterator[Heading]:
    for line in lines:
        if not line or line.index in hidden or line.start - line.full_start > 3:
            continue
        level, title, last = _heading_at(lines, line)
        if level:
            yield _heading(line, last, title, level)


def _heading_at(lines: list[Line], line: Line) -> tuple[int, str, int]:
    """Level, title and last line of the heading at ``line``; level 0 if there is none."""
    atx = _ATX.match(line.text)
    if atx:
        title = re.sub(r"\s#+$", "", line.text[atx.end() :]).strip()
        named = clean_title(title).strip("*_ ") and caption_of(title) is None
        return (len(atx[1]) if named else 0), title, line.index
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    above_blank = line.index == 0 or not lines[line.index - 1]
    if below and above_blank and _UNDERLINE.match(below.text) and is_title(line.text, most=60):
        if "|" in line.text or line.text[0] in "-*>+":
            return 0, "", line.index
        return (1 if below.text[0] == "=" else 2), line.text, below.index
    if above_blank and not below and is_bold(line.text) and is_title(line.text, most=40):
        return NAME_RANK, line.text, line.index
    return 0, "", line.index


def _heading(line: Line, last: int, title: str, level: int) -> Heading:
    bare = clean_title(title)
    found = numbered(bare)
    if found and found.title:
        return Heading(line.index, last, line.start, found.title, level, found.number, found.kind)
    return Heading(line.index, last, line.start, bare, level, found.number if found else "")
