"""Exhibits: numbered charts and tables with their source, and tables without a caption."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kb.readers.lines import (
    Line,
    has_han,
    is_bullet,
    is_legend,
    is_note,
    is_prose,
    is_unit,
    previous_filled,
    source_of,
    squeeze,
    without_markup,
)
from kb.readers.names import is_bold, is_name
from kb.readers.tables import series_at, table_at
from kb.regex import regex
from kb.types import Exhibit, ExhibitKind, Table

_CAPTION = regex(
    r"附?(?P<word>图表|图|表|Figure|Fig|Table|Chart|Exhibit)\.?\s*"
    r"(?P<number>(?:[A-Z]\.?)?\d{1,3}(?:[-–.]\d{1,3})?|[一二三四五六七八九十]{1,3}"
    r"|(?-i:[A-Z]|[IVX]{2,4})(?=\s*[:：.．、|]|\s+[-–—] |[ 　]*$))"
    r"(?P<mark>\s*[:：.．、|]\s*|\s+[-–—]\s+|\s+|(?=[\u3400-\u9fff“《])|$)(?P<title>.*)",
    re.IGNORECASE,
)
_MENTION = regex(
    r"[年月日和与及至]|中[，,可的]|所示|显示|表明|展示|说明|给出|列出|反映|描述|是|为"
    r"|(?:shows?|lists?|presents?|gives?|illustrates?|summari[sz]es?|above|below|and|is|are)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = regex(r"\([^()]{1,24}\)$|（[^（）]{1,24}）$")
"""The unit that a heading gives for the table right below it."""
_TABLE_SHOWS = regex(
    r"^(?:the |this )?(?:following |next |below )?table (?:below )?(?:shows|gives|lists|presents|summari[sz]es|sets out|compares) (?:the )?",
    re.IGNORECASE,
)
_KINDS: dict[str, ExhibitKind] = {"表": "table", "table": "table"}
_LOOSE = 2
"""Short lines of an image's own text allowed between a caption and its source."""
_LONGEST_UNIT_LINE = 40


@dataclass(frozen=True, slots=True)
class Caption:
    """A numbered caption."""

    label: str
    title: str
    kind: ExhibitKind


def caption_of(text: str) -> Caption | None:
    """Read a line as a caption; None for a mention of an exhibit in running text."""
    if len(text) > 160:
        return None
    bare = without_markup(text.lstrip("#>* ")).strip("*_ ")
    match = _CAPTION.match(bare)
    if match is None:
        return None
    title = squeeze(match["title"])
    if _MENTION.match(title) and not match["mark"].strip():
        return None
    if title.endswith(("。", "；", "，", "：", ":", ";")):
        return None
    if title.endswith(".") and " " in title:
        if not match["mark"].strip():
            return None  # Figure 2 and Table 3 tell the same.
        title = title.rstrip(".")
    word = match["word"]
    if not has_han(word):
        word = "Figure " if word.lower() == "fig" else f"{word.capitalize()} "
    return Caption(f"{word}{match['number']}", title, _KINDS.get(match["word"].lower(), "chart"))


