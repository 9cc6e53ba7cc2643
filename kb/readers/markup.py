"""HTML to blocks: headings, paragraphs, items and tables in the order of the page.

Nothing is fetched, run or rendered. Scripts, styles, forms, hidden elements and the pages' own
furniture (navigation, asides, headers and footers outside of an article) give no blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.readers.grid import Merge, Row, filled, one_line, split_grid, whole_number
from kb.readers.transcript import Transcript
from kb.regex import regex
from kb.types import Locator

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "head")
) | frozenset(
    ("select", "button", "input", "textarea", "canvas", "audio", "video", "nav", "dialog")
)
_FURNITURE = frozenset(("header", "footer", "aside"))
_MAIN = frozenset(("article", "main"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = (
    frozenset(_HEADINGS)
    | frozenset(("p", "div", "section", "article", "main", "header", "footer", "aside", "body"))
    | frozenset(("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot"))
    | frozenset(("tr", "td", "th", "blockquote", "pre", "figure", "figcaption", "hr", "address"))
    | frozenset(("form", "fieldset", "details", "summary", "center"))
)
_HIDDEN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BROKEN_CHINESE = regex(
    r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])[ \t]*\n\s*(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])"
)
_WIDEST = 1_000
_WIDEST_SPAN = 100
_LONGEST_CELL = 400
"""Characters of a cell on average, over which a table only lays out the page."""
_DEEPEST = 500
"""Elements inside each other; browsers stop at 512."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page."""

    text: str
    """Of a table, all its cells."""
    level: int = 0
    """1 to 6 for a heading."""
    is_item: bool = False
    linked: float = 0.0
    """The share of its characters that are links."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table."""
    merges: tuple[Merge, ...] = ()
    caption: str = ""


