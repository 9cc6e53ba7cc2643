"""Text with citation markers: its sentences, and what they mark."""

from __future__ import annotations

import re
from itertools import pairwise

from kb.regex import regex
from kb.text import sentences

_MARKER = regex(r"[\[【［](\d{1,3}(?:\s?[,，、]\s?\d{1,3}){0,20})[\]】］]")
_ITEM = regex(r"\s*(?:[-*•·]\s|\||(?:\d{1,2}[.．、）)]|[（(]\d{1,2}[)）])(?!\d))")
_SPACED_MARKER = regex(rf"(\s?){_MARKER.pattern}")
_NUMBER_OF_MARKER = regex(r"\d+")


def text_units(line: str) -> list[str]:
    """The sentences of one line with the markers that follow them; an item or a row whole."""
    if _ITEM.match(line) or line.count(" | ") > 1:
        return [line]
    starts = [start for start, _ in sentences(without_markers(line))]
    if not starts:
        return [line]
    edges = [0, *starts[1:], len(line)]
    return [line[start:end] for start, end in pairwise(edges)]


def markers_of(text: str) -> list[int]:
    """The numbers of the citation markers in ``text``, in order."""
    groups = _MARKER.findall(text)
    return [int(number) for group in groups for number in _NUMBER_OF_MARKER.findall(group)]


def without_markers(text: str) -> str:
    """``text`` with blanks for its markers; of the same length."""
    return _MARKER.sub(lambda match: " " * len(match.group()), text)


def without_invented(line: str, known: set[int]) -> str:
    """``line`` with only the markers that name a citation."""

    def kept(match: re.Match[str]) -> str:
        given = [int(number) for number in _NUMBER_OF_MARKER.findall(match[2])]
        if all(number in known for number in given):
            return match.group()
        real = "".join(f"[{number}]" for number in given if number in known)
        return match[1] + real if real else ""

    return _SPACED_MARKER.sub(kept, line)
