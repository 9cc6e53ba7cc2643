"""A question in another language than the documents', its words said as the documents say them.

The vocabulary knows the terms of the field; what it does not know, a dictionary may. Of a word's
translations only one that the documents hold is of use, and best one that the passages found hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kb.figures.lookup.scenarios import SCENARIO, several_scenarios
from kb.figures.periods.period import find_periods
from kb.figures.quantities.numerals import ENGLISH_NUMBERS
from kb.regex import regex
from kb.text import fold, stem, tokens

if TYPE_CHECKING:
    from kb.answering.understanding.dictionary import Dictionary
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.indexing.lexical import LexicalIndex
    from kb.types import Language, Passage

LONGEST_COMPOUND = 3
"""English words of a compound that is looked up."""
LONGEST_WORD = 6
"""Characters of a Chinese word that is looked up."""

_HAN = regex(r"[\u3400-\u9fff]+")
_ENGLISH = regex(r"[a-z]{3,}(?:[ \-][a-z]{3,})?")
_GLOSSED = regex(
    r"([\u3400-\u9fff]{2,8}) ?[（(]([A-Za-z][A-Za-z .&-]{1,30})[)）]"
    r"|([A-Z][A-Za-z&-]{1,30}) ?[（(]([\u3400-\u9fff]{2,12})[)）]"
)
_COUNTER = regex(r"[一两几每某这那各][\u3400-\u9fff]")
"""A number or a pronoun with its measure word, which says nothing: 一套, 这种."""
_KIND_WORD = regex(
    r"复合|年均|每年|平均|同比|环比|增长|增速|占比|排名|累计|相?差[距额别多几]?|对比|相比|比较|以来"
)
"""Says what kind of figure is asked for, or what it is set against, which the question's reader knows in Chinese."""
_FIRST_FEW = regex(r"前?([三四五六七八九十])大(?=[\u3400-\u9fff]{2})")
_FEW = dict(zip("一二三四五六七八九十", [*ENGLISH_NUMBERS][1:11], strict=True))
_OF_RANKS = regex(r"\brank\w*|\bleague\b|\bstandings?\b|\btop (?:\d|three|five|ten)|\bplaces?\b")
_MOVES = regex(
    r"mov\w+|ris\w+|rose|climb\w*|fall\w*|fell|drop\w*|slip\w*|gain\w*|lost|enter\w*|left|leav\w+|stood|stand\w*"
    r"|join\w*|hold\w*|held|kept|overt\w+|chang\w+|swap\w*|order"
)
"""What a name does in a ranking, which the question's reader knows in English."""
_WORD = regex(r"[a-z]{3,}")
_PHRASE = regex(r"[a-z]{3,}(?:[ \-][a-z]{3,})+")
_SPAN = tuple[int, int]


def _written(passages: Sequence[Passage]) -> dict[str, str]:
    """How the passages write each English stem: a translation then stands in them to the letter."""
    found: dict[str, str] = {}
    for passage in passages:
        for word in _WORD.findall(fold(passage.quote)):
            found.setdefault(stem(word), word)
    return found


