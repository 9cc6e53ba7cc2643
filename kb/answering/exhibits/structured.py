"""Answers from what has a structure: exhibits, checks of the arithmetic, rankings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from kb.answering.computing import calculation
from kb.answering.exhibits import audits, exhibits, seats
from kb.answering.exhibits.near_titles import LEAST, NearTitles
from kb.answering.lookup import each_scenario
from kb.answering.lookup.otherwise import TOGETHER
from kb.answering.rankings import (
    distribution,
    rank_years,
    ranking,
    value_premise,
    value_ranking,
)
from kb.answering.rankings.column_ranking import ColumnRanking
from kb.answering.rankings.mentions import mentioned
from kb.answering.rankings.next_to import asks_next_to
from kb.answering.rankings.places import asks_order, asks_ranking, read_place
from kb.answering.rankings.rank_values import asks_score, say_no_score, without_score
from kb.answering.rankings.set_aside import without_aside
from kb.answering.rankings.superlatives import asks_growth, place_of, tells_change
from kb.answering.records import rank_table
from kb.answering.records.records import Records
from kb.answering.retrieval.evidence import Judge
from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.figures.lookup.measured import with_turnover
from kb.regex import regex
from kb.text import fold
from kb.types import AMOUNTS, Exhibit, Status

_EXPLAINED = (
    r"为什么|为何|为啥|凭什么|原因|(?:怎么|如何)(?!样|个|变|走|动|演|排|起|浮|沉|一步步|一路|爬|升上|掉下)|靠的?是?什么|得益于|\bwhy\b"
    r"|\bhow come\b|\bwhat (?:put|made|got|lifted|propelled|pushed|brought|kept|helped)\b"
    r"|\bhow (?:do|does|did|can|is|are)\b(?!.{0,60}\b(?:ranks?|rankings?|ranked|places?|positions?|spots?|standings?)\b)"
)
"""Asks how a thing came about, so that it takes for granted what it says of ranks."""

_SPREAD = (
    r"\b(?:best|highest|top|largest|biggest|strongest|leader|first)\b.{1,24}\b(?:and|to|from|than|over|vs\.?|versus) (?:the )?(?:worst|lowest|bottom|smallest|weakest|last|laggard)\b"
    r"|最[高大好强][^，。]{0,8}[和与跟同到比][^，。]{0,4}最[低小差弱]"
)
"""Asks how far the ends of a list are apart."""
_SPREAD_WORDS = (
    r"\b(?:spread|gap|difference|range|distance|between|best|worst|highest|lowest|top|bottom|first|last|largest|smallest|biggest|strongest"
    r"|weakest|leading|points?|percentage|many|much|wide|how|what|apart|are|is)\b|最[高大好强低小差弱]的?|相?差距?|多少|几个?(?:百分)?点?|之间"
)
_WHERE = (
    r"\bwhere (?:was|is|were|did|does|do|had|has|have)\b"
    r"(?!.*\b(?:(?!(?:rank|plac|position|list)ed\b)\w+ed|made|sold|grown|built|found|come from)\b)"
)
"""Asks where somebody stands, not where it is based."""
_AMOUNT = r"\bhow (?:much|big|large)\b|\bwhat (?:share|part|portion|percent\w*|proportion|fraction)\b|多少|多大|占比|份额|比重|高了?[吗没]"
_NAMES = (
    r"\b(?:which|who|list|name|rank\w*|each)\b|\btheir (?!combined|joint|total|aggregate)|哪|谁|列|排名|各[自占是有为]|分别"
    r"|[及和与]其(?!合计|总)"
)
_FIRST_FEW = regex(
    r"\b(?:top|leading|largest|biggest|first)\b|前[一二三四五六七八九十\d]+|[三四五六七八九十\d]大",
    re.IGNORECASE,
)
_LISTED = r"榜|\b(?:list|ranking|table)\b"
_STANDS = (
    r"(?:每年|历年|各年|逐年|现在|目前|年)的?(?:位置|座位)|[升涨进]了?(?:呢|,)?还是[^，。]{0,4}[降跌掉退]|[降跌掉退]了?(?:呢|,)?还是[^，。]{0,4}[升涨进]|(?:上升|下降|前进|后退|进步|退步)了?[吗没]"
    r"|\b(?:moved?|gone?|went|go) up or down\b|\b(?:rise|rose|risen|climb(?:ed)?) or (?:fall|fell|fallen|drop(?:ped)?|slip(?:ped)?)\b"
)
"""Asks where one name stands or which way it moved, where nothing but its ranking is named."""

_ALL_EXHIBITS = r"哪[些几]|都有|\b(?:exhibits|charts|tables|figures|graphs|diagrams)\b"
"""Asks for more than one chart or table."""


class Structured:
    """Composes answers from the records of an index."""

    def __init__(
        self, records: Records, judge: Judge, columns: ColumnRanking, titles: NearTitles
    ) -> None:
        """``records`` are read when a question first needs them; ``judge`` knows the documents' words."""
        self._records = records
        self._judge = judge
        self._columns = columns
        self._titles = titles

    def compose(self, draft: Draft, question: Question, said: str = "") -> Status | None:
        """Write the answer; None where the question asks for nothing of the kind.

        ``said`` is the question as it was embedded.
        """
        written = len(draft.lines)
        composers = (
            self._exhibit,
            self._audit,
            self._seat,
            self._scenarios,
            self._distribution,
        )
        for compose in composers:
            status = compose(draft, question)
            if status is not None:
                return status
            del draft.lines[written:]
        status = self._ranking(draft, question, said)
        if status is None:
            del draft.lines[written:]
        return status

    def premise(self, draft: Draft, question: Question) -> Literal["", "wrong", "partly"]:
        """Correct a rank that the question gives to somebody else; empty where it is right."""
        records = self._records
        chosen = rank_table.choose(question, records.rankings, records.vocabulary)
        if chosen is not None:
            return rank_years.correct(draft, question, *chosen)
        by_value = (records.listings, records.vocabulary)
        return "wrong" if value_premise.correct(draft, question, *by_value) else ""

    def _exhibit(self, draft: Draft, question: Question) -> Status | None:
        if question.intent != "exhibit":
            return None
        records = self._records
        vocabulary = records.vocabulary
        chosen = exhibits.choose(question, records.exhibits, vocabulary, records.store)
        if not question.exhibit and not question.says(_ALL_EXHIBITS):
            chosen = self._nearest(question, chosen)
        if not chosen:
            told = question.exhibit and exhibits.refuse(draft, question, records.exhibits)
            return "refused" if told else None
        from kb.figures import exhibit_points

        document_id, exhibit = chosen[0]
        document = records.store.document(document_id)
        near = exhibit_points(exhibit, document, records.points, vocabulary)[: exhibits.LISTED]
        return exhibits.compose(draft, question, chosen, near, records.points, vocabulary)

    def _nearest(
        self, question: Question, chosen: list[tuple[str, Exhibit]]
    ) -> list[tuple[str, Exhibit]]:
        """Of the ``chosen``, or of all exhibits where there is none, the one with the nearest title if one clearly is."""
        among = chosen or [pair for pair in self._records.exhibits if pair[1].label]
        titles = [exhibit.title for _, exhibit in among]
        at = self._titles.nearest(question.text, titles, 0.0 if chosen else LEAST)
        return chosen if at is None else [among[at]]

    def _audit(self, draft: Draft, question: Question) -> Status | None:
        if question.intent != "audit":
            return None
        records = self._records
        findings = audits.choose(question, records.findings(draft.language), records.vocabulary)
        return audits.compose(draft, findings) if findings else None

    def _seat(self, draft: Draft, question: Question) -> Status | None:
        return seats.compose(draft, question, self._records)

    def _scenarios(self, draft: Draft, question: Question) -> Status | None:
        return each_scenario.compose(draft, question, self._records)

    def _distribution(self, draft: Draft, question: Question) -> Status | None:
        return distribution.compose(draft, question, self._records.listings, self._judge)

    def _states_together(self, question: Question) -> bool:
        """Whether a figure is of the first few together that the question asks of: the top five held."""
        place = read_place(question.text)
        if place is None or place.single or not _FIRST_FEW.search(question.text):
            return False
        asked = replace(question.figure, kinds=("share", *AMOUNTS), ranks=())
        return any(_FIRST_FEW.search(m.point.metric) for m in self._records.look_up(asked))

    def _sets_values(self, question: Question) -> bool:
        """Whether two names are compared in a measure that the question names: whose margin is higher."""
        records = self._records
        if question.intent != "comparison":
            return False
        pairs = value_ranking.named_in(question, records.listings, records.vocabulary) or ()
        asked = {word.text for word in question.figure.words} - records.vocabulary.generic
        return any(asked & records.vocabulary.held(rows[0].point.metric) for rows in pairs)

    def _spread(self, draft: Draft, question: Question) -> Status | None:
        """How far the first and the last of a list are apart."""
        text = re.sub(_SPREAD_WORDS, " ", fold(question.text))
        asked = replace(question, text=text)
        listing = value_ranking.best(asked, self._records.listings, self._records.vocabulary)
        if listing is None:
            return None
        rows = listing.ranked()
        return calculation.compose(draft, question, [rows[0].point, rows[-1].point])

    def _ranking(self, draft: Draft, question: Question, said: str) -> Status | None:
        asks_rank = question.intent == "ranking" or asks_ranking(question.text)
        asks_rank = asks_rank or place_of(question) is not None
        orders = question.asks_whether or any(map(question.says, (_WHERE, _STANDS)))
        orders = orders or asks_order(question.text)
        if question.says(_EXPLAINED) or not (asks_rank or orders):
            return None
        records = self._records
        rest = replace(question, text=without_aside(question.text))
        if rest != question and not asks_ranking(rest.text):
            return None  # besides the first ten, it asks for others
        if question.intent == "difference" and question.says(_SPREAD):
            return self._spread(draft, question)
        if question.intent == "ratio" and not any(map(question.says, (_NAMES, _WHERE))):
            return None  # how many times the lowest price the highest is
        if not asks_rank and self._sets_values(question):
            return None
        amount = question.says(_AMOUNT) or "share" in question.figure.kinds
        together = question.says(TOGETHER) or self._states_together(question)
        if amount and not question.says(_NAMES) and together:
            return None
        tables, vocabulary = records.rankings, records.vocabulary
        asked = replace(question, text=without_score(question.text))
        chosen = rank_table.choose(asked, tables, vocabulary)
        if chosen is None and rest != question:
            chosen = rank_table.choose(rest, tables, vocabulary)
        if chosen is not None and _asks_of_one(question, chosen[1]):
            return None
        if chosen is not None and asks_growth(question) and not tells_change(chosen[0].title):
            chosen = None  # who is largest has not grown most
        if chosen is not None and not _covers(question, chosen[0]):
            by_value = value_ranking.choose(question, records.listings, records.vocabulary)
            by_value = by_value or value_ranking.beside(question, chosen[0], records.listings)
            if by_value is not None:
                return value_ranking.compose(draft, by_value)
        by_places = asks_rank or (chosen is not None and self._sets_places(question, *chosen))
        if chosen is not None and by_places:
            table, names = chosen
            own = names if rest == question else mentioned(rest.text, names, vocabulary)
            if asks_score(question.text) and not table.values:
                if self._gives_values(table, own or table.names):
                    return None
                say_no_score(draft, table.points)
                return ranking.compose(draft, asked, table, own) and "partial"
            return ranking.compose(draft, rest, table, own)
        by_value = self._columns.choose(question, said)
        if by_value is None and asks_rank:
            by_value = value_ranking.choose(question, records.listings, records.vocabulary)
            if by_value is not None and self._columns.doubts(question, said, by_value):
                return None
        if by_value is None or (question.asks_whether and not _names_one(question, by_value)):
            return None
        return value_ranking.compose(draft, by_value)

    def _sets_places(
        self, question: Question, table: rank_table.RankTable, names: list[str]
    ) -> bool:
        """Whether a question without words of rank is about the places of a table, and of no other measure."""
        vocabulary = self._records.vocabulary
        words = with_turnover({word.text for word in question.figure.words})
        measures = {word for word in words if vocabulary.category(word) == "measures"}
        if measures and not measures & vocabulary.held(table.title):
            return False  # whose revenue is higher, a ranking by stores does not tell
        return _sets_names(question, table, names)

    def _gives_values(self, table: rank_table.RankTable, names: Sequence[str]) -> bool:
        """Whether the exhibit of a ranking gives figures of ``names`` beside their places."""
        first = table.points[0]
        return any(
            point.exhibit == first.exhibit and point.entity in names and point.kind != "rank"
            for point in self._records.points_of(first.document_id)
        )


def _names_one(question: Question, chosen: value_ranking.Chosen) -> bool:
    """Whether a question names anything of the list: whether A is first, no list without A tells."""
    said = fold(question.text)
    return any(fold(row.name) in said for row in chosen.listing.rows)


def _sets_names(question: Question, table: rank_table.RankTable, names: list[str]) -> bool:
    """Whether a question without words of rank is about places: two names, or one and its list."""
    known = [name for name in names if name in table.names]
    if len(known) > 1:
        return asks_order(question.text)
    told = any(map(question.says, (_WHERE, _LISTED, _STANDS))) or asks_next_to(question.text)
    return bool(known) and told


def _asks_of_one(question: Question, names: list[str]) -> bool:
    """Whether a question asks which of the things of one name is most: 制造业用得最多的是哪几个场景."""
    place = read_place(question.text)
    superlative = place is not None and place.superlative
    return bool(names) and superlative and question.intent == "list"


def _covers(question: Question, table: rank_table.RankTable) -> bool:
    """Whether the table ranks the years asked for, or none is asked."""
    asked = ranking.asked_years(question)
    return not asked or bool(set(asked) & set(table.years))
