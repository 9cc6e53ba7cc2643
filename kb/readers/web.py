"""Web pages: HTML files (.html, .htm, .xhtml) and saved pages (.mhtml, .mht).

trafilatura tells the main text from navigation, advertisements and comments. The page is then read
again from the first to the last block of it, so that headings, lists and tables are whole and in
their place; a title above it is kept, and so are the lines between that say when and by whom. Tables
of data keep their cells, merged ones filled. Nothing is fetched or run: pictures, frames and scripts
give nothing. A very long page is a report by itself and read whole but for its menus. The encoding
is told by byte order mark, by being UTF-8, by what the page declares, and as for text files.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kb.readers.encoding import decode
from kb.readers.grid import one_line
from kb.readers.markup import Block, blocks_of, is_too_deep, parse_html, write_blocks
from kb.readers.metadata import normalised_date
from kb.readers.package import damaged, kind_of, misnamed
from kb.readers.parsed import Limits, Parsed
from kb.readers.transcript import Transcript
from kb.regex import regex

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = regex(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CHINESE_CHARSETS = frozenset(("gb2312", "gbk", "x-gbk", "gb_2312-80", "gb18030", "cp936"))
_PROLOGUE = 4096
_MOST_BAD = 200
"""One character in so many may be invalid in an encoding that the page declares."""
_MOSTLY_LINKS = 0.5
_LEAST_SHARE = 0.25
"""A main text with a smaller share of the page's text than this was not found."""
_BYLINES = 6
"""Blocks between the title and the main text."""
_MOST_ELEMENTS = 30_000
"""A longer page is a whole report, such as a filing, and no article among other things."""
_SHORTEST = 2
_SURE = 12
"""Characters of a block that is found in the main text by no chance."""
_LATEST = "2100-01-01"
_MARKS = regex(r"^(?:[•*-]|\d{1,5}\.)\s", re.MULTILINE)
_MARKS_OF_ORDER = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PUBLISHERS = ("contentsource", "source", "og:site_name", "citation_publisher", "dc.publisher")
_DATES = (
    "article:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "citation_publication_date",
    "dc.date",
)
_SITE = regex(r"\s*(?:[-_|–—·]{1,2}|::)\s*[^-_|–—·:]{1,30}$")


def read_web(data: bytes, name: str, limits: Limits) -> Parsed:
    """Read a web page.

    Raises:
        DocumentBinary, DocumentUndecodable, DocumentEmpty: see ``kb.readers.encoding.decode``.
        DocumentDamaged, DocumentUnsupported: the message names what is wrong.
    """
    page, charset = _page(data, name)
    text = decoded(page, name, charset)
    root = parse_html(text)
    if root is None:
        raise damaged(name, "there is no page in it")
    if is_too_deep(root):
        raise damaged(name, "its elements are nested too deep")
    is_long = sum(1 for _ in root.iter()) > _MOST_ELEMENTS
    main = _MainText() if is_long else _main_text(root)
    blocks = _main_blocks(blocks_of(root), main)
    transcript = Transcript()
    write_blocks(transcript, blocks)
    return _described(transcript.parsed(), root, blocks, main)


@dataclass(frozen=True, slots=True)
class _MainText:
    """What trafilatura found."""

    text: str = ""
    """Without white space."""
    title: str = ""
    site: str = ""
    author: str = ""
    date: str = ""


def _main_text(root: HtmlElement) -> _MainText:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        root,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": _LATEST,  # its default is today, which is no part of the page
        },
    )
    if found is None:
        return _MainText()
    fields = (found.title, found.sitename, found.author, found.date)
    return _MainText(squeezed(found.text or ""), *(one_line(each or "") for each in fields))


def squeezed(text: str) -> str:
    """``text`` without white space and list marks, by which two readings are compared."""
    return "".join(_MARKS.sub("", text).split())


