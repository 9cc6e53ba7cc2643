"""Whether a sentence is of what a question asks: of its place, its name, its rate, and with a number.

What a reader takes for an answer may be one about another thing of the same sort.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.lookup.figures import SET_AGAINST, covers
from kb.answering.lookup.subjects import WHOSE, WIDE, is_of_terms, numbered_names_left_out
from kb.answering.quoting import measures, things, untold
from kb.answering.quoting.measures import ASKS_AMOUNT
from kb.answering.quoting.prose import WANTS_NUMBER, asks_datum, asks_number
from kb.answering.quoting.table_row import header_of
from kb.figures.lookup.narrowed import narrowed
from kb.figures.sources import publishers
from kb.regex import regex
from kb.text import fold, language, line_at

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.types import DataPoint, Document

    Span = tuple[Document, int, int]

BEFORE = 80
"""Characters that are read before a sentence, in its paragraph."""
COURSE = 3
"""Values of so many times tell how something went."""
_PLACES = ("cities", "regions")
_CLAUSE = regex(r"[，,；;。？?]")
_NOT = "不非未无"
_RATE = regex(r"((?:(?!的)[\u3400-\u9fff]){2,4})(?<!增长)(?<![速比概效频功])率")
"""Names a rate; those of growth are called by many names."""

_OF_TIME = regex(r"(?:FY|CY|Q|H)\d{1,4}(?:FY|/\d+)?|[QH][1-4]|[12]\d{3}[EF]?")
"""Names a time, and nobody: FY24."""
_LATIN_NAME = regex(r"(?<![A-Za-z])[A-Z][a-z]*[A-Z]?[a-z]+")
_SOMEBODY = "人者户员民"
"""Ends a word for people of some sort, who are no one by name: 养蜂人."""
OPENING = 2
"""Characters up to which a sentence begins to name what it is about: 对巴基斯坦的出口, but not 香蕉是台湾的出口品."""
_WHEN = regex(
    r"(?:截至|自|到)?\d{4}年?(?:第?[一二三四\d]季度|[上下]半年|\d{1,2}月(?:\d{1,2}日)?|[底末初])?|[Ii]n (?:\w+ )?\d{4}"
)


def around(document: Document, start: int) -> str:
    """What a sentence is read with: its heading, and what stands before it or heads its table."""
    text = document.text
    before = header_of(document, start) or text[line_at(text, start)[0] : start].strip()[-BEFORE:]
    return " / ".join((*document.heading_path(start)[-2:][1:], before))


def _title_of(document: Document, start: int) -> str:
    """The caption of the table that a row stands in."""
    return next((e.title for e in document.exhibits if e.start <= start < e.end), "")


def names_all(question: Question, span: Span) -> bool:
    """Whether a sentence and what stands around it have each GPT-4 of the question: GPT-3 is another."""
    return not numbered_names_left_out(question, _around_and(span))


def _around_and(span: Span) -> str:
    document, start, end = span
    return f"{around(document, start)} {document.text[start:end]}"


def is_of_what_is_asked(question: Question, span: Span, judge: Judge, stated: str = "") -> bool:
    """Whether a sentence, or what stands around it, says the place, the name and the rate that a number is asked of.

    ``stated`` is what it states in words, which the row of a table does not say.
    """
    document, start, end = span
    sentence = document.text[start:end]
    if _lacks(question, span, judge) or not narrowed(question.text).holds(_around_and(span)):
        return False
    if not asks_number(question) or question.figure.kinds == ("rank",):
        return True  # a place in a ranking is no number of something
    chinese = question.language == language(sentence) == "zh"
    header = header_of(document, start)
    heads = f"{_title_of(document, start)}\n{header}" if header else ""
    if untold.is_of_another_time(question.figure.periods, f"{heads}\n{sentence}"):
        return False
    against = question.intent in SET_AGAINST
    if against and untold.leaves_out_a_time(question.figure.periods, sentence, heads):
        return False
    if chinese and not measures.has_such_a_number(question, sentence, header):
        return False
    if header and measures.counts_another(question, heads, sentence, judge):
        return False
    around_it = (document.title, *document.heading_path(start), around(document, start), stated)
    told = "\n".join((*around_it, sentence))
    held, folded = judge.vocabulary.held(told), fold(told)
    category = judge.vocabulary.category
    words = [word.text for word in question.figure.words if word.names]
    headed = "\n".join((*document.heading_path(start), heads, stated, sentence))
    if things.are_others(question, span, headed, held, judge):
        return False
    if not header and measures.are_others(question, sentence, headed, judge):
        return False
    places = {word for word in words if category(word) in _PLACES}
    wide = judge.vocabulary.held(sentence) & WIDE
    if wide and places & WIDE and not wide & places:
        return False
    if (places - WIDE and not places & held) or _is_of_another(question, held, judge):
        return False
    if chinese and any(
        word.isascii() and len(word) > 3 and not category(word) and word not in held
        for word in filter(judge.is_known, words)
    ):
        return False
    return all(
        any(rate in folded or rate in held for rate in rates)
        for match in _RATE.finditer(fold(question.text))
        if (rates := _known_rates(match[1], judge))
    )


def _lacks(question: Question, span: Span, judge: Judge) -> bool:
    """Whether a sentence, with what heads its row, leaves out what is asked, or says it of others."""
    document, start, end = span
    sentence, vocabulary = document.text[start:end], judge.vocabulary
    told = f"{header_of(document, start)}\n{sentence}".strip()
    if untold.lacks_time(question.text, told):
        return True
    if untold.only_counts(question.text, sentence, vocabulary):
        return True
    if untold.asks_company(question.text) and not _names_company(
        f"{around(document, start)}\n{told}", judge
    ):
        return True
    if untold.lacks_fall(question.text, told):
        return True
    if _opens_with_another(question, span, judge) or _is_under_another(question, span, judge):
        return True
    if question.intent not in (*WANTS_NUMBER, "keywords") and not asks_datum(question.text):
        return False  # of a reason, more is told than one sentence
    return (
        untold.lacks_each(question.text, f"{around(document, start)}\n{told}")
        or untold.lacks_change(question.figure.kinds, told)
        or (measures.asks_share(question) and untold.lacks_part(told))
        or untold.is_of_others_too(_asking(question, judge), sentence, vocabulary)
    )


def tells_course(question: Question, points: Sequence[DataPoint]) -> bool:
    """Whether a span of years is asked for and the figures are its values, each of which says little by itself."""
    spans = [period for period in question.figure.periods if period.years]
    return bool(spans) and len({point.period.key for point in points}) >= COURSE


def are_of_other_times(question: Question, points: Sequence[DataPoint]) -> bool:
    """Whether one time is asked about, and none of the ``points`` is of it."""
    periods = question.figure.periods
    return len(periods) == 1 and not any(covers(point, periods[0]) for point in points)


def _is_of_another(question: Question, held: Set[str], judge: Judge) -> bool:
    """Whether of two names only that is told which the clause that asks does not give: 甲市有几家，跟乙市一样的."""
    vocabulary = judge.vocabulary
    asking, others = set[str](), set[str]()
    for clause in _CLAUSE.split(question.text):
        names = {one.canonical for one in vocabulary.terms(clause) if one.category in WHOSE}
        (asking if ASKS_AMOUNT.search(fold(clause)) else others).update(names)
    return bool(asking and others & held) and not asking & held


def _asking(question: Question, judge: Judge) -> frozenset[str]:
    """The names, but for the widest, that the clause which asks for an amount gives; else the question."""
    clauses = [one for one in _CLAUSE.split(question.text) if ASKS_AMOUNT.search(fold(one))]
    return _terms("\n".join(clauses or [question.text]), judge)


def _opens_with_another(question: Question, span: Span, judge: Judge) -> bool:
    """Whether a sentence begins with another place or name, and neither it nor a heading above has the one asked for."""
    document, start, end = span
    sentence = document.text[start:end]
    above = (document.title, *document.heading_path(start), header_of(document, start))
    told, first = "\n".join((*above, sentence)), _first_clause(sentence)
    if question.language == language(sentence) and _proper_names(first, judge):
        named = _proper_names(question.untranslated or question.text, judge)
        if named and not any(name in fold(told) for name in named):
            return True
    asked, held = _asking(question, judge), _terms(told, judge)
    # Of a reason, what is named further on is no subject.
    within = len(first) if question.intent in WANTS_NUMBER else OPENING
    others = {one.canonical for one in judge.vocabulary.terms(first) if one.start <= within}
    others &= _terms(first, judge)
    return not asked & held and any(
        _is_another(name, other, judge) for name in asked for other in others
    )


def _is_under_another(question: Question, span: Span, judge: Judge) -> bool:
    """Whether a sentence names no company that is asked about, and its headings name others."""
    document, start, end = span

    def companies(text: str) -> set[str]:
        terms = judge.vocabulary.terms(text)
        return {one.canonical for one in terms if one.category == "companies"}

    asked, headings = companies(question.text), "\n".join(document.heading_path(start))
    above = companies(headings)
    told = above | companies(f"{header_of(document, start)}\n{document.text[start:end]}")
    return bool(asked and above) and not asked & told


def _names_company(text: str, judge: Judge) -> bool:
    """Whether a text names a company, or somebody whom no dictionary has, other than as its source."""
    for source in reversed(publishers(text)):
        text = text[: source.start] + text[source.end :]
    terms = judge.vocabulary.terms(text)
    if any(term.category == "companies" for term in terms) or _proper_names(text, judge):
        return True
    known = {at for term in terms for at in range(term.start, term.end)}
    return any(match.start() not in known for match in _LATIN_NAME.finditer(text))


def _first_clause(sentence: str) -> str:
    """The first clause that says more than when: the second of 2023年6月，甲公司发布."""
    clauses = _CLAUSE.split(sentence)
    return next((one for one in clauses if not _WHEN.fullmatch(one.strip())), clauses[0])


def _is_another(name: str, other: str, judge: Judge) -> bool:
    """Whether both are cities, regions or companies; what is written alike may be part of the other: 欧盟, 欧洲."""
    sorts = {judge.vocabulary.category(name), judge.vocabulary.category(other)}
    alike = name[0] == other[0] and (len(name) == len(other) or name in other or other in name)
    return len(sorts) == 1 and sorts <= {*_PLACES, "companies"} and not alike


def _terms(text: str, judge: Judge) -> frozenset[str]:
    """Places, companies and industries of the vocabulary, but for the widest places."""
    terms = judge.vocabulary.terms(text)
    return frozenset(one.canonical for one in terms if one.category in WHOSE) - WIDE


def _proper_names(text: str, judge: Judge) -> frozenset[str]:
    """Names, folded: words that no dictionary has, in English those with capitals; and whose figures there are."""
    import rjieba

    vocabulary = judge.vocabulary
    if language(text) == "en":
        return frozenset(
            fold(name)
            for name in untold.CAPITALS.findall(text)
            if not vocabulary.terms(name) and not _OF_TIME.fullmatch(name)
        )
    return frozenset(
        word.text
        for word in vocabulary.content(text)
        if word.names and not word.text.isascii() and not vocabulary.category(word.text)
        if word.text[-1] not in _SOMEBODY
        if judge.is_known(word.text) and not rjieba.has_word(word.text)
    ) | frozenset(name for name in judge.names(text) if not is_of_terms(name, vocabulary))


def _known_rates(before: str, judge: Judge) -> list[str]:
    """The names of a rate that end in these characters and 率, if the documents have one: 华南空置率, 空置率.

    What is not so is another rate: 合格率 does not stand for 不合格率.
    """
    ends = [at for at in range(len(before) - 1) if not at or before[at - 1] not in _NOT]
    names = [f"{before[at:]}率" for at in ends]
    return names if any(map(judge.frequency, names)) else []
