"""Documents to chunks, on langchain-text-splitters.

Sections are cut apart first, then tables are taken out whole, then prose is split at paragraphs,
lines, sentences and clauses, in this order, so that a sentence or list item stays whole where it
fits. Chunks of one document do not overlap unless ``Config.chunk_overlap`` says so, and together
they cover all of its text but headings, rules and white space.
"""

from __future__ import annotations

import hashlib
import itertools
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.config import Config
from kb.regex import regex
from kb.text import sentences
from kb.types import Chunk, Document, Exhibit, Section

SENTENCE_END = r"(?:[。！？!?；;…]+|\.(?=\s+[A-Z\u3400-\u9fff]|\s*$))[”’」』）)】》\"'*]*"
"""Where ``kb.text.sentences`` ends a sentence, closing quotes and brackets included."""
SEPARATORS = [r"\n\n", r"\n", SENTENCE_END, "，", "、", " ", ""]
LEAD_IN = 160
"""The most characters of a line before a table that are kept with the table."""
HEADING_LINES = 3
"""The most lines over which a heading is broken."""
_UNDERLINE = regex(r"[=-]+\s*")


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
                caption = f"{block.exhibit.label} {block.exhibit.title}".strip()
                path = (*path, caption) if caption else path
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
    text = document.text
    headings = {section.start: _heading_end(text, section) for section in document.sections}
    tables = _tables(document, headings)
    cuts = {0, len(text), *headings, *headings.values()}
    cuts |= {section.end for section in document.sections}
    cuts |= {cut for span in document.boilerplate for cut in span}
    cuts |= {cut for start, (end, _) in tables.items() for cut in (start, end)}
    boilerplate = sorted(document.boilerplate)
    position = 0
    for start, end in itertools.pairwise(sorted(cut for cut in cuts if 0 <= cut <= len(text))):
        if start < position or start in headings:
            continue
        position, exhibit = tables.get(start, (end, None))
        path = document.heading_path(start)
        yield _Block(start, position, path, _holds(boilerplate, start), exhibit)


def _holds(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether one of the spans, sorted and apart, holds ``offset``."""
    position = bisect_right(spans, offset, key=lambda span: span[0])
    return position > 0 and offset < spans[position - 1][1]


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, start: int) -> int:
    newline = text.find("\n", start)
    return len(text) if newline < 0 else newline + 1


def _heading_end(text: str, section: Section) -> int:
    """End of the last line of the section's heading, with the rule that may stand under it."""
    title = "".join(section.title.split())
    first = end = _line_end(text, section.start)
    for _ in range(HEADING_LINES):
        if title in "".join(text[section.start : end].split()):
            break
        end = _line_end(text, end)
    else:
        end = first
    underline = _UNDERLINE.fullmatch(text, end, _line_end(text, end))
    return underline.end() if underline else end


def _tables(document: Document, headings: dict[int, int]) -> dict[int, tuple[int, Exhibit]]:
    """Exhibits with a table by where their block starts, each with where it ends."""
    exhibits = [(exhibit.start, exhibit.end) for exhibit in document.exhibits]
    # A heading or a page number before a table does not introduce it.
    taken = set(_lines(document.text, [*headings.items(), *exhibits, *document.boilerplate]))
    return {
        _table_start(document, exhibit, taken): (exhibit.end, exhibit)
        for exhibit in document.exhibits
        if exhibit.table is not None
    }


def _lines(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Starts of the lines that the spans touch."""
    for start, end in spans:
        position = _line_start(text, start)
        while position < end:
            yield position
            position = _line_end(text, position)


def _table_start(document: Document, exhibit: Exhibit, taken: Collection[int]) -> int:
    """Start of the exhibit's line, or of the short line before it that introduces it."""
    text = document.text
    start = _line_start(text, exhibit.start)
    if any(character.isalnum() for character in text[start : exhibit.start]):
        return exhibit.start
    lead_end = start
    while lead_end and text[lead_end - 1].isspace():
        lead_end -= 1
    lead_start = _line_start(text, lead_end)
    if lead_start in taken or not 0 < lead_end - lead_start <= LEAD_IN:
        return start
    same_section = document.heading_path(lead_start) == document.heading_path(exhibit.start)
    return lead_start if same_section else start


def _split_prose(text: str, start: int, end: int, config: Config) -> Iterator[tuple[int, int]]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=config.chunk_size - config.chunk_overlap,
        chunk_overlap=0,
        strip_whitespace=False,
    )
    pieces = splitter.split_text(text[start:end])
    cuts = itertools.accumulate(map(len, pieces), initial=start)
    spans = [span for a, b in itertools.pairwise(cuts) for span in _trimmed(text, a, b)]
    yield from _overlapping(text, spans, config.chunk_overlap)


def _overlapping(text: str, spans: list[tuple[int, int]], most: int) -> Iterator[tuple[int, int]]:
    """Each span begun with the last whole sentences of the one before, ``most`` characters of it.

    The splitter's own overlap shares clauses and, of text that repeats itself, hides the offsets.
    """
    for number, (start, end) in enumerate(spans):
        if number and most:
            before_start, before_end = spans[number - 1]
            starts = (a for a, _ in sentences(text, before_start, before_end))
            start = next((a for a in starts if before_start < a and start - a <= most), start)
        yield start, end


def _split_table(text: str, block: _Block, config: Config) -> Iterator[tuple[int, int]]:
    """The table whole where it fits, else runs of whole rows, the caption with the first."""
    table = block.exhibit.table if block.exhibit else None
    for start, end in _runs(text, block, config.chunk_size):
        if table is None or end <= table.start or start >= table.end:
            yield from _split_prose(text, start, end, config)
        else:
            yield from _trimmed(text, start, end)


def _runs(text: str, block: _Block, most: int) -> Iterator[tuple[int, int]]:
    """Neighbouring parts of the block, as many at once as ``most`` characters hold."""
    start = last = block.start
    for end in _part_ends(text, block):
        if end - start > most and last > start:
            yield start, last
            start = last
        last = end
    yield start, block.end


def _part_ends(text: str, block: _Block) -> list[int]:
    """Ends of what stands before the table, of each row with its line, and of what follows."""
    table = block.exhibit.table if block.exhibit else None
    rows = [row for row in table.rows if row] if table else []
    starts = (_line_start(text, row[0].start) for row in rows)
    after = _line_end(text, table.end) if table else block.end
    return [*sorted({end for end in (*starts, after) if block.start < end < block.end}), block.end]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        yield start, end
