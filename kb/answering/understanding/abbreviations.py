"""Short forms that a question uses and no document does: 海风 for 海上风电, 风机 for 风电机组.

A Chinese short form takes one character of each of several words that stand side by side, the
first one's first. What the documents measure and what their headings name is read for such words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from kb.regex import regex
from kb.text import fold

LONGEST = 3
"""The most words that a short form stands for, one character each."""
READ = 20_000
"""The most phrases that are read."""
RARE = 2
"""A word that stands in more chunks than this is one of the documents' own."""
COMMONER = 5
"""How many times as common as a short form the words have to be."""
CLEARLY = 2
"""How many times as often as the next the words have to occur."""

_HAN = regex("[\u3400-\u9fff]+")
_HAN_WORD = regex("[\u3400-\u9fff]{2,4}")


class Abbreviations:
    """The short forms of the phrases of some documents."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """``phrases`` are what the documents name: metrics, headings."""
        self._full: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for phrase in list(dict.fromkeys(phrases))[:READ]:
            for run in _HAN.findall(fold(phrase)):
                self._read(run)

    def expand(self, question: str, shorts: Iterable[str], count: Callable[[str], int]) -> str:
        """``question`` with those of ``shorts`` written out that stand for something far commoner.

        ``count`` says in how many chunks a word stands.
        """
        for short in shorts:
            full = self._clearest(short)
            if full and full not in question and COMMONER * count(short) <= count(full):
                question = question.replace(short, full)
        return question

    def _clearest(self, short: str) -> str:
        """The words that ``short`` stands for, where no other words are nearly as common."""
        ranked = self._full[short].most_common(2) if short in self._full else []
        if not ranked:
            return ""
        if len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]:
            return ""
        return ranked[0][0]

    def _read(self, run: str) -> None:
        import rjieba

        words = [word for word in rjieba.cut(run) if _HAN_WORD.fullmatch(word)]
        for start in range(len(words)):
            for size in range(2, LONGEST + 1):
                joined = words[start : start + size]
                full = "".join(joined)
                if len(joined) == size and full in run:
                    for short in _shorts(joined):
                        self._full[short][full] += 1


def short_forms(question: str) -> list[str]:
    """The words of the dictionary in ``question`` that may be short forms, the longest first."""
    import rjieba

    found: list[str] = []
    for run in _HAN.findall(question):
        for word in rjieba.cut(run):
            for size in range(min(LONGEST, len(word)), 1, -1):
                for start in range(len(word) - size + 1):
                    short = word[start : start + size]
                    if rjieba.has_word(short):
                        found.append(short)
    return list(dict.fromkeys(found))


def _shorts(words: list[str]) -> set[str]:
    """One character of each word: the first one's first, of the others the first or the last."""
    found = {words[0][0]}
    for word in words[1:]:
        found = {short + char for short in found for char in {word[0], word[-1]}}
    return found