@dataclass(slots=True)
class _Body:
    """What follows a caption, as far as it belongs to the exhibit."""

    last: int
    source: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A table that the file itself holds: its title, and the index of its last line."""

    title: str
    table: Table
    last: int


def find_exhibits(
    text: str,
    lines: list[Line],
    outside: frozenset[int],
    given: Mapping[int, Given] = MappingProxyType({}),
) -> tuple[list[Exhibit], frozenset[int]]:
    """Exhibits in order, and the indices of their lines. ``outside`` lines hold none.

    ``given`` are tables that need not be guessed, by the index of their first line.
    """
    exhibits: list[Exhibit] = []
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        line = lines[index]
        found = (
            None
            if not line or index in outside
            else _exhibit_at(text, lines, index, outside, given)
        )
        if found:
            exhibit, last = found
            exhibits.append(exhibit)
            taken.update(range(index, last + 1))
            index = last
        index += 1
    return exhibits, frozenset(taken)


def _exhibit_at(
    text: str,
    lines: list[Line],
    index: int,
    outside: frozenset[int],
    given: Mapping[int, Given],
) -> tuple[Exhibit, int] | None:
    line = lines[index]
    caption = caption_of(line.text) if not is_bullet(line.text) else None
    if index in given and (caption is None or "\t" in line.text):
        return _given_at(text, lines, index, outside, given)
    if caption:
        title, last = _completed(lines, index, caption.title)
        body = _body(text, lines, last, outside, given)
        start, label, kind = line.start, caption.label, caption.kind
    else:
        found = table_at(text, lines, index) if _may_begin_table(lines, index) else None
        if found is None:
            return None
        table, last = found
        after = _body(text, lines, last, outside, given, only_source=True)
        body = _Body(after.last, after.source, table)
        first = _unit_line(lines, index)
        start = table.start if first == index else lines[first].start
        label, title, kind = "", _lead_in(lines, first), "table"
        below = None if title else _caption_below(lines, body.last, outside, given)
        if below:
            caption, body.last = below
            label, title = caption.label, caption.title
    end = max(lines[body.last].end, body.table.end if body.table else 0)
    return Exhibit(label, title, kind, start, end, body.source, table=body.table), body.last


def _given_at(
    text: str,
    lines: list[Line],
    index: int,
    outside: frozenset[int],
    given: Mapping[int, Given],
) -> tuple[Exhibit, int]:
    found = given[index]
    after = _body(text, lines, found.last, outside, given, only_source=True)
    label, title = "", found.title or _lead_in(lines, index)
    below = None if title else _caption_below(lines, after.last, outside, given)
    if below:
        caption, after.last = below
        label, title = caption.label, caption.title
    start, end = min(lines[index].start, found.table.start), lines[after.last].end
    return (
        Exhibit(
            label, title, "table", start, max(end, found.table.end), after.source, table=found.table
        ),
        after.last,
    )


def _caption_below(
    lines: list[Line], last: int, outside: frozenset[int], given: Mapping[int, Given]
) -> tuple[Caption, int] | None:
    """The caption of a table that has none above it, unless another table follows; and its line."""
    filled = [at for at in range(last + 1, min(last + 6, len(lines))) if lines[at]][:2]
    if not filled or filled[0] > last + 2 or filled[0] in outside or filled[0] in given:
        return None
    caption = caption_of(lines[filled[0]].text)
    if caption is None or caption.kind != "table" or not caption.title:
        return None
    follows = lines[filled[1]].text if len(filled) > 1 else ""
    if filled[1:] and (filled[1] in given or "|" in follows or "\t" in follows):
        return None
    return caption, filled[0]


def _completed(lines: list[Line], index: int, title: str) -> tuple[str, int]:
    """The title of a label that stands alone is the next line."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    if title or not is_name(below) or caption_of(below):
        return title, index
    return squeeze(without_markup(below)), index + 1


def _may_begin_table(lines: list[Line], index: int) -> bool:
    """Rows in the middle of a block were tried with the first; once more would be quadratic."""
    above = lines[index - 1].text if index else ""
    return is_note(above) or not any(mark in above for mark in ("\t", "|", "  ", "　"))


def _unit_line(lines: list[Line], index: int) -> int:
    """The line above the table where it gives the unit of its cells, else the table's first."""
    above = lines[index - 1].text if index else ""
    return index - 1 if is_unit(above) and len(above) <= _LONGEST_UNIT_LINE else index


def _lead_in(lines: list[Line], index: int) -> str:
    """What the line above a table says it is: a title right above it, in bold or with a unit, or a lead-in."""
    before = previous_filled(lines, index)
    if before is None or index - before.index > 2:
        return ""
    bare = without_markup(before.text)
    right_above = index - before.index == 1 and not before.text.startswith("#")
    if is_name(before.text) and (right_above or is_bold(before.text) or _IN_BRACKETS.search(bare)):
        return squeeze(bare.lstrip("# "))
    if not before.text.endswith(("：", ":")):
        return ""
    sentence = re.split(r"[。！？!?；;]", bare)[-1]
    return squeeze(_TABLE_SHOWS.sub("", sentence.rstrip("：: ")))


def _body(
    text: str,
    lines: list[Line],
    caption: int,
    outside: frozenset[int],
    given: Mapping[int, Given],
    only_source: bool = False,
) -> _Body:
    body = _Body(caption)
    loose, index = 0, caption + 1
    while index < len(lines):
        line = lines[index]
        if not line:
            index += 1
            continue
        if index in given and not (only_source or body.table or loose):
            body.table, body.last = given[index].table, given[index].last
            index = body.last + 1
            continue
        if index in outside or index in given or caption_of(line.text) or is_bullet(line.text):
            break
        source = source_of(line.text)
        found = None if only_source or body.table or source else table_at(text, lines, index)
        if source is not None:
            body.source = body.source or source
            body.last, loose = index, 0
        elif found and not loose:
            body.table, body.last = found
            index = body.last
        elif not (only_source or body.table) and (series := series_at(text, line)):
            body.table, body.last = series, index
        elif is_note(line.text) or (is_legend(line.text) and not only_source):
            body.last = index
        elif only_source or (body.source and not _is_question(line.text)):
            break
        elif _is_question(line.text):
            pass
        elif is_prose(line.text) or loose == _LOOSE:
            break
        else:
            loose += any(character.isalpha() for character in line.text)
        index += 1
    return body


def _is_question(text: str) -> bool:
    """A question of the survey behind a chart."""
    return len(text) <= 80 and text.endswith(("？", "?"))
