"""What a question is about, and whether a text sets that beside something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint

LONG = 3
"""So many times as long as what is understood of it, a question asks for something else."""
_PROPER_NAME = regex(
    r"(?<=[a-z,] )(?!(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Table|Figure|Chart|Exhibit|Fiscal|Financial|Calendar)\b)[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*\b"
)
_COUNTED_THING = regex(
    r"\bhow many (?:[a-z-]+ ){0,3}?(?P<en>[a-z-]+)(?= (?:are|is|was|were|do|does|did|have|has|had|will|would|can|could|must|should|in|at|on|of|for|by|from|to|per|there)\b|[?.,;]|$)"
    r"|多少[万亿千百]?[个名位家座台辆艘架套条只间所]?(?P<zh>(?:(?![和与及的在是有])[\u3400-\u9fff]){2,5})"
)
"""Asks how many there are of something."""
WIDE = frozenset(("中国", "全球"))
"""Places that a report on them need not name."""
WHOSE = ("regions", "cities", "companies", "industries")
"""Categories of names that a figure, a sentence or an item of a list may be of."""
_YEAR = r"(?:19|20)\d\d(?!\d)"
_NUMBERED = regex(
    rf"(?<![a-z])(?!(?:table|figure|fig|chart|exhibit)\b)[a-z]{{2,}}(?:(?P<apart>[- ])(?!{_YEAR}))?\d+(?:\.\d+)?"
)
_VERSION = regex(
    r"(?:(?![到至达约为是超近逾增升降涨跌长少多比从了和与的占第共])[\u3400-\u9fff]){1,4}\d\.\d(?![\d%％倍个成万亿千百元吨家座米度秒兆吉太瓦岁月年天小寸级分点])"
)
"""源2.0, a name with its version: no amount, since no unit follows."""
_VERSION_EN = regex(
    r"\b[A-Z][A-Za-z]+[ -](\d\.\d)(?![\d.])(?!\s*(?:[%€$a-z]*/|%|per ?cent|times|x\b|[mbtk]n?\b|million|billion|trillion|thousand|points|[A-Z]))"
)
"""The version of Yuan 2.0, which a Chinese text calls by another name."""
_JOINER = regex(r"[\s-]")
_CLAUSE = regex(r"[，。；：！？\n]|[.;:!?]\s")
_JOINS = regex(r"[、和与及或]|, | and | or ")


def proper_names(question: Question, vocabulary: Vocabulary) -> frozenset[str]:
    """Names, folded, that an English question writes with capitals and no term of the vocabulary is.

    In a Chinese one, names with their version: 源2.0. First Half and the like name nobody. Of one translated in part the versions alone: a Chinese text writes names otherwise.
    """
    if question.language == "zh":
        return frozenset(_VERSION.findall(fold(question.text)))
    versions = frozenset[str](_VERSION_EN.findall(question.untranslated or question.text))
    if question.untranslated not in ("", question.text):
        return versions
    found = (match.group() for match in _PROPER_NAME.finditer(question.text))
    return versions | frozenset(
        name
        for name in map(fold, found)
        if not vocabulary.terms(name) and not all(map(vocabulary.is_stop, name.split()))
    )


def numbered_names_left_out(question: Question, told: str) -> list[str]:
    """Names such as GPT-4 of the question that ``told`` has nowhere, however it writes them.

    In English a name whose number stands apart has a capital: in the next 3 years nothing is called so.
    """
    text, held = question.text, _JOINER.sub("", fold(told))
    times = fold(" ".join(period.text for period in question.figure.periods))
    return [
        text[match.start() : match.end()]
        for match in _NUMBERED.finditer(fold(text))
        if match[0] not in times
        and _JOINER.sub("", match[0]) not in held
        and (
            match["apart"] != " "
            or question.language == "zh"
            or text[match.start() + (match.start() == 0)].isupper()
        )
    ]


def names_left_out(question: Question, told: str, vocabulary: Vocabulary) -> list[str]:
    """What a question names, by a number, with capitals or by a term, and ``told`` has nowhere, as it is written."""
    text, held = question.untranslated or question.text, vocabulary.held(told)
    terms = [
        text[term.start : term.end]
        for term in vocabulary.terms(text)
        if term.category in WHOSE and term.canonical not in held | WIDE
    ]
    capitals = [name for name in proper_names(question, vocabulary) if name not in fold(told)]
    named = [text[(at := fold(text).index(name)) : at + len(name)] for name in sorted(capitals)]
    return list(dict.fromkeys((*numbered_names_left_out(question, told), *terms, *named)))


def called(point: DataPoint, vocabulary: Vocabulary) -> frozenset[str]:
    """The words that a figure is called by: of its metric and whose it is."""
    return vocabulary.held(f"{point.metric} {point.entity}")


def is_of_terms(name: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing of a name, folded, is left beside its terms: 金融行业, but not 云汐能源."""
    within = {at for term in vocabulary.terms(name) for at in range(term.start, term.end)}
    return not any(at not in within for at, one in enumerate(name) if one.isalnum())


def stands_beside(name: str, others: Iterable[str], text: str) -> bool:
    """Whether ``text``, normalised, lists the name beside one of the ``others``: 冷板、浸没和喷淋."""
    listings = [part for part in _CLAUSE.split(text) if _JOINS.search(part) and name in part]
    return any(other in part for part in listings for other in others)


def core_of(question: Question, judge: Judge) -> str:
    """Of what ``question`` names and the documents know, what tells most; empty where there is nothing."""
    known = [w.text for w in question.figure.words if w.text in question.figure.essential]
    return max(filter(judge.is_known, known), key=judge.weight, default="")


def counted_in(question: Question, judge: Judge) -> frozenset[str]:
    """What a question asks the number of, in canonical words that the documents or the vocabulary know."""
    match = _COUNTED_THING.search(fold(question.text))
    if match is None or question.figure.dimension not in ("", "count"):
        return frozenset()  # of gigawatt-hours no number is asked
    vocabulary = judge.vocabulary
    return frozenset(
        word.text
        for word in vocabulary.content(match["zh"] or match["en"])
        if (word.names or match["en"])  # jobs are counted too, though the word names nothing alone
        and word.text not in vocabulary.generic
        and (vocabulary.category(word.text) or judge.is_known(word.text))
    )


def names_only_places(question: Question, judge: Judge) -> bool:
    """Whether of a longer question only a place is understood: 深圳今天热不热 asks for no figure."""
    words = [word.text for word in question.figure.words if judge.is_known(word.text)]
    category = judge.vocabulary.category
    places = all(category(word) in ("regions", "cities", "companies") for word in words)
    return places and not question.figure.kinds and len(question.text) > LONG * len("".join(words))
