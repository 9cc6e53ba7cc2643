"""Which of given names a question mentions, in full, by an alias or by an unmistakable short form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold, whole_name

REMEMBERED = 4_096
"""Lists of names whose other forms are kept."""
_BRACKETED = regex(r"^(.{2,}?)\s*[(（]([^()（）]{2,})[)）]$")
_GLOSSED = regex(
    r"(?:[\u3400-\u9fff]{2,10}|[A-Za-z][A-Za-z.&-]*)\s?[(（](?P<inside>[^()（）]{2,40})[)）]"
)
_HAN_NAME = regex(r"[\u3400-\u9fff]{4,}")
_SUCH = r"(?:(?![和与跟同比及])[\u3400-\u9fff]){1,4}[更较][大小高低多少快慢长短贵重轻]的"
"""Says of a name what it has more or less of, which is no measure that is asked for."""
_TITLED = regex(r"([A-ZÀ-\u024f][a-zß-\u024f]{3,})(?: (?:& )?[A-ZÀ-\u024f][A-Za-zÀ-\u024f]+)+")


def mentioned(question: str, names: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """The ``names`` that ``question`` mentions, in its order; the longest reading of each place."""
    text = vocabulary.normalise(question)
    found: list[tuple[int, str]] = []
    for alias, name in _aliases(tuple(dict.fromkeys(names)), vocabulary):
        if alias not in text or any(name == known for _, known in found):
            continue
        match = re.search(whole_name(alias), text)
        if match is not None:
            found.append((match.start(), name))
            text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    return [name for _, name in sorted(found)]


def without_glosses(question: str, names: Iterable[str], vocabulary: Vocabulary) -> str:
    """``question`` without what only says a name of ``names`` in another script.

    ``哈尔（Halvorsen）`` is Halvorsen where that is one of the names, ``Chidian (驰电)`` is 驰电.
    """
    known = list(names)

    def shorter(match: re.Match[str]) -> str:
        inside = mentioned(match["inside"], known, vocabulary)
        return match["inside"] if inside else match.group()

    return _GLOSSED.sub(shorter, question)


def called_plainly(text: str, names: Iterable[str]) -> str:
    """``text`` with 柴油车 and 价格更高的柴油 as 柴油, where that is one of the ``names``."""
    said = [re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) > 1]
    if not said:
        return text
    text = re.sub(rf"{_SUCH}(?={'|'.join(said)})", "", text, flags=re.IGNORECASE)
    return re.sub(rf"({'|'.join(said)})[车机型类式版款]", r"\1", text)


def plain_name(name: str) -> str:
    """A name without what stands in brackets after it."""
    match = _BRACKETED.match(name.strip())
    return match.group(1) if match else name.strip()


@lru_cache(REMEMBERED)
def _aliases(names: tuple[str, ...], vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """What each may be called, with or without its hyphen, the longest first."""
    pairs = [(vocabulary.normalise(name), name) for name in names]
    for name in names:
        if match := _BRACKETED.match(name.strip()):
            pairs += [(vocabulary.normalise(part), name) for part in match.groups()]
    shorts = Counter(_short(name, vocabulary) for name in names)
    pairs += [
        (short, name)
        for name in names
        if (short := _short(name, vocabulary)) and shorts[short] == 1
    ]
    known = {alias for alias, _ in pairs}
    pairs += [
        (plain, name)
        for alias, name in pairs
        if "-" in alias and alias.isascii() and (plain := alias.replace("-", "")) not in known
    ]
    pairs = [(alias, name) for alias, name in pairs if len(alias) > 1]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _short(name: str, vocabulary: Vocabulary) -> str:
    """恒岭 for 恒岭能源, orlan for Orlan Materials; empty where it is a word of its own."""
    import rjieba

    plain = plain_name(name)
    if _HAN_NAME.fullmatch(plain):
        short = fold(plain[:2])
        return "" if rjieba.has_word(short) or vocabulary.terms(short) else short
    titled = _TITLED.fullmatch(plain)
    if titled is None:
        return ""
    first = titled.group(1)
    terms = vocabulary.terms(plain)
    known = vocabulary.terms(first) or any(t.end - t.start == len(plain) for t in terms)
    return "" if known else fold(first)