def parse_html(text: str) -> HtmlElement | None:
    """The root of a page; None where there is no element at all."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def is_too_deep(root: HtmlElement) -> bool:
    """True for a page that is nested to break its readers."""
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def blocks_of(root: HtmlElement) -> list[Block]:
    """The blocks of a page, in order."""
    return _Walk().blocks(root)


@dataclass
class _Walk:
    """A walk over a page that gathers text until a block ends."""

    found: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _kinds: list[tuple[int, str]] = field(default_factory=list)
    """Of the block elements that are open: heading level and list mark."""
    _counts: list[int] = field(default_factory=list)
    """Of the lists that are open: the number of the last item, -1 without numbers."""
    _links: int = 0
    _linked: int = 0
    _main: int = 0

    def blocks(self, root: HtmlElement) -> list[Block]:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        left_out = None
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                table = tag == "table" and is_data(element)
                if table or self._is_skipped(element, tag):
                    left_out = element
                    walk.skip_subtree()
                    if table:
                        self._flush()
                        self.found.append(_table(element))
                else:
                    self._begin(element, tag)
                continue
            if element is not left_out:
                self._end(tag)
            self._add(element.tail)
        self._flush()
        return self.found

    def _is_skipped(self, element: Any, tag: str) -> bool:
        if tag in _SKIPPED or (tag in _FURNITURE and not self._main):
            return True
        if tag == "sup" and element.find(".//a") is not None:
            return True  # the number of a note
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        return hidden or _HIDDEN.search(element.get("style", "")) is not None

    def _begin(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._kinds.append((_HEADINGS.get(tag, 0), self._mark() if tag == "li" else ""))
        if tag in ("ol", "ul"):
            first = whole_number(element.get("start"), 1)
            self._counts.append(first - 1 if tag == "ol" else -1)
        self._main += tag in _MAIN
        self._links += tag == "a"
        if tag == "br":
            self._parts.append("\v")
        self._add(element.text, keep=tag == "pre")

    def _end(self, tag: str) -> None:
        self._main -= tag in _MAIN
        self._links -= tag == "a"
        if tag in ("ol", "ul"):
            self._counts.pop()
        if tag in _BLOCKS:
            self._flush()
            self._kinds.pop()

    def _mark(self) -> str:
        """What stands before the next item of the innermost list."""
        if not self._counts or self._counts[-1] < 0:
            return "•"
        self._counts[-1] += 1
        return f"{self._counts[-1]}."

    def _add(self, text: str | None, *, keep: bool = False) -> None:
        if text:
            self._parts.append(text.replace("\n", "\v") if keep else text)
            self._linked += len(one_line(text)) if self._links else 0

    def _flush(self) -> None:
        text = shown("".join(self._parts))
        level = next((level for level, _ in reversed(self._kinds) if level), 0)
        mark = next((mark for _, mark in reversed(self._kinds) if mark), "")
        if any(character.isalnum() for character in text):
            linked = self._linked / max(1, len("".join(text.split())))
            full = f"{mark} {text}" if mark and not level else text
            self.found.append(Block(full, level, bool(mark) and not level, min(1.0, linked)))
            if mark:  # the mark stands before the first paragraph of an item only
                self._kinds = [(level, "") for level, _ in self._kinds]
        self._parts.clear()
        self._linked = 0


def shown(text: str) -> str:
    """``text`` with white space as a page shows it; a vertical tab stands for a line end."""
    joined = _BROKEN_CHINESE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (" ".join(line.split()) for line in joined.split("\v"))
    return "\n".join(line for line in lines if line)


def is_data(table: Any) -> bool:
    """True for a table of data, two columns or more; others lay out the page."""
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    cells = sum(map(len, rows))
    if max(map(len, rows), default=0) < 2 or len(rows) < 2:
        return False
    length = sum(len("".join(cell.itertext()).strip()) for row in rows for cell in row)
    return length <= cells * _LONGEST_CELL


def _table(table: Any) -> Block:
    rows: list[list[str]] = []
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(table.iter("tr")):
        texts: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th") or len(texts) >= _WIDEST:
                continue
            while (index, len(texts)) in taken:
                texts.append("")
            left, across, down = len(texts), _span(cell, "colspan"), _span(cell, "rowspan")
            texts.append(one_line(shown(_cell_text(cell)).replace("\n", " ")))
            texts += [""] * (across - 1)
            if across > 1 or down > 1:
                merges.append(Merge(index, left, index + down - 1, left + across - 1))
                taken |= {(index + r, left + c) for r in range(1, down) for c in range(across)}
        rows.append(texts)
    caption = table.find("caption")
    title = one_line("".join(caption.itertext())) if caption is not None else ""
    text = " ".join(cell for row in rows for cell in row if cell)
    linked = sum(len(one_line("".join(a.itertext()))) for a in table.iter("a"))
    return Block(
        text,
        linked=linked / max(1, len(text)),
        rows=tuple(map(tuple, rows)),
        merges=tuple(merges),
        caption=title,
    )


def _cell_text(cell: Any) -> str:
    """The text of a cell, with a space where a block or a line ends."""
    return "".join(_cell_parts(cell))


def _cell_parts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterdescendants():
        tag = child.tag if isinstance(child.tag, str) else ""
        yield " " if tag in _BLOCKS or tag == "br" else ""
        yield "" if tag in ("script", "style") else child.text or ""
        yield child.tail or ""


def _span(cell: Any, name: str) -> int:
    return max(1, min(whole_number(cell.get(name, "1").strip(), 1), _WIDEST_SPAN))


def write_blocks(transcript: Transcript, blocks: Sequence[Block], first: int = 1) -> int:
    """Write blocks, counted as paragraphs from ``first``; the number after the last."""
    number = first
    for block in blocks:
        place = Locator(0, 0, paragraph=number)
        if block.rows:
            _write_table(transcript, block, place)
        elif block.level:
            transcript.heading(block.text, block.level, place)
        elif block.is_item:
            transcript.item(block.text, place)
        else:
            transcript.lines(block.text, place)
        number += 1
    return number


def _write_table(transcript: Transcript, block: Block, place: Locator) -> None:
    width = max(map(len, block.rows))
    even = [[*row, *[""] * (width - len(row))] for row in block.rows]
    grid = filled(even, block.merges)
    table = split_grid([Row(i, tuple(row)) for i, row in enumerate(grid) if any(row)])
    over = [block.caption] if block.caption else []
    over += [text for row in table.above for text in row.texts]
    transcript.table(
        [row.cells for row in table.rows],
        lambda row, column: place,
        over=[(text, place) for text in over],
    )
    for text in (text for row in table.below for text in row.texts):
        transcript.paragraph(text, place)
