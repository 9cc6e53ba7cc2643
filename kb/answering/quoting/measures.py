"""Whether a sentence holds a number of what is asked for: a part, a sum of money, or what was shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.figures.lookup.measured import KIND_WORDS, MONEY, VOLUMES, is_other_dimension
from kb.figures.quantities.quantity import find_quantities
from kb.regex import regex
from kb.text import fold
from kb.types import RATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.types import DataPoint

ASKS_AMOUNT = regex(r"多少|百分之|几[个家成座台倍]|\bhow (?:much|many|big|large)\b")
ASKS_SHARE = regex(
    r"百分之[几多]|几成|(?:占比|份额|比例|比重)(?:大概|大约|现在)?[是有为达]?(?:多少|多大|几)|[占多少大]+的?(?:份额|比例|比重)"
    r"|(?<!抢)(?<!霸)占(?:了|到|得|据)?(?:大概|大约)?(?:多少|多大)(?=$|[？?，,。；呢啊吧呀])"
)
_PARTS = {"ratio", "points", "multiple"}
_MEASURES = ("measures", "attributes")
"""Categories of terms that name what is measured."""
_OF_KINDS = frozenset[str]().union(*KIND_WORDS.values())
"""Measures that a column may give by another name: 占比, 份额."""
_MARKET_SIZE = {"市场", "规模"}
_SHARE_ABOVE = regex(r"[%％]|百分|占比|份额|比[例重]|率")
"""Says of a column that its numbers are shares."""
_MONEY_ABOVE = regex(r"元|[$€£¥]|\b(?:dollars?|euros?|pounds?|usd|eur|gbp|cny|rmb)\b")
"""Says of a column that its numbers are money."""


def asks_share(question: Question) -> bool:
    """Whether a part of a whole is asked for, by what it is called or by how."""
    kinds = question.figure.kinds
    by_name = "share" in kinds and ASKS_SHARE.search(fold(question.text)) is not None
    return by_name or tuple(kinds) == ("share",)


def are_others(question: Question, sentence: str, told: str, judge: Judge) -> bool:
    """Whether a question names a measure that the documents know, and a sentence says another: what was shipped for what it is worth."""
    category, generic = judge.vocabulary.category, judge.vocabulary.generic
    own = judge.vocabulary.held(told)
    words = {word.text for word in question.figure.words}
    measures = {word for word in words - generic - _OF_KINDS if category(word) in _MEASURES}
    money = any(one.dimension == "money" for one in find_quantities(sentence))
    if words >= _MARKET_SIZE and not measures and own & VOLUMES:
        return not money and not own & MONEY
    for group in (MONEY, VOLUMES):
        if measures & group:
            measures |= group
            if group is MONEY and money:
                return False
    if not measures or measures & own:
        return False
    return any(map(judge.is_known, measures))


def has_such_a_number(question: Question, sentence: str, header: str) -> bool:
    """Whether a sentence, or a row under ``header``, holds a number where one is asked for, and a share where that is."""
    asked = fold(question.text)
    # What is asked, no question says itself.
    own = {(one.normalised, one.normalised_unit) for one in find_quantities(question.text)}
    others = (q for q in find_quantities(sentence) if (q.normalised, q.normalised_unit) not in own)
    told = {one.dimension for one in others}
    if ASKS_SHARE.search(asked):
        return bool(told & _PARTS) or bool(_SHARE_ABOVE.search(header))
    if told and not header:
        if told <= _PARTS and _asks_size(question):
            return False
        asks_money = question.figure.dimension == "money"
        if asks_money and all(is_other_dimension(one, question.text) for one in told):
            return False
    wanted = ASKS_AMOUNT.search(asked) or question.intent == "keywords"
    return bool(told) or not wanted


def _asks_size(question: Question) -> bool:
    """Whether it is asked how big something is, and not what part of something or how it grows."""
    figure = question.figure
    how_big = "规模" in {word.text for word in figure.words} and figure.dimension in ("", "money")
    return how_big and "level" in figure.kinds and not {"share", *RATES} & set(figure.kinds)


def counts_another(question: Question, heads: str, row: str, judge: Judge) -> bool:
    """Whether so many 台 are asked for, or the revenue, and a ``row`` of a table under ``heads`` gives something else."""
    heads, row = fold(heads), fold(row)
    asked = question.figure
    left = [word for word in asked.essential if word not in row]
    counted = asked.dimension == "count" and asked.unit not in heads + row
    if counted and left and not any(word in heads for word in left):
        return True
    vocabulary = judge.vocabulary
    measures = {word for word in asked.essential if vocabulary.category(word) == "measures"}
    measures -= _OF_KINDS
    amounts = measures & (MONEY | VOLUMES) and _MONEY_ABOVE.search(heads)
    return bool(measures) and not amounts and not measures & vocabulary.held(f"{heads}\n{row}")


def gives_share(question: Question, points: Sequence[DataPoint]) -> bool:
    """Whether one of the figures, if there are any, is a part of a whole where that is asked for."""
    parts = (point.dimension in _PARTS for point in points)
    return not points or not ASKS_SHARE.search(fold(question.text)) or any(parts)
