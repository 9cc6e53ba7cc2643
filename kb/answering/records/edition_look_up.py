"""Look-up within one edition after another, without those that say nothing of what is asked.

Of hundreds of reports in an index, most do not: each is passed over for the price of a few sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kb.figures.lookup.lookup import FigureQuestion, Match, look_up
from kb.figures.lookup.measured import said_above, said_of
from kb.figures.vocabulary.subject import subject_of, word_counts
from kb.text import fold

if TYPE_CHECKING:
    from collections import Counter

    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.types import DataPoint

FEW = 2_000
"""So many figures are looked at one by one as fast as words are looked up."""
POINTS_FROM = 200
"""How many matches a look-up may bring, so that whole series come back."""


class EditionLookUp:
    """The figures of one edition, or of all, that answer a question; see ``look_up``."""

    def __init__(
        self,
        points: Sequence[DataPoint],
        vocabulary: Vocabulary,
        context: Callable[[DataPoint], str],
    ) -> None:
        """``context`` gives the sentence that states a figure."""
        self._points = points
        self._vocabulary = vocabulary
        self._context = context

    def __call__(self, asked: FigureQuestion, top_k: int = POINTS_FROM) -> list[Match]:
        """The matches, best first."""
        return look_up(
            asked,
            self._points,
            self._vocabulary,
            top_k=top_k,
            context=self._context,
            counts=self._counts,
            candidates=self._sharing(asked),
        )

    def may_find(self, asked: FigureQuestion) -> bool:
        """False where no figure, its heading or its sentence says any word that is asked for."""
        wanted = frozenset(word.text for word in asked.words)
        if not wanted:
            return False
        return (
            not wanted.isdisjoint(self._counts)
            or any(self._of_entities(asked))
            or not wanted.isdisjoint(self._sayers)
        )

    def _sharing(self, asked: FigureQuestion) -> Sequence[DataPoint] | None:
        """The figures that have anything in common with what is asked; None where all are worth a look."""
        if len(self._points) <= FEW or not asked.words:
            return None
        places = {place for word in asked.words for place in self._sayers.get(word.text, ())}
        for of_entity in self._of_entities(asked):
            places.update(of_entity)
        return [self._points[place] for place in sorted(places)]

    def _of_entities(self, asked: FigureQuestion) -> Iterator[list[int]]:
        """The figures of each entity whose name stands in the question."""
        text = fold(asked.text)
        return (places for entity, places in self._entities.items() if entity in text)

    @cached_property
    def _counts(self) -> Counter[str]:
        return word_counts(self._points, self._vocabulary)

    @cached_property
    def _entities(self) -> dict[str, list[int]]:
        """The names that figures are of, and where those stand."""
        found: dict[str, list[int]] = {}
        for place, point in enumerate(self._points):
            if point.entity:
                found.setdefault(fold(point.entity), []).append(place)
        return found

    @cached_property
    def _sayers(self) -> dict[str, list[int]]:
        """The words that figures, their headings and sentences say, and where those figures stand."""
        vocabulary = self._vocabulary
        found: dict[str, list[int]] = {}
        for place, point in enumerate(self._points):
            said = said_of(point, subject_of(point, vocabulary), vocabulary)
            said |= said_above(point, vocabulary) | vocabulary.held(self._context(point))
            for word in said:
                found.setdefault(word, []).append(place)
        return found


class Tried:
    """A look-up that notes what it was asked, and whether it found anything."""

    def __init__(self, own: EditionLookUp) -> None:
        self._own = own
        self.asked: list[FigureQuestion] = []
        self.found = False

    def __call__(self, asked: FigureQuestion) -> list[Match]:
        """As the look-up itself."""
        matches = self._own(asked)
        self.asked.append(asked)
        self.found = self.found or bool(matches)
        return matches


def worth_trying(look_ups: Iterable[EditionLookUp]) -> Iterator[Tried]:
    """The look-ups in turn, each to be used before the next is taken.

    After one that found nothing, those are left out that would find nothing when asked the same:
    whatever is made of nothing has been tried.
    """
    in_vain: list[FigureQuestion] | None = None
    for own in look_ups:
        if in_vain is not None and not any(map(own.may_find, in_vain)):
            continue
        tried = Tried(own)
        yield tried
        if not tried.found:
            in_vain = tried.asked
