"""Lines that were broken at a fixed width, made whole: converters of pages to text break them so.

A sentence in two lines is two halves to whoever reads line by line. Text is changed only where it is
plainly wrapped: many lines of nearly one width that end in the middle of a sentence.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from kb.regex import regex

NARROWEST, WIDEST = 40, 200
"""Columns that a wrapped text may have; a Chinese character takes two."""
SLACK = 14
"""Columns that a full line may miss: a word or a mark that did not fit."""
FULL_SHARE, BROKEN_SHARE = 0.25, 0.5
"""Of all lines, those that are full; of these, those that end within a sentence."""
FEWEST = 8
"""Full lines that it takes to tell."""

REPEATED = 3
"""A line that stands so often is the head or the foot of a page."""
FURNITURE = 6
"""Lines, blank ones included, that may stand between two pages' texts."""

_DIGITS = regex(r"\d+")
_BREAK = regex(r"(\r\n|\n|\r)")
_ENDS = regex(r"[。！？!?；;：:.…”』」）)]\s*$")
_BEGINS = regex(
    r"\s*(?:[#>|*+•·●▪■□]|[-–—]\s|\d{1,2}[.、．)）]\s*(?!\d)|[（(][一二三四五六七八九十\d]{1,2}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[章节部篇条]"
    r"|(?:图|表|图表|Figure|Fig\.|Table|Chart|Exhibit)\s*\d|(?:数据|资料)?来源|[Ss]ource)"
)
_CELLS = regex(r"[\t|\f]")
_WIDE = "WF"


def unwrap(text: str) -> str:
    """``text`` with the breaks taken out that cut its sentences; unchanged where it is not wrapped."""
    pieces = _BREAK.split(text)
    lines, breaks = pieces[::2], pieces[1::2]
    widths = [_width(line.strip()) for line in lines]
    full = _full_width(lines, widths)
    if not full:
        return text
    running = _running([line for line, width in zip(lines, widths, strict=True) if width < full])
    whole = [lines[0]]
    index = 0
    while index + 1 < len(lines):
        following = _next(lines, index, running)
        if widths[index] >= full and _goes_on(lines[index], lines[following]):
            before = whole[-1].rstrip()
            whole[-1] = before + _joint(before, lines[following]) + lines[following].strip()
            if following > index + 1:
                # A page ends within the sentence: its foot and the next head go before it.
                between = zip(lines[index + 1 : following], breaks[index:following], strict=False)
                whole[-1:-1] = [piece for pair in between for piece in pair]
            index = following
        else:
            whole += (breaks[index], lines[index + 1])
            index += 1
    return "".join(whole)


def _running(lines: list[str]) -> frozenset[str]:
    """Lines that stand on many pages, numbers aside."""
    counted = Counter(_DIGITS.sub("", line.strip()) for line in lines if "\t" not in line)
    return frozenset(line for line, count in counted.items() if count >= REPEATED)


def _next(lines: list[str], index: int, running: frozenset[str]) -> int:
    """The line after ``index``, or the first on the next page where a page ends there."""
    ahead = index + 1
    passed = False
    while ahead + 1 < len(lines) and ahead <= index + FURNITURE:
        line = _DIGITS.sub("", lines[ahead].strip())
        if line and line not in running:
            break
        passed = passed or bool(line)
        ahead += 1
    return ahead if passed else index + 1


def _full_width(lines: list[str], widths: list[int]) -> int:
    """From how many columns a line is full; 0 where the text is not wrapped."""
    told = [
        (width, line)
        for width, line in zip(widths, lines, strict=True)
        if width and not _CELLS.search(line)
    ]
    if not told:
        return 0
    longest = sorted(width for width, _ in told)[len(told) * 9 // 10]
    if not NARROWEST <= longest <= WIDEST:
        return 0
    full = [line for width, line in told if longest - SLACK <= width <= longest + SLACK]
    longer = sum(width > longest + SLACK for width, _ in told)
    broken = sum(not _ENDS.search(line) for line in full)
    wrapped = (
        len(full) >= max(FEWEST, FULL_SHARE * len(told))
        and broken >= BROKEN_SHARE * len(full)
        and longer <= len(told) / 50
    )
    return longest - SLACK if wrapped else 0


def _goes_on(line: str, following: str) -> bool:
    return bool(
        following.strip()
        and not _ENDS.search(line)
        and not _CELLS.search(line + following)
        and not _BEGINS.match(following)
    )


def _joint(before: str, following: str) -> str:
    """What stands between two halves: a space between Latin words, nothing by Chinese characters."""
    ends = before[-1:] + following.lstrip()[:1]
    wide = any(unicodedata.east_asian_width(one) in _WIDE for one in ends)
    return "" if wide or before.endswith("-") else " "


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in _WIDE else 1 for one in line)
