"""Words of a text that carry meaning, between the terms that the vocabulary knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kb.regex import regex
from kb.text import stem

IsStop = Callable[[str], bool]

_HAN_RUN = regex(r"[\u3400-\u9fff]+")
_LATIN_WORD = regex(r"[a-z0-9]+(?:[.\-&'][a-z0-9]+)*")
_NUMBER = regex(r"\d+(?:[.\-]\d+)*(?:h[12]|q[1-4]|e|f)?|[1-4][hq](?:\d{2,4})?|\d{2,}[a-z]+")
_COMPOUND = regex(r"[a-z]+(?:-[a-z]+)+")
_JOINERS = regex(r"[.\-&']")
_EMPTY_TAGS = ("m", "q", "d", "r", "p", "c", "u", "y", "e", "o", "w", "f", "t")
_NAMING_TAGS = ("n", "j", "l", "x", "vn", "eng", "z", "b")
_FUNCTION_TAGS = "muprcdyeo"
"""First letters of the tags of words that are never part of a name: numbers, pronouns, …"""
_POSSESSIVE = regex(r"'s?$")
_ROOTS = {
    "addit": "add",
    "consumpt": "consum",
    "reduct": "reduc",
    "acquisit": "acquir",
    "expans": "expand",
    "extens": "extend",
    "loss": "lose",
    "payment": "pay",
    "longer": "long",
    "length": "long",
    "depth": "deep",
    "height": "high",
    "width": "wide",
    "weight": "weigh",
}
"""Stems of one English word that its forms do not share."""
_GUESSED_TAGS = "tdf"
"""Tags of times, adverbs and sides, of which the dictionary holds nearly all."""
_EMPTY_CHARACTERS = frozenset(
    "比较較为為至约約仅僅及这這该該根据據惟见見已不都也又就才再还還所与與和或以而于於在从從由被把将將会會能可要上下前后後中内外里每其更最很太挺真好怎什哪多少不没未"
)
"""What a guess that is an empty word after all holds: 仅为, 比上, 這一."""
_SIZED = regex("[大中小][一二三四五六七八九十][^多]?")
"""Taken for a numeral, it begins a name: 大六轴, 小四门."""
_WHETHER = regex(r"(.)[不没]\1")
"""是不是, 有没有: asks, and names nothing."""
_MEASURE_ENDS = {"价": "价格", "数": "数量"}
"""What the last character of a word of three measures, where only its first two are a word."""
_VERBAL = regex(
    r"(?!(?:lily|family|supply|assembly|italy|jelly|rally|monopoly|anomaly|butterfly|ally|reply)$)[a-z]{2,}(?:ed|ing|ly|ise|ize|ible|able|ive|ous|ful)"
)
"""English words that name nothing by their ending; others may be what is asked for."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a text, canonical where it is a term."""

    text: str
    names: bool
    """Whether it names a thing: a term, a noun, a Latin word; not a verb or an adjective."""


def is_number(word: str) -> bool:
    """Whether a folded word is a number, a short year or a part of one: 3.5, 2023, 23h1."""
    return _NUMBER.fullmatch(word) is not None


def singular(atom: str) -> str:
    """A Latin word without the s of its plural."""
    if len(atom) <= 3:  # a Chinese character, mostly
        return atom
    plural = atom.endswith("s") and not atom.endswith("ss")
    return atom[:-1] if plural and atom.isascii() else atom


def plain_words(folded: str, is_stop: IsStop) -> list[Word]:
    """The content words of a folded text, in order: Chinese ones by rjieba, then Latin ones as they stand."""
    found: list[Word] = []
    position = 0
    for run in _HAN_RUN.finditer(folded):
        found += _latin_words(folded[position : run.start()], is_stop)
        dated = run.group()[0] in "年月日" and folded[run.start() - 1 : run.start()].isdigit()
        found += _han_words(run.group()[dated:], is_stop)
        position = run.end()
    return found + _latin_words(folded[position:], is_stop)


def _han_words(run: str, is_stop: IsStop) -> list[Word]:
    import rjieba

    found: list[Word] = []
    single = ""
    for word, tag in (*rjieba.tag(run), ("", "")):
        if len(word) == 1 and not is_stop(word) and tag[0] not in _FUNCTION_TAGS:
            single += word
            continue
        if not is_stop(word) and is_guessed_name(word, tag):
            single += word
            continue
        # A name that the dictionary does not know falls to characters.
        if len(single) > 1 and not is_stop(single):
            found.append(Word(single, True))
        single = ""
        word = _without_stop_ends(word, is_stop)
        if _WHETHER.match(word):
            continue
        if len(word) == 4 and is_stop(word[:2]) and is_stop(word[2:]):
            continue  # two empty words in one: 变化趋势, 去年同期
        if word[2:] in _MEASURE_ENDS and not rjieba.has_word(word):
            found.append(Word(_MEASURE_ENDS[word[2:]], True))
            word = word[:2]
        if len(word) > 1 and not is_stop(word) and not tag.startswith(_EMPTY_TAGS):
            found.append(Word(word, tag.startswith(_NAMING_TAGS)))
    return found


def is_guessed_name(word: str, tag: str) -> bool:
    """Whether a word with the tag of an empty one is only guessed: 明阳, taken for a time, is a name."""
    import rjieba

    known = tag[:1] in _GUESSED_TAGS and not _EMPTY_CHARACTERS & {*word}
    guessed = len(word) > 1 and (known or _SIZED.fullmatch(word) is not None)
    return guessed and not rjieba.has_word(word)


def _without_stop_ends(word: str, is_stop: IsStop) -> str:
    """A guessed word without the particles that the guess took in: 星岚有 is 星岚."""
    import rjieba

    if rjieba.has_word(word):
        return word
    kept = word.strip("".join(one for one in word if is_stop(one)))
    return kept if len(kept) > 1 else word


def _latin_words(folded: str, is_stop: IsStop) -> list[Word]:
    found: list[Word] = []
    for whole in _LATIN_WORD.findall(folded):
        for word in whole.split("-") if _COMPOUND.fullmatch(whole) else [whole]:
            word = _POSSESSIVE.sub("", word)
            joined = _JOINERS.sub("", word)
            if len(joined) > 1 and not any(map(is_stop, (word, joined, singular(joined)))):
                root = stem(singular(joined))
                found.append(Word(_ROOTS.get(root, root), _VERBAL.fullmatch(word) is None))
    return found
