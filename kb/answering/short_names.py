"""Short forms of names that the documents write in full: 牧歌 for 牧歌集团, Arctic for Arctic Logistics.

A beginning of a name stands for it where the documents hardly ever write the one without the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from kb.regex import regex

MOSTLY = 0.7
"""The share of a short form's occurrences in the documents that begin the full name."""
LEAST = 2
READ = 5_000
"""The most names that are read."""

_HAN_NAME = regex(r"[\u3400-\u9fff]{3,12}")
_LATIN_NAME = regex(r"[A-Z][A-Za-z]{3,}(?: [A-Z][A-Za-z&]+){1,3}")
_WORD_END = r"(?![A-Za-z])"


class ShortNames:
    """The beginnings by which a question may call the names of some documents."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names`` are whom the documents' figures are of."""
        self._full: defaultdict[str, set[str]] = defaultdict(set)
        self._names: list[str] = []
        for name in list(dict.fromkeys(names))[:READ]:
            beginnings = _beginnings(name)
            self._names += [name] if beginnings else []
            for short in beginnings:
                self._full[short].add(name)

    def mentioned(self, question: str) -> list[str]:
        """The full names that stand in ``question``."""
        return [name for name in self._names if name in question]

    def expand(
        self, question: str, count: Callable[[str], int], is_word: Callable[[str], bool]
    ) -> str:
        """``question`` with the short forms written out.

        ``count`` says how often a string stands in the documents; ``is_word`` whether it means
        something by itself, as a place does.
        """
        for short in sorted(self._full, key=lambda one: (-len(one), one)):
            if short not in question or len(self._full[short]) > 1 or is_word(short):
                continue
            (name,) = self._full[short]
            alone = re.compile(_alone(short, name))
            if not alone.search(question) or count(name) < MOSTLY * count(short):
                continue
            question = alone.sub(name, question)
        return question


def _alone(short: str, name: str) -> str:
    rest = name.removeprefix(short)
    end = _WORD_END if short.isascii() else ""
    return rf"{'(?<![A-Za-z])' if short.isascii() else ''}{short}(?!{rest}){end}"


def _beginnings(name: str) -> list[str]:
    if _HAN_NAME.fullmatch(name):
        return [name[:size] for size in range(LEAST, len(name))]
    if _LATIN_NAME.fullmatch(name):
        words = name.split()
        return [" ".join(words[:size]) for size in range(1, len(words))]
    return []
