"""Documents to chunks, on langchain-text-splitters.

Sections are cut apart first, then tables are taken out whole, then prose is split at paragraphs,
lines, sentences and clauses, in this order, so that a sentence or list item stays whole where it
fits. Chunks of one document do not overlap unless ``Config.chunk_overlap`` says so, and together
they cover all of its text but headings and white space.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from kb.config import Config
from kb.types import Chunk, Document, Exhibit

SEPARATORS = ["\n\n", "\n", "。", "！", "？", "；", ". ", "! ", "? ", "; ", "，", "、", " ", ""]
LEAD_IN = 160
"""The most characters of a line before a table that are kept with the table."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A span that is chunked by itself."""

    start: int
    end: int
    path: tuple[str, ...]
    boilerplate: bool = False
    exhibit: Exhibit | None = None


def split(document: Document, config: Config) -> list[Chunk]:
    """Cut ``document`` into chunks in text order, each at most ``config.chunk_size`` characters.

    A table row longer than that stays whole.
    """
    chunks: list[Chunk] = []
    for block in _blocks(document):
        if block.exhibit is None:
            spans = _split_prose(document.text, block.start, block.end, config)
        else:
            spans = _split_table(document.text, block, config)
        for number, (start, end) in enumerate(spans):
            path = block.path
            if block.exhibit is not None and number:
                # Rows cut off from their caption still have to be found by it.
                path = (*path, f"{block.exhibit.label} {block.exhibit.title}".strip())
            chunks.append(
                _chunk(document, len(chunks), start, end, path, boilerplate=block.boilerplate)
            )
    return chunks


def _chunk(
    document: Document,
    ordinal: int,
    start: int,
    end: int,
    path: tuple[str, ...],
    *,
    boilerplate: bool,
) -> Chunk:
    quote = document.text[start:end]
    digest = hashlib.sha256("\n".join((*path, quote)).encode("utf-8", "surrogatepass"))
    return Chunk(
        digest.hexdigest()[:24], document.id, ordinal, start, end, quote, path, boilerplate
    )


def _blocks(document: Document) -> Iterator[_Block]:
    """Spans between the document's cuts, in text order, each wholly prose, table or boilerplate."""
    tables = [_with_lead_in(document, e) for e in document.exhibits if e.table is not None]
    cuts = {0, len(document.text)}
    headings: dict[int, int] = {}
    for section in document.sections:
        headings[section.start] = _line_end(document.text, section.start)
        cuts |= {section.start, headings[section.start], section.end}
    for start, end in document.boilerplate:
        cuts |= {start, end}
    for start, end, _ in tables:
        cuts |= {start, end}
    position = 0
    exhibits = {start: (end, exhibit) for start, end, exhibit in tables}
    ordered = sorted(cut for cut in cuts if 0 <= cut <= len(document.text))
    for start, end in itertools.pairwise(ordered):
        if start < position or start in headings:
            continue
        boilerplate = any(a <= start < b for a, b in document.boilerplate)
        exhibit = None
        if start in exhibits:
            end, exhibit = exhibits[start]
        position = end
        yield _Block(start, end, document.heading_path(start), boilerplate, exhibit)


def _line_end(text: str, start: int) -> int:
    newline = text.find("\n", start)
    return len(text) if newline < 0 else newline + 1


def _with_lead_in(document: Document, exhibit: Exhibit) -> tuple[int, int, Exhibit]:
    """The exhibit's span, with the short line before it that introduces it."""
    text = document.text
    before = text.rfind("\n", 0, exhibit.start)
    lead_end = len(text[: before + 1].rstrip()) if before >= 0 else 0
    lead_start = text.rfind("\n", 0, lead_end) + 1
    same_section = document.heading_path(lead_start) == document.heading_path(exhibit.start)
    starts_section = any(section.start == lead_start for section in document.sections)
    short = 0 < lead_end - lead_start <= LEAD_IN
    taken = any(e.start < lead_end and lead_start < e.end for e in document.exhibits)
    if same_section and short and not starts_section and not taken:
        return lead_start, exhibit.end, exhibit
    return exhibit.start, exhibit.end, exhibit


def _split_prose(text: str, start: int, end: int, config: Config) -> Iterator[tuple[int, int]]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=SEPARATORS,
        keep_separator="end",
        chunk_size=config.chunk_size,
        chunk_overlap=config.chunk_overlap,
        strip_whitespace=False,
    )
    prose = text[start:end]
    position = 0
    for piece in splitter.split_text(prose):
        # Pieces are slices in order; with an overlap the next one begins before the last one's end.
        found = prose.find(piece, max(0, position - config.chunk_overlap))
        position = found + len(piece)
        yield from _trimmed(text, start + found, start + position)


def _split_table(text: str, block: _Block, config: Config) -> Iterator[tuple[int, int]]:
    """The table whole where it fits, else runs of whole rows, the caption with the first."""
    if block.end - block.start <= config.chunk_size or block.exhibit is None:
        yield from _trimmed(text, block.start, block.end)
        return
    table = block.exhibit.table
    ends = [row[-1].end for row in table.rows if row] if table else []
    start = last = block.start
    for end in [*ends, block.end]:
        if end - start > config.chunk_size and last > start:
            yield from _trimmed(text, start, last)
            start = last
        last = end
    yield from _trimmed(text, start, block.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
