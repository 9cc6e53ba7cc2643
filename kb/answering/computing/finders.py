"""Where the figures that a question sets against each other are looked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kb.answering.rankings.value_ranking import named_in
from kb.figures.lookup.choice import is_of
from kb.figures.lookup.lookup import FigureQuestion, Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kb.answering.lookup.cells import Cells
    from kb.answering.lookup.figures import LookUp, Parse
    from kb.answering.lookup.nearest import Nearest
    from kb.answering.records.listing import Row
    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.types import Passage

REMEMBERED = 64
"""Questions whose lists are kept: the readings of one are asked about again and again."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Where operands are looked for."""

    records: Records
    look_ups: Sequence[LookUp]
    """The strictest first."""
    together: Callable[[Question], list[list[Row]] | None]
    """The two rows of one list that a question names: see ``named_in``."""
    passages: Sequence[Passage] = ()
    """Read for two figures side by side."""

    @property
    def parse(self) -> Parse:
        """Reads what a text asks of the figures."""
        return self.records.parse


def relaxed(look_up: LookUp, judge: Judge, question: Question) -> LookUp:
    """``look_up`` without the words of a question that no document holds and that name nothing."""

    def of_known(asked: FigureQuestion) -> list[Match]:
        words = tuple(
            word
            for word in asked.words
            if judge.is_known(word.text) or judge.is_name(word.text, question)
        )
        if len(words) == len(asked.words) or 2 * len(words) <= len(asked.words):
            return []  # nothing is left out, or hardly anything is left
        kept = {word.text for word in words}
        return look_up(replace(asked, words=words, essential=asked.essential & kept))

    return of_known


class Finders:
    """Makes them, for the figures of one index."""

    def __init__(self, records: Records, judge: Judge, nearest: Nearest, cells: Cells) -> None:
        """``judge`` knows which words the documents hold."""
        self._records = records
        self._judge = judge
        self._nearest = nearest
        self._cells = cells
        # Whatever figures are looked for by, the lists are the same.
        self._together = lru_cache(REMEMBERED)(
            lambda question: named_in(question, records.listings, records.vocabulary)
        )

    def __call__(
        self,
        question: Question,
        passages: Sequence[Passage],
        look_ups: Iterable[LookUp],
        said: str = "",
    ) -> Iterator[Finder]:
        """For each look-up: as it finds them, where a row meets a time, as the passages do, by meaning."""

        @cache
        def in_passages(asked: FigureQuestion) -> list[Match]:
            part = replace(question, figure=asked, text=asked.text)
            found = self._nearest.stated(part, passages)
            return [Match(point, 1.0, exact_period=True) for point in found]

        @cache
        def in_cells(asked: FigureQuestion) -> list[Match]:
            part = replace(question, figure=asked, text=asked.text)
            return [Match(p, 1.0, exact_period=True) for p in self._cells.points(part, asked)]

        @cache
        def by_meaning(asked: FigureQuestion) -> list[Match]:
            part = replace(question, figure=asked, text=asked.text)
            found = self._nearest.of_any_time(part, passages, said) if said else []
            return [Match(p, 1.0, exact_period=True) for p in found if is_of(asked.periods, p)]

        for look_up in look_ups:
            known = relaxed(look_up, self._judge, question)
            ways = (look_up, known, in_cells, in_passages, by_meaning)
            yield Finder(self._records, ways, self._together, passages)
