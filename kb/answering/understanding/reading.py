"""A question as it is read: courtesies left out, typing put right, said plainly and in the documents' language."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from kb.answering.retrieval.evidence import JUDGED
from kb.answering.understanding import spoken_years
from kb.answering.understanding.abbreviations import RARE, Abbreviations, short_forms
from kb.answering.understanding.dictionary import Dictionary
from kb.answering.understanding.focus import focus
from kb.answering.understanding.homophones import Homophones
from kb.answering.understanding.joined_terms import written_out
from kb.answering.understanding.misspelt import Misspelt
from kb.answering.understanding.near_words import as_documents_say
from kb.answering.understanding.plain_wording import plainly
from kb.answering.understanding.question import understand
from kb.answering.understanding.translation import Translator
from kb.regex import regex
from kb.text import language, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.retrieval.retriever import Retriever
    from kb.types import Language, Passage


_THEIR = regex(r"(?:公司|自[家己]|家|那个|这个|的|旗下|\s|['’]s\b)*")
"""Between whose it is and its name: 浪潮自家的源1.0."""
_SOMEBODYS = regex(
    r"(?:[A-Za-z]{2,12}|[\u3400-\u9fff]{2,4}?)\s?(?:(?:自[家己]|他?家|旗下)的|(?:家|的)?那[个款套])\s?"
)
"""Begins a question with whose it is, pointing at the thing, whoever that may be: Meta那个llama."""


_ASIDE_WITH_NAME = regex(
    r"^(?P<aside>[^，,。？?]*(?:我|咱|俺|同事|领导|老板|客户|朋友|亲戚)[^，,。？?]*)[，,。]\s*(?P<rest>[^。？?]*(?:它|那里|那边|该[市省县行]|(?:我们?|咱们?|俺们?|本)(?:[市省]|城市)).*)$"
    r"|^(?P<says>[^.?!]*\b(?:i|we|my|our)\b[^.?!]*)[.,;!]\s+(?P<asks>[^?]*\b(?:our|my|this|that) (?:own )?(?:city|town|province|country|state|industry|sector)\b.*)$",
    re.IGNORECASE,
)
"""Says why somebody asks, with the name of what is then only pointed at."""
_IT = regex(
    r"它们?|那里|那边|该[市省县](?!场)|该行业|(?:我们?|咱们?|俺们?|本)(?:[市省](?!场)|城市|省份)"
    r"|\b(?:our|my|this|that) (?:own )?(?:city|town|province|country|state|industry|sector)\b",
    re.IGNORECASE,
)
_A_PLACE = regex(r"[市省]|city|town|province|country|state", re.IGNORECASE)


class Reading:
    """Reads questions for the documents of one asker."""

    def __init__(self, records: Records, retriever: Retriever, judge: Judge) -> None:
        """Take finished parts."""
        self._records = records
        self._retriever = retriever
        self._judge = judge

    def warm_up(self) -> None:
        """Load what only some questions need."""
        self._homophones.warm_up()
        self._misspelt.warm_up()

    def read(
        self, question: str, spoken: Language, search: Callable[[str], list[Passage]]
    ) -> tuple[str, str, list[Passage]]:
        """What was said, how it reads in plain words, and the passages that ``search`` finds for that.

        ``spoken`` is the language of the question; where the passages are in another one, it is
        translated and searched for again.
        """
        focused = focus(self._with_decade(self._with_place(question)))
        said = self._misspelt.corrected(self._homophones.corrected(focused))
        own = plainly(said)
        near = self._as_documents_say(own)
        plain = self._written_out(near)
        passages = search(plain)
        if near != own and not self._say_more(passages, near, own):
            plain = self._written_out(own)
            passages = search(plain)
        if passages and language(passages[0].quote) != spoken:
            translated = self._translator.translate(plain, spoken, passages)
            if translated != plain:
                return said, translated, search(translated)
        return said, plain, passages

    def _with_place(self, question: str) -> str:
        """``question`` with the place or industry in the place of what points at it: 我下周去甲市，它排第几."""
        match = _ASIDE_WITH_NAME.match(question)
        if match is None:
            return question
        aside, rest = match["aside"] or match["says"], match["rest"] or match["asks"]
        pointer, places = _IT.search(rest), ("cities", "regions")
        place = pointer is not None and _A_PLACE.search(pointer[0]) is not None
        sorts = places if place else (*places, "industries")
        terms = self._judge.vocabulary.terms
        others = () if place else ("companies", "concepts")
        things = [term for term in terms(aside) if term.category in (*sorts, *others)]
        named = bool(things) and things[-1].category in sorts  # it is what was spoken of last
        if not named or any(term.category in sorts for term in terms(rest)):
            return question
        return _IT.sub(aside[things[-1].start : things[-1].end], rest, count=1)

    def _with_decade(self, question: str) -> str:
        """``question`` with a year for the end of the decade that the documents' figures are of."""
        if not spoken_years.says_decade(question):
            return question
        actual = (p.period.end_year for p in self._records.points if not p.forecast)
        counted = Counter(year for year in actual if year)
        latest = counted.most_common(1)
        return spoken_years.decade_written(question, latest[0][0]) if latest else question

    def _without_owners(self, text: str) -> str:
        """``text`` without whose a thing is that figures know by its own name: 谷歌 of 谷歌PaLM-2."""
        for term in reversed(self._judge.vocabulary.terms(text)):
            theirs = _THEIR.match(text, term.end)
            name = text[theirs.end() :] if theirs else ""
            if term.category == "companies" and self._records.names.begins(name):
                text = text[: term.start] + name
        said = _SOMEBODYS.match(text)
        if said and self._records.names.begins(text[said.end() :]):
            text = text[said.end() :]
        return text

    def _written_out(self, text: str) -> str:
        """``text`` with the short forms written out that no document uses."""
        text = written_out(self._without_owners(text), self._judge.vocabulary)
        text = self._records.names.as_written(text)
        count, terms = self._judge.frequency, self._judge.vocabulary.terms
        text = self._records.names.expand(
            text, count, lambda word: any(t.end - t.start == len(word) for t in terms(word))
        )
        verbs = {word.text for word in self._judge.vocabulary.content(text) if not word.names}
        rare = [
            short
            for short in short_forms(text)
            if count(short) <= RARE and not terms(short) and short not in verbs
        ]
        return self._abbreviations.expand(text, rare, count) if rare else text

    def _as_documents_say(self, text: str) -> str:
        """``text`` in near words, where it goes on asking for the same sort of answer."""
        near = as_documents_say(text, self._written, self._judge.vocabulary)
        return near if near != text and self._asks_alike(text, near) else text

    def _say_more(self, passages: Sequence[Passage], near: str, own: str) -> bool:
        """Whether the best passages say one of the words that ``near`` has and ``own`` has not."""
        content = self._judge.vocabulary.held
        held = content("\n".join("\n".join((*p.heading_path, p.quote)) for p in passages[:JUDGED]))
        return bool(held & (content(near) - content(own)))

    def _asks_alike(self, text: str, near: str) -> bool:
        """Whether both ask for the same sort of answer: a word may be one that tells it."""
        one, other = (understand(each, self._judge.vocabulary) for each in (text, near))
        same_figure = (
            one.figure.kinds == other.figure.kinds and one.figure.ranks == other.figure.ranks
        )
        return one.intent == other.intent and same_figure

    def _written(self, word: str) -> int:
        """In how many chunks a Chinese word may stand, however it is cut there."""
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        known = self._retriever.lexical.document_frequency
        return self._judge.frequency(word) or min(map(known, pairs), default=0)

    @cached_property
    def _abbreviations(self) -> Abbreviations:
        points = self._records.points
        headings = [heading for point in points for heading in point.heading_path]
        return Abbreviations([*headings, *(point.metric for point in points)])

    @cached_property
    def _homophones(self) -> Homophones:
        return Homophones(document.text for document in self._records.store.documents())

    @cached_property
    def _misspelt(self) -> Misspelt:
        texts = (document.text for document in self._records.store.documents())
        return Misspelt(texts, self._is_english)

    def _is_english(self, word: str) -> bool:
        return self._judge.vocabulary.is_stop(word) or self._dictionary.has_english(stem(word))

    @cached_property
    def _dictionary(self) -> Dictionary:
        return Dictionary.open(self._retriever.config.cache_folder)

    @cached_property
    def _translator(self) -> Translator:
        return Translator(self._dictionary, self._retriever.lexical, self._judge.vocabulary)
