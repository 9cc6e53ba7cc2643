"""What is computed from figures: which operands a question means, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answering.computing import calculation, figure_claims, implied, sums, told_change
from kb.answering.computing.finders import Finder, Finders
from kb.answering.computing.operands import at_times, before, ends, levels, operands
from kb.answering.computing.part_of import (
    amounts_of_rate,
    belong,
    part_and_whole,
    says_part,
)
from kb.answering.computing.proportions import Proportions
from kb.answering.lookup.figures import LookUp, find
from kb.answering.lookup.figures import compose as compose_figures
from kb.answering.records.edition_look_up import worth_trying
from kb.figures.lookup.lookup import FigureQuestion
from kb.text import fold
from kb.types import AMOUNTS, RATES, DataPoint, Passage, Period, Status

if TYPE_CHECKING:
    from kb.answering.lookup.cells import Cells
    from kb.answering.lookup.nearest import Nearest
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft

CALCULATED = ("ratio", "difference", "comparison", "implied")
_REASONED = r"推|算|估|大概|大约|增速|增长率|增幅|\b(?:growth|impl(?:y|ied|ies)|estimat\w*|roughly|approximately|work out|worked out)\b"
"""Says that a value may be worked out where none is printed."""
_CHANGED = (
    r"[增涨升降跌减]了?(?:多少|几)|增[加长]|提[高升]|上[升涨]|下[降跌]|减少|\b(?:rise|rose|grow|grew|grown|fall|fell|drop\w*|increase\w*|decrease\w*"
    r"|expand\w*|gain\w*|adds?|added|go up|go down|went up|went down|change)\b"
)
"""Asks for a change over time."""
_RATE = r"百分之|%|增速|增长率|同比|环比|复合|年均|\bper ?cent|\brate\b|\bcagr\b|\bannual|\bgrowth\b|\b(?:per|a|each) year\b|\bhow (?:fast|quickly|rapidly|steeply|sharply)\b|\bpace\b"
"""Asks for the change as a rate."""
_YEARLY = r"年均|复合|每年|\bcagr\b|\bannual|\byearly\b|\b(?:per|a|each) year\b"
_IN_ALL = r"(?:一共|总共|累计|总计|合计|前后|整体|这[几两三四五六]年|年)[^，。]{0,8}[涨增升降跌]了?(?:多少|百分之)|\b(?:in total|altogether|overall|in all)\b"
"""Asks for the growth over a span of years as a whole."""
_GIVEN = r"给的?是|只[给有]|已知|根据|按照?|由|\bgiven\b|\bonly (?:gives?|has)\b"
"""Names the year whose figures are given beside the one that is asked for."""


class Computed:
    """Computes answers from the figures of one index."""

    def __init__(self, records: Records, judge: Judge, nearest: Nearest, cells: Cells) -> None:
        """``judge`` knows which words the documents hold."""
        self._records = records
        self._judge = judge
        self._cells = cells
        self._finders = Finders(records, judge, nearest, cells)
        self._proportions = Proportions(records, judge)

    def compose(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str = ""
    ) -> Status | None:
        """What a question of a calculated intent asks for; None where its figures are not there.

        Computed within one edition, the newest that has all it takes; else across them.
        """
        if question.intent == "implied":
            status = self._each(draft, question, self._implied)
            if status is None and set(RATES) & set(question.figure.kinds):
                status = self._growth(draft, question, passages, said)
            return status
        written = len(draft.lines)
        look_ups = worth_trying(self._records.look_ups)
        for finder in self._finders(question, passages, look_ups, said):
            pairs = operands(question, finder)
            done = [calculation.compose(draft, question, points) for points in pairs]
            if done and all(done):
                return "answered"
            del draft.lines[written:]
        named = self._cells.each_of(question, levels(question.figure))
        return calculation.compose(draft, question, named) if len(named) == 2 else None

    def whether(
        self, draft: Draft, question: Question, passages: Sequence[Passage]
    ) -> Status | None:
        """Yes or no, where a figure decides it; None where none does, or nothing is claimed."""
        if not question.asks_whether:
            return None

        def finders(text: str) -> list[Finder]:
            part = replace(question, text=text)
            return list(self._finders(part, passages, self._records.look_ups))

        return figure_claims.decide(draft, question, finders)

    def told_of_parts(
        self, draft: Draft, question: Question, passages: Sequence[Passage]
    ) -> Status | None:
        """An amount of a share, a share of amounts, or a change: the first that is asked for and there."""
        ways = (self._proportion, self._share, self._change)
        told = (compute(draft, question, passages) for compute in ways)
        return next((status for status in told if status is not None), None)

    def _change(
        self, draft: Draft, question: Question, passages: Sequence[Passage]
    ) -> Status | None:
        """By how much a figure changed between two times; None where a stated growth tells it."""
        figure = question.figure
        times = [p for p in figure.periods if p.end_year]
        two = len(times) == 2 or (len(times) == 1 and bool(times[0].years))
        by_how_much = question.says(_CHANGED) and question.intent != "series"
        if not two or not by_how_much or question.says(_RATE):
            return None
        last = Period(times[-1].end_year, times[-1].end_year, text=str(times[-1].end_year))
        growth = replace(
            figure, kinds=("growth",), periods=(times[-1] if not times[-1].years else last,)
        )
        next_year = abs((times[0].start_year or 0) - (times[-1].end_year or 0)) < 2
        if next_year and any(match.exact_period for match in self._records.look_up(growth)):
            return None
        return self.compose(draft, replace(question, intent="difference"), passages)

    def instead(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> Status | None:
        """What follows from other figures where none gives what the question asks for."""
        figure = question.figure
        if named := amounts_of_rate(question):
            return self._share_of(draft, question, (), named, whose=True)
        if figure.kinds and figure.kinds[0] in RATES:
            return self._growth(draft, question, passages, said)
        if any(period.half for period in figure.periods):
            return self._each(draft, question, self._rest)
        levels_asked = not figure.kinds or figure.kinds[0] in AMOUNTS
        if levels_asked and len(figure.periods) == 1 and question.says(_REASONED):
            return self._each(draft, question, self._implied_base)
        if len(figure.periods) == 2 and question.says(_GIVEN):
            first = replace(figure, periods=figure.periods[:1])
            return self._each(draft, replace(question, figure=first), self._implied_base)
        return self._each(draft, question, self._less) if levels_asked else None

    def total(self, draft: Draft, question: Question, passages: Sequence[Passage]) -> Status | None:
        """What the things or times that are named come to together."""
        finders = self._finders(question, passages, worth_trying(self._records.look_ups))
        return sums.compose(draft, question, self._records, self._cells, finders)

    def _proportion(
        self, draft: Draft, question: Question, passages: Sequence[Passage]
    ) -> Status | None:
        """What a share comes to as an amount, or leaves of its whole."""
        return self._proportions.compose(draft, question)

    def _share(
        self, draft: Draft, question: Question, passages: Sequence[Passage]
    ) -> Status | None:
        """The share that a part has of its whole, where both are amounts and no share is stated."""
        named = part_and_whole(question)
        if named is None or self._states_share(named):
            return None
        return self._share_of(draft, question, passages, named)

    def _share_of(
        self,
        draft: Draft,
        question: Question,
        passages: Sequence[Passage],
        named: tuple[str, str],
        *,
        whose: bool = False,
    ) -> Status | None:
        """``whose``: neither of the two may be of somebody whom the question does not name."""
        parse = self._records.parse
        look_ups = worth_trying(self._records.look_ups)
        for finder in self._finders(question, passages, look_ups):
            for way in finder.look_ups:
                found = [self._amounts(question, parse(text), way) for text in named]
                pairs = [
                    (part, whole)
                    for part in found[0]
                    for whole in found[1]
                    if part.id != whole.id and belong(part, whole)
                    if _of_one(question, part, whole)
                    and says_part(named[0], part, self._records, self._judge)
                    if not whose or self._says_all(" ".join(named), part, whole)
                ]
                if pairs:
                    # Of the years that the whole is given for, that of the part.
                    pairs.sort(key=lambda pair: pair[0].period.key != pair[1].period.key)
                    return calculation.compose_share(draft, *pairs[0])
        return None

    def _says_all(self, text: str, *points: DataPoint) -> bool:
        """Whether ``text`` has every word by which the figures are called."""
        vocabulary = self._records.vocabulary
        called = (vocabulary.words(f"{p.entity} {p.metric}") for p in points)
        return set[str]().union(*called) <= vocabulary.held(text)

    def _states_share(self, named: tuple[str, str]) -> bool:
        """Whether a stated share names the part and the whole."""
        asked = self._records.parse(f"{named[0]}占{named[1]}的比重")
        wanted = {word.text for word in asked.words if word.names}
        vocabulary = self._records.vocabulary
        return any(
            wanted <= vocabulary.held(self._about(match.point))
            for match in self._records.look_up(asked)
            if match.point.kind == "share"
        )

    def _about(self, point: DataPoint) -> str:
        return "\n".join(
            (point.metric, point.entity, point.whole, *point.heading_path)
        ) + self._records.sentence(point)

    def _amounts(
        self, question: Question, asked: FigureQuestion, look_up: LookUp
    ) -> Sequence[DataPoint]:
        periods = asked.periods or question.figure.periods
        asked = replace(levels(asked), kinds=AMOUNTS, periods=periods)
        return find(replace(question, figure=asked), asked, look_up).points

    def _growth(
        self, draft: Draft, question: Question, passages: Sequence[Passage], said: str
    ) -> Status | None:
        """The growth of one year on the year before, or between two years, from the levels."""
        figure = replace(levels(question.figure), kinds=AMOUNTS)
        years = sorted((p for p in figure.periods if p.end_year), key=lambda p: p.end_year or 0)
        yearly = "growth" not in question.figure.kinds or question.says(_YEARLY)
        times = [end for period in years for end in ends(period)]
        each = not yearly and not question.says(_IN_ALL)
        if not times:
            return self._each(draft, question, self._change_told)
        if each and any(p.years and p.years > 1 for p in years):
            return None
        times = [before(times[0]), *times] if len(times) == 1 else [times[0], times[-1]]
        span = Period(times[0].end_year, times[1].end_year)
        stated_rate = replace(question.figure, periods=(span,) if yearly else tuple(times[1:]))
        one = find(question, stated_rate, self._records.look_up)
        if one.points and not one.missing:
            return compose_figures(draft, question, [one]) if len(years) > 1 else None
        look_ups = worth_trying(self._records.look_ups)
        for finder in self._finders(question, passages, look_ups, said):
            for way in finder.look_ups:
                pair = at_times(question, figure, times, way)
                if pair:
                    return calculation.compose_growth(draft, pair, yearly=yearly)
        return None

    def _change_told(self, draft: Draft, question: Question, look_up: LookUp) -> Status | None:
        """What the one change comes to that is told of the amount, where no time is asked for."""
        figure = replace(levels(question.figure), kinds=AMOUNTS)
        points = find(question, figure, look_up).points
        if len(points) != 2 or not told_change.asks(question):
            return None
        text = self._records.document(points[0]).text
        pairs = told_change.changes(points, text)
        return "answered" if pairs and told_change.write(draft, question, *pairs[0]) else None

    def _each(
        self, draft: Draft, question: Question, compose: Callable[..., Status | None]
    ) -> Status | None:
        look_ups = worth_trying(self._records.look_ups)
        tried = (compose(draft, question, one) for one in look_ups)
        return next((status for status in tried if status is not None), None)

    def _implied(self, draft: Draft, question: Question, look_up: LookUp) -> Status | None:
        asked = question.figure.periods
        return implied.compose_implied(draft, implied.told_with_next(question, look_up), asked)

    def _implied_base(self, draft: Draft, question: Question, look_up: LookUp) -> Status | None:
        """As ``_implied``, of the one year asked for and no other."""
        asked = question.figure.periods
        years = {period.end_year for period in asked}
        points = [
            point
            for point in implied.told_with_next(question, look_up)
            if point.kind != "growth" or (point.period.end_year or 0) - 1 in years
        ]
        return implied.compose_implied(draft, points, asked)

    def _less(self, draft: Draft, question: Question, look_up: LookUp) -> Status | None:
        points = implied.told_with_next(question, look_up)
        return implied.compose_less(draft, points, question.figure.periods)

    def _rest(self, draft: Draft, question: Question, look_up: LookUp) -> Status | None:
        asked = next(period for period in question.figure.periods if period.half)
        year = Period(asked.end_year, asked.end_year, text=str(asked.end_year))
        other = replace(asked, half=3 - (asked.half or 0), text="")
        figure = replace(levels(question.figure), kinds=AMOUNTS, periods=(year, other))
        points = [match.point for match in look_up(figure) if match.exact_period]
        return implied.compose_rest(draft, asked, points)


def _of_one(question: Question, part: DataPoint, whole: DataPoint) -> bool:
    """Whether the whole is of nobody else than the part, unless the question names whose it is."""
    known = whole.entity in ("", part.entity)
    return known or fold(whole.entity) in fold(question.text)