def _main_blocks(blocks: Sequence[Block], main: _MainText) -> list[Block]:
    """The blocks from the first to the last of the main text, with the title over it."""
    prose = [block for block in blocks if block.linked < _MOSTLY_LINKS]
    inside = [_is_in(block, main.text) for block in blocks]
    found = sum(len(squeezed(b.text)) for b, is_in in zip(blocks, inside, strict=True) if is_in)
    sure = [
        index
        for index, block in enumerate(blocks)
        if inside[index] and block.linked < _MOSTLY_LINKS and len(block.text) >= _SURE
    ]
    if not sure or found < _LEAST_SHARE * sum(len(squeezed(block.text)) for block in prose):
        return prose
    first, last = sure[0], sure[-1]
    while first and inside[first - 1]:
        first -= 1
    while last + 1 < len(blocks) and inside[last + 1]:
        last += 1
    first = _with_title(blocks, first)
    return [
        block
        for block, is_in in zip(blocks[first : last + 1], inside[first : last + 1], strict=True)
        if is_in or block.linked < _MOSTLY_LINKS
    ]


def _is_in(block: Block, text: str) -> bool:
    if block.rows:
        cells = [squeezed(cell) for row in block.rows for cell in row if cell]
        return sum(cell in text for cell in cells) * 2 > len(cells)
    own = squeezed(block.text)
    return len(own) >= _SHORTEST and own in text


def _with_title(blocks: Sequence[Block], first: int) -> int:
    """The index of the title over the main text; few lines, when and by whom, may lie between."""
    above = range(first, max(-1, first - _BYLINES - 1), -1)
    return next((index for index in above if blocks[index].level == 1), first)


def _described(
    parsed: Parsed, root: HtmlElement, blocks: Sequence[Block], main: _MainText
) -> Parsed:
    """``parsed`` with what the page says of itself."""
    heading = next((block.text for block in blocks if block.level == 1), "")
    named = _SITE.sub("", main.title) or main.title
    date = normalised_date(_meta(root, _DATES)) or normalised_date(main.date)
    return replace(
        parsed,
        title=one_line(heading) or named,
        publisher=_meta(root, _PUBLISHERS) or ("" if "." in main.site else main.site),
        author=main.author,
        date=date,
    )


def _meta(root: HtmlElement, names: Sequence[str]) -> str:
    """The content of the first of the meta elements that the page has."""
    values = {
        (each.get("name") or each.get("property") or "").lower(): one_line(each.get("content", ""))
        for each in root.iter("meta")
    }
    return next((values[name] for name in names if values.get(name)), "")


def _page(data: bytes, name: str) -> tuple[bytes, str]:
    """The page itself, and the encoding that its envelope names.

    Raises:
        DocumentUnsupported, DocumentDamaged: it is no web page.
    """
    found = kind_of(data)
    if (found and found[1] == "mhtml") or name.lower().endswith((".mht", ".mhtml")):
        return _unwrapped(data, name)
    if data.startswith(b"PK"):
        raise misnamed(name, "a ZIP archive or an Office file", "zip")
    if found and found[1] != "html":
        raise misnamed(name, *found)
    return data, ""


def _unwrapped(data: bytes, name: str) -> tuple[bytes, str]:
    """The first page in a saved page; what it would show beside is left where it is."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                return body, part.get_content_charset("")
    raise damaged(name, "there is no page in it")


def decoded(data: bytes, name: str, charset: str = "") -> str:
    """The text of a page: by byte order mark, as UTF-8, as declared, else as a text file.

    Raises:
        DocumentBinary, DocumentUndecodable, DocumentEmpty: see ``kb.readers.encoding.decode``.
    """
    declared = _CHARSET.search(data, 0, _PROLOGUE)
    named = (charset or (declared[1].decode("ascii", "replace") if declared else "")).lower()
    if named in _CHINESE_CHARSETS:
        named = "gb18030"
    if not data.startswith(_MARKS_OF_ORDER) and not _is_utf8(data) and _is_known(named):
        text = data.decode(named, "replace")
        if text.count("\ufffd") * _MOST_BAD <= len(text):
            return text
    return decode(data, name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_known(charset: str) -> bool:
    """True for an encoding of text that Python knows."""
    try:
        return codecs.lookup(charset)._is_text_encoding
    except LookupError:
        return False
