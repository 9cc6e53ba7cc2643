"""Words typed with a character of the same sound, as an input method offers it: 电迟 for 电池.

Put right only towards what the documents write, and only where neither they nor the dictionary know
what was typed. Readings are pypinyin's, without tones, each of a character that has several.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import pairwise

from kb.regex import regex

LEAST, OFTEN = 2, 5
"""How often the documents write two characters together that the dictionary knows, and that it does not."""
_FUNCTION = frozenset(
    "是有何的了吗呢么为会要就也都还在于与和及或被把从向对什哪几多少不没这那其榜一二三四五六七八九十"
)
"""Characters that nobody mistypes for part of a word: 队有多少 is no 队友."""
_NAMING_TAGS = ("n", "v", "a", "g")
"""Tags of single characters that may be pieces of a word."""
_HAN = regex(r"[\u3400-\u9fff]+")


class Homophones:
    """Puts questions right towards the words of some texts, which are read when a question first needs them."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the ``texts`` of the documents."""
        self._given = texts

    def warm_up(self) -> None:
        """Read the texts now."""
        self._by_sound  # noqa: B018

    def corrected(self, question: str) -> str:
        """``question`` with characters that the documents write otherwise, of the same length."""
        return _HAN.sub(lambda run: self._run(run.group()), question)

    def _run(self, run: str) -> str:
        written = run
        for at in _doubtful(run):
            pair = written[at : at + 2]
            if pair in self._pairs:
                continue
            alike = self._alike(pair)
            if alike and self._stands(written[:at][-1:], alike, written[at + 2 :][:1]):
                written = f"{written[:at]}{alike}{written[at + 2 :]}"
        return written

    def _stands(self, before: str, pair: str, after: str) -> bool:
        """Whether the documents write ``pair`` beside what stands beside it here, if that tells anything.

        成公英 is nobody's typing of 成功, which no document writes before 英.
        """
        around = [f"{before}{pair}"] if before and before not in _FUNCTION else []
        around += [f"{pair}{after}"] if after and after not in _FUNCTION else []
        if not around:
            return self._pairs[pair] >= OFTEN
        return any(one in text for one in around for text in self._texts)

    def _alike(self, pair: str) -> str:
        """What the documents write that sounds like ``pair`` and shares a character; empty if nothing."""
        import rjieba

        found = {
            other
            for first in _readings(pair[0])
            for second in _readings(pair[1])
            for other in self._by_sound[first, second]
            if (other[0] == pair[0]) != (other[1] == pair[1]) and not _FUNCTION & {*pair, *other}
        }
        known = [p for p in found if self._pairs[p] >= (LEAST if rjieba.has_word(p) else OFTEN)]
        return min(known, key=lambda p: (not rjieba.has_word(p), -self._pairs[p], p), default="")

    @cached_property
    def _texts(self) -> list[str]:
        return list(self._given)

    @cached_property
    def _pairs(self) -> Counter[str]:
        """How often two characters stand side by side."""
        found: Counter[str] = Counter()
        for text in self._texts:
            for run in _HAN.finditer(text):
                found.update(map("".join, pairwise(run.group())))
        return found

    @cached_property
    def _by_sound(self) -> defaultdict[tuple[str, str], list[str]]:
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for pair in self._pairs:
            for first in _readings(pair[0]):
                for second in _readings(pair[1]):
                    found[first, second].append(pair)
        return found


def _doubtful(run: str) -> Iterator[int]:
    """Where two characters stand side by side that the dictionary knows no word around."""
    import rjieba

    words: list[str] = []
    for word, tag in rjieba.tag(run):
        names = tag.startswith(_NAMING_TAGS) if len(word) == 1 else not rjieba.has_word(word)
        # Each character with the word that it is guessed to be in; none where that is no guess.
        words += [word if names and not _FUNCTION & {*word} else ""] * len(word)
    for at, (word, other) in enumerate(pairwise(words)):
        joined = word is other or 1 in (len(word), len(other))
        if word and other and joined and not rjieba.has_word(run[at : at + 2]):
            yield at


@cache
def _readings(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    return tuple(pinyin(character, heteronym=True, style=Style.NORMAL)[0])
