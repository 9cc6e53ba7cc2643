"""How the lines of a paragraph go together: Chinese without a space, English with one."""

from __future__ import annotations

from collections.abc import Sequence

from kb.readers.lines import has_han, is_wide


def join_lines(lines: Sequence[str]) -> str:
    """The text of lines that follow each other."""
    text = ""
    for line in lines:
        text, between = before_next(text, line)
        text += between + line
    return text


def before_next(text: str, following: str) -> tuple[str, str]:
    """``text`` as it should end before the line ``following``, and what goes between the two."""
    if not text or not following:
        return text, ""
    last, first = text[-1], following[0]
    if is_wide(last) or is_wide(first):
        return text, ""
    if last == "-" and text[-2:-1].isalpha() and first.islower():
        return text[:-1], ""
    if (last in "-–—/" and not text[-2:-1].isspace()) or first in ".,%:;)!?":
        return text, ""
    if last.isdigit() and first.isdigit() and has_han(text):
        return text, ""  # a figure that ran over the end of the line
    return text, " "
