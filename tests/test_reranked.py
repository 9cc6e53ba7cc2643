"""Sentences ranked by words and vectors, then by what reading them adds; no more are read than may come to lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.answering.quoting.sentences import AT_ONCE, HOPED, READ, UNREAD, Sentence, reranked
from kb.types import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    Span = tuple[Document, int, int]


class Weighed:
    """Gives log odds by where sentences begin, and keeps what was read."""

    def __init__(self, logits: dict[int, float], otherwise: float = 0.0) -> None:
        self.read: list[int] = []
        self._logits = logits
        self._otherwise = otherwise

    def __call__(self, spans: Sequence[Span]) -> list[float]:
        starts = [start for _, start, _ in spans]
        self.read += starts
        return [self._logits.get(start, self._otherwise) for start in starts]


def sentences(scores: Sequence[float]) -> list[Sentence]:
    document = Document("a", "a.txt", "x" * 100, "")
    return [
        Sentence(document, start, start + 1, frozenset(), score)
        for start, score in enumerate(scores)
    ]


def test_what_is_read_to_answer_leads() -> None:
    weighed = Weighed({2: 6.5, 0: -3.0})
    ranked = reranked(sentences([9.0, 8.5, 5.0]), weighed)
    assert [(one.start, one.score) for one in ranked] == [(2, 11.5), (1, 8.5), (0, 6.0)]
    assert weighed.read == [0, 1, 2]


@pytest.mark.parametrize(
    ("behind", "places", "read"),
    [
        (HOPED + 0.1, 1, AT_ONCE),
        (HOPED - 0.1, 1, 2 * AT_ONCE),
        (HOPED + 0.1, AT_ONCE, 2 * AT_ONCE),
    ],
)
def test_more_are_read_where_one_may_come_to_stand_on_a_wanted_place(
    behind: float, places: int, read: int
) -> None:
    scores = [9.0, *[8.0] * (AT_ONCE - 1), *[9.0 - behind] * AT_ONCE]
    weighed = Weighed({}, 0.0)
    ranked = reranked(sentences(scores), weighed, places)
    assert len(weighed.read) == read
    assert [one.score for one in ranked[read:]] == [scores[-1] + UNREAD] * (len(scores) - read)


def test_so_many_are_read_at_most() -> None:
    weighed = Weighed({}, -3.0)
    ranked = reranked(sentences([5.0] * (READ + 9)), weighed)
    assert (len(weighed.read), len(ranked)) == (READ, READ + 9)
    assert reranked([], weighed) == []
