"""A place or a superlative over a column of a table, by whatever words the column is called.

Lists that hold all the words of a question need none of this. Here a column is told by what its rows are, as
the corner of the table or the names say, by the words and characters that it shares with the question, by its unit
where something is paid, and by how near the labels of its figures are. Where another one is nearly as good, none is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.answering.lookup.asked import asked_of
from kb.answering.rankings.asked_names import read_names
from kb.answering.rankings.mentions import mentioned
from kb.answering.rankings.next_to import asks_next_to, next_to
from kb.answering.rankings.places import without_places
from kb.answering.rankings.row_sorts import are_places, corner_of, is_corner_said, is_of_sort
from kb.answering.rankings.superlatives import (
    asks_change,
    asks_price,
    is_money,
    is_of_measure,
    is_paid_in,
    place_of,
    place_over,
)
from kb.answering.rankings.value_ranking import Chosen
from kb.config import DEFAULT_EMBEDDER
from kb.figures.lookup.measured import MONEY, OTHER_MONEY
from kb.figures.tables.naming import is_entity_header
from kb.figures.vocabulary.label import label_of
from kb.regex import regex
from kb.text import fold, tokens
from kb.types import RATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.answering.lookup.asked import Asked
    from kb.answering.rankings.asked_names import AskedNames
    from kb.answering.records.listing import Listing
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.retrieval.retriever import Retriever
    from kb.answering.understanding.question import Question

NEAR, MET, NAMED, SORT, PAID = 3.7, 2.0, 1.0, 0.5, 0.3
"""What counts for a column: its cosine, the share of the question's words that it says, the share of its name that
the question says, rows of the sort that is asked for, money where that is paid."""
NEAR_ENOUGH = 0.1
"""The cosine from which a column need not share a word with the question."""
LEAST_MET = 0.25
"""The share of what the question says and the documents know that the table has to say."""
AROUND = 0.55
"""What a word counts that only the caption or a heading says."""
LEAST, AHEAD = 0.7, 0.25
"""What a column needs, and how far it has to be ahead of the next."""
_WHO = regex(
    r"谁|哪(?!一?[年天月次届]|个?[年月]|些?(?:原因|因素))|什么(?=品种|品类|产品|东西|地方|材料)|\b(?:who|which|what|where|whose)\b(?! year)"
)
_WHICH = regex(r"哪一?[种类项]([\u3400-\u9fff]{2})|\bwhich ([a-z-]+)\b")
"""Names the sort of what is asked for."""
_WIDE = frozenset(("全球", "中国"))
_PAID = regex(
    r"花[了费钱掉得]|[赚挣付]|(?<![耗免浪])费(?![力时劲])|价(?!值)|钱|营收|收入|利润|\b(?:spend\w*|spent|pays?|paid|costs?|costing|earn\w*|money|pric\w+)\b"
)
_EARNED = r"[赚挣]|收入|营收|利润|\bearn"
_COST = regex(r"成本|费|\b(?:costs?|expens\w+|prices?|fees?)\b")
_WHOEVER = r"谁|\bwho\b"
_PART = regex(r"率|占比|比例|份额|比重|\b(?:shares?|margins?|rates?|ratio|percent\w*|proportion)\b")
_PER_HEAD = regex(r"[人户]均|\bper (?:capita|head|person|household)\b")
_PER = regex(r"均|每|一个人|\b(?:per|each|average|relative|proportion)\b")
_GROWTH = frozenset(("增长率", "增长", "growth", "grow", "rise", "increase", "expand"))
_SPENT = frozenset(("spend", "spent", "花费", "支出", "消费"))
_COMPLEMENT = regex(r"\s(?:as|than|relative to|compared (?:to|with))\b.*|[(（].*", re.IGNORECASE)
"""Of a column's name, what it is set against, or its unit."""
_AMONG = regex(
    r"(?:^|[，,])[^，,谁哪]*几[个家座种款类条位大][^，,谁哪多]{1,12}[里中内](?:面|头|间)?[，,]"
)
"""Among which one is asked for: 几个城市里."""
_SHARED = frozenset("的和与及其年月率量额数值比度平均总")
"""Characters that many columns are called by."""


@dataclass(frozen=True, slots=True)
class _Column:
    listing: Listing
    name: str
    score: float
    meant: bool
    """Whether its own name, and not only what stands around it, has to do with the question."""


