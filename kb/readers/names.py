"""Names that head a section without a number: 互联网, 最佳实践, Key Findings.

A name is short, stands alone between blank lines, does not end as a sentence or a lead-in does, and
has text under it. Where a line might be a pull quote, a legend or a question, it is no heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kb.readers.lines import (
    Line,
    ends_sentence,
    has_han,
    is_bullet,
    is_contact,
    is_legend,
    is_note,
    is_page_number,
    is_prose,
    key,
    previous_filled,
    source_of,
    without_markup,
)
from kb.readers.numbering import clean_title, numbered
from kb.regex import regex

_FIGURE = regex(r"[\d\s年月日./\-–—至]+$|\d+[.,]\d")
_BROKEN = 3
"""Lines that a broken name may have."""
_RUNNING_HEADER = 10
"""So often the same is what every page has on top."""
_MOST_CHINESE, _MOST_ENGLISH = 30, 80


def is_title(text: str, most: int = _MOST_CHINESE) -> bool:
    """True for what can be a title: letters, at most ``most`` Chinese characters, no sentence."""
    bare = without_markup(text)
    length = most if has_han(bare) else max(most * 2, _MOST_ENGLISH)
    return (
        0 < len(bare) <= length
        and any(character.isalpha() for character in bare)
        and "。" not in bare
        and not ends_sentence(bare)
    )


def is_name(text: str) -> bool:
    """True for a title that is no bullet, legend, note, source, date, contact, row or question."""
    return (
        is_title(text)
        and not any(mark in text for mark in ("\t", "|", "http", "@"))
        and not text.startswith(("（", "(", "“", '"', "<", "!", ">", "[", "©", "版权所有"))
        and not any(test(text) for test in (is_bullet, is_legend, is_note, is_contact, is_prose))
        and not is_page_number(text)
        and source_of(text) is None
        and _FIGURE.match(text) is None
        and numbered(without_markup(text)) is None
        and (has_han(text) or text.lstrip("*#_ ")[:1].isupper())
    )


def is_bold(text: str) -> bool:
    """True for text wholly between ``**``."""
    return (
        len(text) > 4 and text.startswith("**") and text.endswith("**") and "**" not in text[2:-2]
    )


def stands_alone(lines: list[Line], first: int, last: int) -> bool:
    """True where blank lines, the end of a sentence above or running text below part the lines.

    Some texts have a paragraph a line and no blank lines at all.
    """
    above = lines[first - 1] if first else None
    below = lines[last + 1] if last + 1 < len(lines) else None
    parted_above = not above or above.text.endswith(("。", "！", "？", ".", "”"))
    parted_below = not below or (
        is_prose(below.text) and not is_bullet(below.text) and not below.text[0].islower()
    )
    return parted_above and parted_below


def find_names(
    lines: list[Line], outside: frozenset[int], numbers: frozenset[int]
) -> list[tuple[int, int, str]]:
    """First line, last line and title of each name, in order.

    ``outside`` are lines of contents and exhibits, ``numbers`` those of numbered headings: a name
    holds none of them.
    """
    found = list(_names(lines, outside, numbers))
    repeated = Counter(key(title) for _, _, title in found)
    return [name for name in found if repeated[key(name[2])] < _RUNNING_HEADER]


def _names(
    lines: list[Line], outside: frozenset[int], numbers: frozenset[int]
) -> Iterator[tuple[int, int, str]]:
    taken = outside | numbers
    opened = False
    earliest = min(taken, default=len(lines))
    for first, last in _blocks(lines, taken):
        opened = opened or earliest < first
        for start, end in _parts(lines, first, last):
            title = _title(lines, start, end)
            if title and opened and _is_heading(lines, start, end, outside):
                yield start, end, title
            opened = opened or is_prose(lines[start].text)


def _blocks(lines: list[Line], taken: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Runs of lines that are neither blank nor taken, as first and last index."""
    first = -1
    for line in lines:
        filled = bool(line) and line.index not in taken
        if filled and first < 0:
            first = line.index
        elif not filled and first >= 0:
            yield first, line.index - 1
            first = -1
    if first >= 0:
        yield first, len(lines) - 1


def _parts(lines: list[Line], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The block itself if it can be one broken name, else its lines that stand alone."""
    if last - first < _BROKEN and _title(lines, first, last):
        yield first, last
        return
    for index in range(first, last + 1):
        if index == last or is_prose(lines[index + 1].text):
            yield index, index


def _title(lines: list[Line], first: int, last: int) -> str:
    """The title that the lines make together, or nothing."""
    texts = [lines[index].text for index in range(first, last + 1)]
    if len(texts) == 1:
        return clean_title(texts[0]) if is_name(texts[0]) else ""
    joined = " ".join(texts)
    if not is_bold(joined) and any(len(text) > 24 for text in texts):
        return ""
    if any(is_bullet(text) or is_legend(text) for text in texts):
        return ""
    return clean_title(joined) if is_name(joined) and has_han(joined) else ""


def _is_heading(lines: list[Line], first: int, last: int, outside: frozenset[int]) -> bool:
    """Parted from what is around it, after no lead-in, and with text under it."""
    before = previous_filled(lines, first)
    if before and before.text.endswith(("：", ":")):
        return False
    return stands_alone(lines, first, last) and _has_text_under(lines, last, outside)


def _has_text_under(lines: list[Line], last: int, outside: frozenset[int]) -> bool:
    following = [line for line in lines[last + 1 : last + 12] if line][:4]
    for line in following:
        if line.index in outside or is_prose(line.text) or is_bullet(line.text):
            return True
        if _is_aside(line.text):
            return False
        if not is_name(line.text):
            return True
    return False


def _is_aside(text: str) -> bool:
    tests = (is_contact, is_legend, is_note, is_page_number)
    return any(test(text) for test in tests) or source_of(text) is not None
