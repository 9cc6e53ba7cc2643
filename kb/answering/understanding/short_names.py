"""Names that figures are of, as a question may give them: in full, or by a beginning that stands for one.

牧歌 is 牧歌集团 and Arctic is Arctic Logistics where the documents hardly ever write the one without the
other. ``mentions`` finds short forms among the names of one table, where no document need be asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from kb.regex import regex
from kb.text import fold, whole_name

MOSTLY = 0.7
"""The share of the chunks with a short form that have the full name."""
LEAST = 2
READ = 5_000
"""The most names whose beginnings are read."""

_HAN_NAME = regex(r"[\u3400-\u9fff]{3,12}")
_LATIN_OR_DIGIT = regex(r"[a-z\d]")
_HAN_PAIR = regex(r"[\u3400-\u9fff]{2}")
_PARTICLES = ("的", "了", "是", "和", "与", "跟", "比", "在", "有")
_LATIN_NAME = regex(
    r"[A-ZÀ-\u024f][A-Za-zÀ-\u024f]{3,}(?: (?:& )?[A-ZÀ-\u024f][A-Za-zÀ-\u024f&]+){1,3}"
)
_HAN = regex(r"[\u3400-\u9fff]")
_VERSIONED = regex(r"[a-z]{2,}[ -]?\d+(?:\.\d+)?")
_WITH_VERSION = regex(rf"(?<![a-z\d]){_VERSIONED.pattern}(?![a-z\d]|\.\d)")
_JOINER = regex(r"[ -]")


class ShortNames:
    """The names that the figures of some documents are of."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names`` are whom the documents' figures are of."""
        distinct = list(dict.fromkeys(names))
        self._folded = [folded for name in distinct if len(folded := fold(name)) > 1]
        full: defaultdict[str, set[str]] = defaultdict(set)
        for name in distinct[:READ]:
            for short in _beginnings(name):
                full[short].add(name)
        self._versioned = {
            _JOINER.sub("", folded): name
            for name in distinct
            if _VERSIONED.fullmatch(folded := fold(name))
        }
        whole = {short: min(names, key=len) for short, names in full.items()}
        self._full = {
            short: whole[short]
            for short, names in sorted(full.items(), key=lambda item: (-len(item[0]), item[0]))
            # 长桥供应链则 is 长桥供应链 with what stands behind it.
            if all(name.startswith(whole[short]) for name in names)
        }

    def standing_in(self, question: str) -> frozenset[str]:
        """The names, folded, that stand in ``question`` as words of their own."""
        text = fold(question)
        return frozenset(
            name for name in self._folded if name in text and re.search(whole_name(name), text)
        )

    def begins(self, text: str) -> bool:
        """Whether ``text`` begins with a name in Latin letters, or with digits: PaLM-2, 源1.0."""
        folded = fold(text)
        return any(
            folded.startswith(name)
            and _LATIN_OR_DIGIT.search(name)
            and not _LATIN_OR_DIGIT.match(folded[len(name) :])
            for name in self._folded
        )

    def as_written(self, question: str) -> str:
        """``question`` with names and their versions as the documents write them: palm2 and PaLM 2 as PaLM-2."""
        for match in reversed(list(_WITH_VERSION.finditer(fold(question)))):
            name = self._versioned.get(_JOINER.sub("", match[0]))
            if name:
                question = f"{question[: match.start()]}{name}{question[match.end() :]}"
        return question

    def expand(
        self, question: str, count: Callable[[str], int], is_word: Callable[[str], bool]
    ) -> str:
        """``question`` with the short forms written out.

        ``count`` says in how many chunks a string stands; ``is_word`` whether it means something by
        itself, as a place does.
        """
        for short, name in self._full.items():
            if fold(short) not in fold(question) or is_word(short):
                continue
            rest = name.removeprefix(short)
            latin = not _HAN.search(short)
            after = rf"(?!{rest}|[A-Za-zÀ-\u024f])" if latin else rf"(?!{rest})"
            before = r"(?<![A-Za-zÀ-\u024f])" if latin else ""
            found = re.search(f"{before}{short}{after}", question, flags=re.IGNORECASE)
            if found is None or _cuts_word(question, found.end()):
                continue
            written = re.sub(f"{before}{short}{after}", name, question, flags=re.IGNORECASE)
            if written != question and count(name) >= MOSTLY * count(short):
                question = written
        return question


def _cuts_word(text: str, at: int) -> bool:
    """Whether ``at`` falls within a Chinese word: after 协作机 in 协作机械臂."""
    import rjieba

    around = text[at - 1 : at + 1]
    if around[1:] in _PARTICLES:
        return False  # 澄目的 is no 目的
    cuts: bool = _HAN_PAIR.fullmatch(around) is not None and rjieba.has_word(around)
    return cuts


def _beginnings(name: str) -> list[str]:
    if _HAN_NAME.fullmatch(name):
        return [name[:size] for size in range(LEAST, len(name))]
    if _LATIN_NAME.fullmatch(name):
        words = name.split()
        return [" ".join(words[:size]) for size in range(1, len(words))]
    return []
