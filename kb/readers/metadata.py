"""What a document says about itself: title, publisher, date, edition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kb.readers.exhibits import caption_of
from kb.readers.lines import Line, has_han, is_bullet, is_prose, source_of, squeeze, without_markup
from kb.readers.names import is_title
from kb.readers.numbering import numbered
from kb.regex import regex

_EDITION = regex(r"(?<!\d)((?:19|20)\d\d)\s*[-–—~～至]\s*((?:19|20)\d\d)(?!\d)")
_DATE = regex(
    r"(?<![\d-])((?:19|20)\d\d)(?:\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?"
    r"|[-./](0?[1-9]|1[0-2])(?:[-./](\d{1,2}))?(?![\d]))"
)
_MONTHS = "january february march april may june july august september october november december"
_ENGLISH_DATE = regex(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?\b(?P<month>{'|'.join(_MONTHS.split())})\.? (?:(?P<late>\d{{1,2}}), )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_RIGHTS = regex(
    r"(?:版权所有(?![者权])|©|Copyright|\(c\))\s*(?:©|\(c\))?\s*(?P<year>(?:19|20)\d\d)?"
    r"(?:\s*[-–]\s*(?:19|20)\d\d)?\s*年?\s*(?P<who>[^。.，,；;\d©]{0,40})",
    re.IGNORECASE,
)
_YEAR = regex(r"(?:19|20)\d\d")
_REPORT = regex(r"报\s*告|白\s*皮\s*书|蓝\s*皮\s*书|研\s*究|Report|White ?paper|Outlook", re.I)
_COVER = 12
"""Filled lines at the beginning where a title is looked for."""
_RESERVED = regex(r"\s*(?:All rights reserved|未经许可|保留).*", re.IGNORECASE)

_JUNK_TITLE = regex(
    r"microsoft (?:word|powerpoint|excel)\b|powerpoint (?:presentation|演示文稿)|演示文稿|幻灯片|文档|工作簿"
    r"|(?:word|default) (?:document|template|theme)|(?:slide|document|untitled|presentation|book)\s*\d*$"
    r"|无标题|未命名|\S+\.(?:docx?|pptx?|xlsx?|dotx?|potx?|wps)$|第?\s*\d+\s*[章页]?$|[\d\W]+$",
    re.IGNORECASE,
)
_JUNK_NAME = regex(
    r"(?:microsoft|windows|微软|administrator|admin|user|用户|office|home|china|中国|lenovo|dell|hp|asus|acer"
    r"|thinkpad|python-docx|openpyxl|steve canny|unknown|anonymous|匿名|佚名|apache poi|wps|kingsoft|abc|test|sky123\.org"
    r"|\d+|.)(?:\s*(?:corporation|office|user|用户|中国|公司))*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """As in ``Document``; empty where it is not known."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    edition: str = ""
    restates: str = ""
    """Title of the report of which it is a restatement."""


def guess(lines: list[Line], sources: Iterable[str], before: int | None = None) -> Metadata:
    """Read the cover (lines under index ``before``), the rights line and the exhibits' sources."""
    cover = [line for line in lines[:before] if line][:_COVER]
    title = squeeze(" ".join(without_markup(line.text) for line in cover_title(cover)))
    rights = next((found for line in lines if (found := rights_of(line.text))), None)
    year, holder = rights or ("", "")
    return Metadata(
        title,
        holder or _most_named(sources),
        _cover_date(cover) or year,
        edition_of(title),
    )


def edition_of(title: str) -> str:
    """The years that a title names as its edition, such as ``2023-2024``; empty without."""
    edition = _EDITION.search(title)
    return f"{edition[1]}-{edition[2]}" if edition else ""


def cover_title(cover: list[Line]) -> list[Line]:
    """The first line that calls itself a report, else the first that can be a title.

    With it come the lines right above it, since a long title is broken.
    """
    possible: list[Line] = []
    for line in cover:
        if is_prose(line.text) or is_bullet(line.text) or numbered(line.text):
            break
        if caption_of(line.text):
            break
        if is_title(line.text, most=60) and "\t" not in line.text and not source_of(line.text):
            possible.append(line)
    named = (place for place, line in enumerate(possible) if _REPORT.search(line.text))
    last = first = next(named, 0)
    while first and possible[first - 1].index == possible[first].index - 1:
        first -= 1
    return possible[first : last + 1]


def rights_of(text: str) -> tuple[str, str] | None:
    """Year and holder that a line of rights names; None for any other line."""
    if len(text) > 200:
        return None
    match = _RIGHTS.search(text)
    bare = match is not None and match.start() == 0 and match.group()[:1] in "版©"
    if match is None or not (match["year"] or bare):
        return None
    holder = squeeze(_RESERVED.sub("", match["who"]).strip(" :：-").removeprefix("by "))
    return match["year"] or "", holder


def from_front_matter(values: Mapping[str, Any], guessed: Metadata) -> Metadata:
    """What the front matter says, and what it leaves open as ``guessed``."""
    publishers = values.get("publishers") or values.get("publisher") or guessed.publisher
    if isinstance(publishers, list | tuple):
        names = [str(name) for name in publishers]
        publishers = ("、" if has_han("".join(names)) else ", ").join(names)
    return Metadata(
        str(values.get("title") or guessed.title),
        str(publishers),
        normalised_date(str(values.get("date") or "")) or guessed.date,
        str(values.get("edition") or guessed.edition),
        str(values.get("restatement_of") or ""),
    )


def normalised_date(text: str) -> str:
    """The first date in ``text`` as ``2023-11-05`` or ``2023-11``, else the year it begins with."""
    if english := _ENGLISH_DATE.search(text):
        month = _MONTHS.split().index(english["month"].lower()) + 1
        day = english["day"] or english["late"]
        return f"{english['year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    match = _DATE.search(text)
    if match is None:
        year = _YEAR.match(text)
        return year.group() if year else ""
    parts = [part for part in (match[2] or match[4], match[3] or match[5]) if part]
    return "-".join([match[1], *(f"{int(part):02d}" for part in parts)])


def _cover_date(cover: list[Line]) -> str:
    short = (line.text for line in cover if len(line.text) < 30 and not is_prose(line.text))
    dated = (text for text in short if _DATE.search(text) or _ENGLISH_DATE.search(text))
    return next(map(normalised_date, dated), "")


def _most_named(sources: Iterable[str]) -> str:
    names = Counter(
        name
        for source in sources
        if (name := re.split(r"[，,；;、]", source)[0].strip()) and not _YEAR.match(name)
    )
    if not names:
        return ""
    name, count = names.most_common(1)[0]
    return name if count * 2 > names.total() else ""


def own_title(text: str) -> str:
    """The title that a file gives itself; empty for what a program puts there."""
    return "" if _JUNK_TITLE.match(text) or "\ufffd" in text else text


def own_name(text: str) -> str:
    """The person or house that a file names; empty for what a program puts there."""
    return "" if not text or _JUNK_NAME.match(text) else text
