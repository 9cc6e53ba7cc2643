"""Normalising, tokenising and cutting Chinese and English text.

Normalised text is only ever indexed or compared; what is quoted is the document's own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kb.regex import regex
from kb.word_forms import base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from opencc import OpenCC

    from kb.types import Language

TOKENISER_VERSION = "3"
"""Raised when ``tokens`` returns something else for the same text; it stands in the manifest."""

REMEMBERED = 50_000
"""How many words' stems are kept in memory."""
SHORT = 48
"""Up to so many characters, folded texts are kept in memory: names and words, which come again."""

RUN_IN = 25
"""An item's first sentence of fewer characters is a heading of the one after it."""

ITEM = regex(
    r"\s*(?:[-•·]|\*(?!\*)|\d{1,2}[.、．)](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[)）])\s*"
)
"""What an item of a list begins with."""
_HAN = regex(r"[\u3400-\u9fff]+")
_SURROGATE = regex(r"[\ud800-\udfff]")
_LATIN_WORD = regex(r"[a-z0-9]+(?:[.\-][a-z0-9]+)*")
_ENGLISH_WORD = regex(r"[a-z]{3,}")
_CLOSING = "”’」』）)】》\"'*"
_SENTENCE_END = regex(
    rf"(?:[。！？!?；;…]+|\.(?=\s+[*_“‘]{{0,3}}[A-Z\u3400-\u9fff]|\s*$))[{_CLOSING}]*"
)


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def _to_simplified(text: str) -> str:
    """Traditional characters to simplified (OpenCC t2s); the length may change."""
    # Half a surrogate pair cannot be encoded for the converter; it stands for no character.
    converted: str = _converter().convert(_SURROGATE.sub("\ufffd", text))
    return converted


def simplified(text: str) -> str:
    """Traditional characters to simplified, of the same length, so offsets carry over."""
    if not _HAN.search(text):
        return text
    whole = _to_simplified(text)
    if len(whole) == len(text):
        return whole
    pairs = ((old, _to_simplified(old)) for old in text)
    return "".join(new if len(new) == 1 else old for old, new in pairs)


@cache
def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return (
        folded
        if len(folded) == 1
        else character.lower()
        if len(character.lower()) == 1
        else character
    )


def fold(text: str) -> str:
    """``text`` simplified, half width and lower case; of the same length, so offsets carry over."""
    return _fold_again(text) if len(text) <= SHORT else _fold(text)


def unspaced(text: str) -> str:
    """``text`` folded, without white space."""
    return "".join(fold(text).split())


def _fold(text: str) -> str:
    return simplified("".join(map(_fold_character, text)))


# Loading the vocabulary folds each of its terms five times, and every question the same words.
_fold_again = lru_cache(8_192)(_fold)


def words(text: str) -> list[str]:
    """Words of the folded text: rjieba's for Chinese, runs of letters and digits for the rest."""
    import rjieba

    folded = fold(text)
    found: list[str] = []
    position = 0
    for match in _HAN.finditer(folded):
        found += _LATIN_WORD.findall(folded[position : match.start()])
        found += rjieba.cut(match.group())
        position = match.end()
    return found + _LATIN_WORD.findall(folded[position:])


@cache
def _stemmer() -> Callable[[str], str]:
    from snowballstemmer import stemmer

    stem_word: Callable[[str], str] = stemmer("english").stemWord
    return stem_word


@lru_cache(REMEMBERED)
def stem(word: str) -> str:
    """A folded English word without its ending (Porter's second stemmer) or irregular form; any other as it stands."""
    return _stemmer()(base(word)) if _ENGLISH_WORD.fullmatch(word) else word


def stems(word: str) -> list[str]:
    """The stem of a word; of an English compound such as ``direct-to-chip`` those of its parts."""
    parts = word.split("-")
    compound = len(parts) > 1 and all(part.isalpha() and part.isascii() for part in parts)
    return [stem(part) for part in parts] if compound else [stem(word)]


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring Chinese characters of the folded text."""
    return [run[i : i + 2] for run in _HAN.findall(fold(text)) for i in range(len(run) - 1)]


def tokens(text: str) -> list[str]:
    """What the lexical index holds: words, English ones by their stems, and bigrams."""
    return [one for word in words(text) for one in stems(word)] + bigrams(text)


def whole_word(word: str) -> str:
    """A pattern of a folded word; Latin ends have no letter or digit beside them."""
    before = r"(?<![a-z0-9])" if word[0].isascii() else ""
    after = r"(?![a-z0-9])" if word[-1].isascii() else ""
    return before + re.escape(word) + after


def whole_name(name: str) -> str:
    """As ``whole_word``; no number follows either: PaLM does not stand in PaLM-2."""
    return whole_word(name) + (r"(?![-.]\d)" if name[-1].isascii() else "")


def line_at(text: str, offset: int) -> tuple[int, int]:
    """The span of the line that holds ``offset``, without its end."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, line by line, surrounding space left out."""
    return list(_sentences(text, start, len(text) if end is None else end))


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """As ``sentences``, an item's run-in heading with its first sentence."""
    found: list[tuple[int, int]] = []
    for span in sentences(text, start, end):
        if found and _runs_in(text, found[-1]) and "\n" not in text[found[-1][1] : span[0]]:
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return found


def _runs_in(text: str, span: tuple[int, int]) -> bool:
    return span[1] - span[0] < RUN_IN and ITEM.match(text[span[0] : span[1]]) is not None


def whole_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The English sentence of which ``text[start:end]`` is what stands between semicolons; any other as it is.

    Behind a semicolon Chinese goes on with another statement, English with what needs the one before.
    """
    if language(text[start:end]) != "en":
        return start, end
    first, last = line_at(text, start)
    spans = sentence_spans(text, first, last)
    at = [place for place, span in enumerate(spans) if span[0] < end and start < span[1]]
    if not at:
        return start, end
    begins, ends = at[0], at[-1]
    while begins > 0 and text[spans[begins - 1][1] - 1] == ";":
        begins -= 1
    while ends + 1 < len(spans) and text[spans[ends][1] - 1] == ";":
        ends += 1
    return min(start, spans[begins][0]), max(end, spans[ends][1])


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        newline = text.find("\n", start, end)
        line_end = end if newline < 0 else newline
        position = start
        for match in _SENTENCE_END.finditer(text, start, line_end):
            yield from _trimmed(text, position, match.end())
            position = match.end()
        yield from _trimmed(text, position, line_end)
        start = line_end + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def language(text: str) -> Language:
    """``zh`` where at least a fifth of the letters are Chinese characters, else ``en``."""
    han = sum(len(run) for run in _HAN.findall(text))
    letters = sum(character.isalpha() for character in text)
    return "zh" if han and han * 5 >= letters else "en"
