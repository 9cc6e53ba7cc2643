"""What an Office file says of itself: title, company or author, date."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.readers.grid import one_line
from kb.readers.metadata import normalised_date
from kb.readers.package import Package
from kb.readers.parsed import Parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

_JUNK_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b|powerpoint (?:presentation|演示文稿)|演示文稿|幻灯片|文档|工作簿"
    r"|(?:word|default) (?:document|template|theme)|(?:slide|document|untitled|presentation|book)\s*\d*$"
    r"|无标题|未命名|\S+\.(?:docx?|pptx?|xlsx?|dotx?|potx?|wps)$|第?\s*\d+\s*[章页]?$|[\d\W]+$",
    re.IGNORECASE,
)
_JUNK_NAME = re.compile(
    r"(?:microsoft|windows|微软|administrator|admin|user|用户|office|home|china|中国|lenovo|dell|hp|asus|acer"
    r"|thinkpad|python-docx|openpyxl|steve canny|unknown|apache poi|wps|kingsoft|abc|test|sky123\.org"
    r"|\d+|.)(?:\s*(?:corporation|office|user|用户|中国|公司))*$",
    re.IGNORECASE,
)
_OLDEST = "1990"


def with_properties(parsed: Parsed, package: Package, title: str = "") -> Parsed:
    """``parsed`` with what the file says of itself; ``title`` where it says no title.

    Titles such as ``PowerPoint 演示文稿`` and names such as ``Administrator``, which programs write,
    say nothing.
    """
    core = package.related_as("", "core-properties")
    extended = package.related_as("", "extended-properties")
    own = _text(core, "title")
    return replace(
        parsed,
        title=title if not own or _JUNK_TITLE.match(own) else own,
        publisher=_name(_text(extended, "Company")),
        author=_name(_text(core, "creator")),
        saved=_date(_text(core, "modified")) or _date(_text(core, "created")),
    )


def _text(root: _Element | None, name: str) -> str:
    if root is None:
        return ""
    found = (each.text for each in root.iter(f"{{*}}{name}"))
    return one_line(next(found, "") or "")


def _name(text: str) -> str:
    return "" if not text or _JUNK_NAME.match(text) else text


def _date(text: str) -> str:
    date = normalised_date(text.partition("T")[0])
    return date if date > _OLDEST else ""


def with_meta(parsed: Parsed, package: Package, title: str = "") -> Parsed:
    """As ``with_properties``, for an OpenDocument file."""
    root = package.xml("meta.xml") if "meta.xml" in package else None
    own = _text(root, "title")
    return replace(
        parsed,
        title=title if not own or _JUNK_TITLE.match(own) else own,
        author=_name(_text(root, "creator")),
        saved=_date(_text(root, "date")),
    )