def _overlap(one: _SPAN, other: _SPAN) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class Translator:
    """Rewrites questions for one index."""

    def __init__(
        self, dictionary: Dictionary, lexical: LexicalIndex, vocabulary: Vocabulary
    ) -> None:
        """Take finished parts."""
        self._dictionary = dictionary
        self._lexical = lexical
        self._vocabulary = vocabulary

    def translate(self, question: str, language: Language, passages: Sequence[Passage]) -> str:
        """``question`` with each word that the documents say otherwise in their words.

        Terms of the vocabulary, stop words and words that the documents hold stay as they are.
        """
        question = self._without_glosses(question)
        near = {token for passage in passages for token in tokens(passage.quote)}
        written = _written(passages) if language == "zh" else {}
        if language == "zh":
            question = _FIRST_FEW.sub(lambda match: f" {_FEW[match[1]]} largest ", question)
        pieces: list[str] = []
        position = 0
        for start, end, said in self._translated(fold(question), language, near):
            said = _WORD.sub(lambda match: written.get(stem(match.group()), match.group()), said)
            pieces += (question[position:start], said)
            position = end
        return "".join(pieces) + question[position:]

    def _without_glosses(self, question: str) -> str:
        """A name given in both languages, 星岚（Xinglan）, in the one that the documents hold."""

        def kept(match: re.Match[str]) -> str:
            outer, inner = match[1] or match[3], match[2] or match[4]
            return outer if self._holds(tokens(outer)) or not self._holds(tokens(inner)) else inner

        return _GLOSSED.sub(kept, question)

    def _translated(
        self, folded: str, language: Language, near: set[str]
    ) -> Iterator[tuple[int, int, str]]:
        words = self._chinese_words if language == "zh" else self._english_words
        terms = self._terms(folded, language)
        compounds = self._compounds(folded, terms) if language == "en" else []
        kept = [one for one in terms if not any(_overlap(one, other) for other in compounds)]
        found = list(compounds)
        ranks = language == "en" and _OF_RANKS.search(folded) is not None
        scenarios = several_scenarios(folded)[0]
        position = 0
        for first, last in [*sorted([*kept, *compounds]), (len(folded), len(folded))]:
            found += words(folded, position, first)
            position = last
        for first, last in sorted(found):
            if ranks and _MOVES.fullmatch(folded, first, last):
                continue
            if scenarios and SCENARIO.fullmatch(folded, first, last):
                continue  # the look-up knows them in either language
            best = self._best(self._into(folded[first:last], language), near)
            if best:
                yield first, last, f" {best} " if language == "zh" else best

    def _terms(self, folded: str, language: Language) -> list[_SPAN]:
        """Where terms stand; in English those that the documents say in one of the term's ways.

        Exports are 出口额, and only 出口 where no amount of them is given.
        """

        def is_held(canonical: str) -> bool:
            return any(self._holds(tokens(way)) for way in self._vocabulary.variants(canonical))

        return [
            (term.start, term.end)
            for term in self._vocabulary.terms(folded)
            if language == "zh" or is_held(term.canonical)
        ]

    def _compounds(self, folded: str, terms: Sequence[_SPAN]) -> list[_SPAN]:
        """Words that the documents name as one thing: heavy trucks, of which trucks is a term.

        What is a term as a whole is said in the vocabulary's words.
        """
        terms = [*terms, *((start, end) for start, end, _ in find_periods(folded))]
        found: list[_SPAN] = []
        position = 0
        is_stop = self._vocabulary.is_stop
        words = [word for word in _WORD.finditer(folded) if not is_stop(word.group())]
        for at, word in enumerate(words):
            for last in reversed(words[at + 1 : at + LONGEST_COMPOUND]):
                span = (word.start(), last.end())
                if span[0] < position or not _PHRASE.fullmatch(folded, *span):
                    continue
                if any(start <= span[0] and span[1] <= end for start, end in terms):
                    continue
                if self._into(folded[slice(*span)], "en"):
                    found.append(span)
                    position = span[1]
                    break
        return found

    def _chinese_words(self, folded: str, start: int, end: int) -> Iterator[_SPAN]:
        """The words of the dictionary, the longest first from left to right."""
        for run in _HAN.finditer(folded, start, end):
            position = run.start()
            while position < run.end():
                ends = range(min(position + LONGEST_WORD, run.end()), position + 1, -1)
                words = (last for last in ends if self._dictionary.english(folded[position:last]))
                last = next(words, position + 1)
                says = last - position > 1 and not _COUNTER.fullmatch(folded, position, last)
                says = says and not _KIND_WORD.fullmatch(folded, position, last)
                if says and self._is_foreign(folded[position:last]):
                    yield position, last
                position = last

    def _english_words(self, folded: str, start: int, end: int) -> Iterator[_SPAN]:
        position = start
        while match := _ENGLISH.search(folded, position, end):
            word = match.group()
            parts = re.split(r"[ \-]", word)
            if len(parts) > 1 and not self._into(word, "en"):
                word = parts[0]
            position = match.start() + len(word)
            if any(map(self._is_foreign, re.split(r"[ \-]", word))):
                yield match.start(), position

    def _is_foreign(self, word: str) -> bool:
        """Whether a word says something that the documents do not say in this word."""
        known = self._lexical.document_frequency
        return not self._vocabulary.is_stop(word) and not known(stem(word))

    def _into(self, word: str, language: Language) -> list[str]:
        """Translations of ``word`` that the documents hold, the likeliest first."""
        if language == "zh":
            return [one for one in self._dictionary.english(word) if self._holds(tokens(one))]
        stems = " ".join(stem(part) for part in re.split(r"[ \-]", word))
        held = [one for one in self._dictionary.chinese(stems) if self._holds([one])]
        # Of words with one meaning, the one that the documents use.
        return sorted(held, key=lambda one: -self._lexical.document_frequency(one))

    def _holds(self, wanted: Iterable[str]) -> bool:
        told = [one for one in wanted if not self._vocabulary.is_stop(one)]
        return bool(told) and all(map(self._lexical.document_frequency, told))

    def _best(self, choices: Sequence[str], near: set[str]) -> str:
        """The first that the passages found hold, else the first."""
        for choice in choices:
            if all(one in near for one in tokens(choice) if not self._vocabulary.is_stop(one)):
                return choice
        return choices[0] if choices else ""
