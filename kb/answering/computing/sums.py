"""What several figures come to together, where no text says it: A 和 B 加起来, A and B combined, 2021 to 2023 in total."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.computing.amounts import derived, sum_of, written
from kb.answering.computing.operands import at_times, levels, operands
from kb.answering.computing.two_things import words_of
from kb.answering.lookup.figures import comparable, conjuncts, find
from kb.answering.lookup.subjects import called
from kb.answering.rankings import value_ranking
from kb.answering.rankings.mentions import mentioned
from kb.answering.rankings.places import read_place
from kb.answering.writing.wording import (
    period_label,
    say_inputs,
    subject,
    value_text,
    what_of,
    when_of,
)
from kb.figures.lookup.lookup import parse_question
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, RATES, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.answering.computing.finders import Finder
    from kb.answering.lookup.cells import Cells
    from kb.answering.lookup.figures import LookUp
    from kb.answering.records.records import Records
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import DataPoint, Status

_TOGETHER = regex(
    r"(?:全部?|总共|一共|一起)?(?:加|合)(?:在一)?起来(?:总共|一共|一起)?|[加合]在?一[起块]|相加|加总|之和|总和|合计|合共|共计|总共|一共"
    r"|\b(?:(?:when )?(?:added|put|taken) together|combined|together|altogether|in total|in all|in aggregate)\b"
    r"|\b(?:the )?(?:combined )?(?:sum|total) of\b|\b(?:adds?|sums?|totals?) up(?: to)?\b"
)
"""Asks for a sum, or says that a figure is one."""
_PLUS_ZH = regex(
    r"(?<![增追叠参更添])加上?(?![起在总入快大强工速上盟班油薪息剧深密固热价权拿州装码湿仓])"
)
_PLUS_EN = regex(r"\s(?:plus|added to)\s")
_ASKED = regex(
    r"加起来|合起来|在一[起块]|相加|加总|之和|\b(?:sum|total) of\b|\b(?:add|sum|total) up\b|\badds? up to\b"
)
"""Asks to add, where what the first few hold together may be told in many words."""
_IN_ALL = regex(r"总共|一共|共计|\b(?:altogether|in total|in all)\b")
"""Asks how many of one thing there are as often as for a sum."""
_CLAUSE = regex(r"[，,。；;：？?]\s*")
_SAYS_TOGETHER = regex(
    r"[共总]|合[计起在并占]|[两二三四五]者|相加|加起来|\b(?:total\w*|sum|both|all|together|combined|altogether|joint\w*|aggregate\w*|overall)\b"
)
"""A sentence that may give a sum."""
_INTENTS = ("number", "keywords", "difference")
MOST = 6
"""So many years of a span are added up."""
_WHOLE = 100.0
"""More than this much per cent is no share."""


def asks(question: Question) -> bool:
    """Whether a sum is asked for: of the first few, or of things or times that are named."""
    folded = fold(question.text)
    of_each = _of_each(folded)
    if of_each == folded:
        return False
    if _few(of_each):
        return _ASKED.search(folded) is not None
    several = len(_years(question)) > 1 or bool(conjuncts(_added(question, folded, of_each)))
    return question.intent in _INTENTS and several


def _added(question: Question, folded: str, of_each: str) -> str:
    """Where things that are added up have to stand: with 一共 in the clause that asks, if that names anything."""
    if _ASKED.search(folded):
        return of_each
    for clause in _CLAUSE.split(folded):
        names = any(word in clause for word in question.figure.essential)
        if names and _IN_ALL.search(clause):
            return _of_each(clause)
    return of_each


def compose(
    draft: Draft, question: Question, records: Records, cells: Cells, finders: Iterable[Finder]
) -> Status | None:
    """Write the sum; None where the text tells it, or a figure is missing."""
    if not asks(question):
        return None
    text = _of_each(fold(question.text))
    figure = parse_question(text, records.vocabulary)
    figure = replace(figure, periods=figure.periods or question.figure.periods)
    each = replace(question, text=text, intent="difference", figure=figure)
    for finder in finders:
        points = _addends(each, finder, records, cells)
        if len(points) > 1 and _may_be_added(points):
            told = find(question, figure, finder.look_ups[0]).points
            if any(_TOGETHER.search(_clause(draft, point)) for point in told):
                return None
            return _write(draft, points)
    return None


def unless_told(draft: Draft, question: Question, mark: tuple[int, ...], status: Status) -> Status:
    """``status``, or partial with a word on it where what was written since ``mark`` is no sum."""
    computed = draft.has_computed(mark)
    if status != "answered" or computed or not asks(question) or _few(fold(question.text)):
        return status  # what the first few hold together is told in many words
    if _is_one_thing(draft, question, draft.points[mark[2] :]):
        return status
    points = [point for point in draft.points[mark[2] :] if not point.exhibit]
    told = [_clause(draft, point) for point in points]
    told = told or [fold(cited.quote) for cited in draft.citations[mark[1] :]]
    if any(map(_SAYS_TOGETHER.search, told)):
        return status
    draft.say(
        "文档没有直接给出合计，这里也没有算出。",
        "The documents do not state the sum, and none was computed.",
    )
    return "partial"


def _clause(draft: Draft, point: DataPoint) -> str:
    """The clause of a figure, up to its value; of a list, 甲占42%，乙占19%，其余合计21%, its own item."""
    text = draft.store.document(point.document_id).text[point.sentence_start : point.end]
    return fold(_CLAUSE.split(text)[-1])


def _is_one_thing(draft: Draft, question: Question, points: Sequence[DataPoint]) -> bool:
    """Whether one of the figures is called by all that seems to be added up, 处理器和加速器; or rates are asked for."""
    kinds, vocabulary = question.figure.kinds, draft.vocabulary
    if kinds and set(kinds) <= set(RATES):
        return True
    if vocabulary is None or len(_years(question)) > 1:
        return False
    wanted = question.figure.essential - question.figure.regions
    return any(wanted <= called(one, vocabulary) for one in points)


def _of_each(folded: str) -> str:
    """The question without asking for a sum: 通用算力和智能算力."""
    joined = _PLUS_EN.sub(" and ", _PLUS_ZH.sub("和", _TOGETHER.sub(" ", folded)))
    return joined.strip()


def _years(question: Question) -> list[Period]:
    """Each year that is asked about, of a span all of them."""
    periods = question.figure.periods
    if len(periods) == 1 and periods[0].years:
        first, last = periods[0].start_year or 0, periods[0].end_year or 0
        if last - first >= MOST:
            return []
        return [Period(year, year, text=str(year)) for year in range(first, last + 1)]
    return [period for period in periods if period.end_year and not period.years]


def _few(text: str) -> int:
    """How many of the first are asked about; 0 where it is not of the first few."""
    place = read_place(text)
    return place.last if place and place.first == 1 < place.last and not place.ascending else 0


def _addends(each: Question, finder: Finder, records: Records, cells: Cells) -> Sequence[DataPoint]:
    if few := _few(each.text):
        chosen = value_ranking.choose(each, records.listings, records.vocabulary)
        ranked = chosen.listing.ranked() if chosen else []
        return [row.point for row in ranked[:few]] if len(ranked) >= few else []
    if len(years := _years(each)) > 1:
        return _over_time(each, years, finder.look_ups)
    if len(named := cells.each_of(each, levels(each.figure))) > 1:
        return named
    listing = value_ranking.best(each, records.listings, records.vocabulary)
    if listing and listing.kind in (*AMOUNTS, "share"):
        names = mentioned(each.text, [row.name for row in listing.rows], records.vocabulary)
        if len(names) > 2:
            return [row.point for row in listing.rows if row.name in names]
    pairs = operands(each, finder)
    if len(pairs) != 1:
        return []
    told = frozenset[str]().union(*map(words_of(records), pairs[0]))
    wanted = each.figure.essential - each.figure.regions
    return pairs[0] if wanted <= told else []


def _over_time(
    each: Question, years: Sequence[Period], look_ups: Iterable[LookUp]
) -> Sequence[DataPoint]:
    found = (at_times(each, levels(each.figure), years, look_up) for look_up in look_ups)
    return next((points for points in found if points), [])


def _may_be_added(points: Sequence[DataPoint]) -> bool:
    """Amounts or shares of one unit, of one time or each of another, none of them twice."""
    first = points[0]
    alike = all(comparable(first, point) and point.kind in (*AMOUNTS, "share") for point in points)
    times = len({point.period.key for point in points})
    of_whole = first.kind != "share" or sum(point.value for point in points) <= _WHOLE
    distinct = len({(point.document_id, point.start) for point in points}) == len(points)
    return alike and distinct and of_whole and times in (1, len(points))


def _write(draft: Draft, points: Sequence[DataPoint]) -> Status:
    value, unit = sum_of(points)
    shown = written(draft, value, unit, of_whole=True)
    formula = f"{' + '.join(map(value_text, points))} = {shown}"
    told = derived(draft, shown, value, unit, formula, *points)
    markers = draft.cite_points(points)
    what, each = _named(draft, points)
    named = draft.pick("、", ", ").join(each)
    draft.say(
        f"{what}{named}合计{told}（{formula}）{markers}。",
        f"{what}{named} come to {told} together ({formula}) {markers}.",
    )
    draft.say(
        "合计由所列数值相加得出，文档没有直接给出。",
        "The sum is computed from the figures; the documents do not state it.",
    )
    say_inputs(draft, points)
    return "answered"


def _named(draft: Draft, points: Sequence[DataPoint]) -> tuple[str, list[str]]:
    """What the figures have in common, and what each is called."""
    colon = draft.pick("：", ": ")
    times = [when_of(draft, point) for point in points]
    if len({point.period.key for point in points}) > 1:
        return subject(points[0]) + colon, times
    when = times[0] if len(set(times)) == 1 else period_label(points[0].period, draft.language)
    entities = {point.entity for point in points}
    if len({point.metric for point in points}) > 1 or len(entities) < len(points):
        return (when + colon if when else ""), [what_of(draft, point) for point in points]
    metric = points[0].metric
    lead = draft.pick(f"{when}{metric}", ", ".join(filter(None, (metric, when))))
    return lead + colon, [draft.name(point.entity) for point in points]