class ColumnRanking:
    """Finds the columns that the questions of one asker rank by."""

    def __init__(self, records: Records, retriever: Retriever, judge: Judge) -> None:
        """Take finished parts."""
        self._records = records
        self._retriever = retriever
        self._judge = judge

    def choose(self, question: Question, said: str) -> Chosen | None:
        """The column and the place in it that is asked for; None where none, or more than one, may be meant.

        ``said`` was embedded.
        """
        place, beside = place_of(question), asks_next_to(question.text)
        if not (place or beside) or not _WHO.search(fold(question.text)):
            return None
        columns = self._columns(question, said)
        if not columns or columns[0].score < LEAST or not columns[0].meant:
            return None
        best = columns[0]
        rivals = [one.score for one in columns if one.name != best.name]
        if rivals and best.score - max(rivals) < AHEAD:
            return None
        names = self._named(question, best.listing)
        if beside and len(names) == 1:
            ranked = [row.name for row in best.listing.ranked()]
            place = next_to(question.text, ranked.index(names[0]) + 1)
        elif len(names) > 1:
            kept = tuple(row for row in best.listing.rows if row.name in names)
            best = replace(best, listing=replace(best.listing, rows=kept))
        return Chosen(best.listing, place_over(question, best.listing, place)) if place else None

    def doubts(self, question: Question, said: str, chosen: Chosen) -> bool:
        """Whether another column than the one ``chosen`` is rather asked for."""
        if chosen.listing.told or not chosen.place.superlative:
            return False
        if not _WHO.search(fold(question.text)):
            return False
        columns = self._columns(question, said)
        return bool(columns) and columns[0].listing.measure != chosen.listing.measure

    def _columns(self, question: Question, said: str) -> list[_Column]:
        """Those that may be meant, the best first, of the same the latest."""
        plain = without_places(_AMONG.sub("", question.text))
        figure = replace(self._records.parse(plain), periods=question.figure.periods)
        asked = asked_of(replace(question, text=plain, figure=figure), self._judge)
        names = read_names(question, self._judge.vocabulary)
        nearness = self._nearness(said)
        fit = [one for one in self._records.listings if self._may_be(one, question, asked, names)]
        # Where a corner is said, 哪个产区, other rows are not asked for; of a class, others may be as well.
        among = fit if names.classes else self._records.listings
        said_to_be = [one for one in among if is_corner_said(one, question, self._judge.vocabulary)]
        fit = [one for one in fit if not said_to_be or one in said_to_be]
        found = [self._column(one, question, asked, names, nearness) for one in fit]
        return sorted(found, key=lambda one: (-one.score, -(one.listing.year or 0)))

    def _may_be(
        self, listing: Listing, question: Question, asked: Asked, names: AskedNames
    ) -> bool:
        """Whether a list is a column of names, of the time, kind, unit and sort that are asked for."""
        if listing.by_year or listing.told or not self._measures(listing, question):
            return False
        return self._is_of_names(listing, question, names) and self._says(
            listing, question, asked, names
        )

    def _measures(self, listing: Listing, question: Question) -> bool:
        """Whether its figures are of the time, the kind and the unit that are asked for."""
        first, figure = listing.rows[0].point, question.figure
        heading = fold(listing.heading)
        years = [period.end_year for period in figure.periods if period.end_year]
        if years and listing.year and listing.year not in years:
            return False
        rates = bool({*RATES} & {*figure.kinds}) and "level" not in figure.kinds
        if (asks_change(question) or rates) != (listing.kind in RATES):
            return False
        if "share" in figure.kinds and first.normalised_unit != "%":
            return False
        if self._asks_paid(question) and not is_paid_in(question, listing, heading):
            return False
        if question.says(_EARNED) and _COST.search(heading):
            return False
        if _PER_HEAD.search(heading) and not _PER.search(fold(question.text)):
            return False
        return is_of_measure(question, listing)

    def _is_of_names(self, listing: Listing, question: Question, names: AskedNames) -> bool:
        """Whether its rows may be what is asked for, and are not what that is asked of."""
        if question.says(_WHOEVER) and not (
            is_entity_header(listing.sort) or are_places(listing, self._judge.vocabulary)
        ):
            return False  # who is no cost item and no kind of thing
        if len(self._named(question, listing)) == 1 and not asks_next_to(question.text):
            return False  # of the things of one name it asks which is most
        which = _WHICH.search(fold(question.text))
        if which and not names.classes and is_entity_header(listing.sort):
            # Which use is no company.
            return bool({*which.groups()} & corner_of(listing, self._judge.vocabulary))
        title = f"{listing.caption}\n{listing.sort}"
        rows = [row.name for row in listing.rows]
        return names.class_fits(rows, title, self._judge.vocabulary)

    def _says(self, listing: Listing, question: Question, asked: Asked, names: AskedNames) -> bool:
        """Whether the table says the places and the measure that are asked for, and knows the other names."""
        told = "\n".join((listing.document, listing.title, *self._named(question, listing)))
        strange = self._judge.strangers(question)
        if not all(character in told for word in strange for character in word):
            return False  # 产花大省 is made of what the table says, 锦地罗 is not
        held = self._judge.vocabulary.held(told)
        measures = frozenset(filter(self._judge.is_known, asked.measures))
        places = asked.places - (_WIDE if "regions" in names.classes else frozenset())
        return places <= held and (not measures or bool(measures & held))

    def _column(
        self,
        listing: Listing,
        question: Question,
        asked: Asked,
        names: AskedNames,
        nearness: Mapping[str, float],
    ) -> _Column:
        vocabulary, first = self._judge.vocabulary, listing.rows[0].point
        heading, caption = listing.heading, listing.caption
        name = _COMPLEMENT.sub("", heading)
        own = vocabulary.held(f"{name}\n{first.unit}") | set(tokens(name))
        if is_money(listing) and own & MONEY and not own & OTHER_MONEY:
            own |= _SPENT  # what is spent on something is the size of its market
        around = vocabulary.held(caption)
        of_rows = vocabulary.held("\n".join((listing.sort, *(row.name for row in listing.rows))))
        if listing.kind in RATES:
            of_rows = of_rows | _GROWTH  # which all of its figures are
        weights = {word: weight for word, weight in asked.weights.items() if word not in of_rows}
        of_sort = is_of_sort(listing, question, names, vocabulary)
        only = of_sort and not weights  # of such rows, nothing else is asked
        of_own = sum(weight for word, weight in weights.items() if word in own)
        of_caption = sum(n for word, n in weights.items() if word in around - own)
        labels = (label_of(row.point) for row in listing.rows)
        cosines = [nearness[label] for label in labels if label in nearness]
        near = sum(cosines) / len(cosines) if cosines else 0.0
        named = self._said_of(name, asked)
        score = (
            NEAR * near
            + MET * ((of_own + AROUND * of_caption) / (sum(weights.values()) or 1.0) or only)
            + NAMED * named
            + SORT * of_sort
            + PAID * self._asks_paid(question)
        )
        unknown = not all(map(self._judge.is_known, weights))
        known = sum(weight for word, weight in weights.items() if self._judge.is_known(word))
        said = of_own + of_caption >= LEAST_MET * known
        meant = (said and bool(of_own or named)) or (near >= NEAR_ENOUGH and said and not unknown)
        meant |= listing.kind in RATES  # whose name may say no more than that something changed
        return _Column(listing, fold(f"{heading} {listing.sort}"), round(score, 4), meant)

    def _said_of(self, heading: str, asked: Asked) -> float:
        """The share of the name of a column that the question says, in words or in characters."""
        vocabulary = self._judge.vocabulary
        words = {w.text for w in vocabulary.content(heading) if w.names} - vocabulary.generic
        said = len(words & asked.weights.keys()) / len(words) if words else 0.0
        han = {c for c in fold(heading) if "\u3400" <= c <= "\u9fff"} - _SHARED
        text = asked.question.text
        return max(said, sum(c in text for c in han) / len(han) if han else 0.0)

    def _named(self, question: Question, listing: Listing) -> list[str]:
        rows = [row.name for row in listing.rows]
        return mentioned(question.text, rows, self._judge.vocabulary)

    def _asks_paid(self, question: Question) -> bool:
        text = fold(question.text)
        paid = asks_price(question) or _PAID.search(text) is not None
        return paid and not asks_change(question) and not _PART.search(text)

    def _nearness(self, said: str) -> Mapping[str, float]:
        """The cosine of ``said`` and each label; nothing where there are no vectors to compare."""
        figures = self._retriever.figures
        if figures is None or not said or self._judge.embedder != DEFAULT_EMBEDDER:
            return {}
        cosines = figures.cosines(self._retriever.vector(said)[0])
        return dict(zip(figures.labels, map(float, cosines), strict=True))
