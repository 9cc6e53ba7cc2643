"""Log odds are read once, and exactly only where that matters."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from kb.answering.quoting import odds
from kb.answering.quoting.odds import REMEMBERED, Odds
from kb.indexing.pair_reader import ERROR, Sentence

OFF = ERROR - 0.01


class Reader:
    """A sentence's log odds stand in it; its estimates are off, up and down in turns."""

    def __init__(self, *, quick: bool) -> None:
        self._quick = quick
        self.exactly: list[list[str]] = []
        self.nearly: list[list[str]] = []

    def estimates_quickly(self, question: str) -> bool:
        return self._quick

    def logits(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        self.exactly.append([one.text for one in sentences])
        return [float(one.text) for one in sentences]

    def estimates(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        self.nearly.append([one.text for one in sentences])
        return [float(one.text) + (-OFF if n % 2 else OFF) for n, one in enumerate(sentences)]

    def warm_up(self) -> None:
        """Nothing to load."""


def reads(*logits: float) -> list[odds.Read]:
    return [(("document", str(logit)), Sentence(str(logit), "")) for logit in logits]


def test_without_estimates_all_is_read_exactly_and_once() -> None:
    reader = Reader(quick=False)
    known = Odds(reader)
    assert known.of("q", reads(1, -4), 0.5) == [1, -4]
    assert known.of("q", reads(-4, 2, 1)) == [-4, 2, 1]
    assert known.of("other", reads(1)) == [1]
    assert reader.exactly == [["1", "-4"], ["2"], ["1"]]
    assert not reader.nearly


def test_what_is_far_from_what_matters_is_estimated() -> None:
    reader = Reader(quick=True)
    known = Odds(reader)
    found = known.of("q", reads(3, -4, 0.4, 1.1), 0.5, 1)
    assert found == pytest.approx([3 + OFF, -4 - OFF, 0.4, 1.1])
    assert known.of("q", reads(3, -4, 0.4, 1.1), 0.5, 1) == found
    assert (reader.nearly, reader.exactly) == ([["3", "-4", "0.4", "1.1"]], [["0.4", "1.1"]])
    assert known.of("q", reads(3, -4), -math.inf) == [3, -4]
    assert reader.exactly[1:] == [["3", "-4"]]


@pytest.mark.parametrize("logit", [-0.5, 0.25, 0.49, 0.5, 0.51, 0.74, 1, 1.01, 1.3])
def test_an_estimate_is_on_the_right_side_of_both_ends(logit: float) -> None:
    for before in ([], [9.0]):  # its estimate is off to either side
        *_, found = Odds(Reader(quick=True)).of("q", reads(*before, logit), 0.5, 1)
        assert (found < 0.5, found > 1) == (logit < 0.5, logit > 1)


def test_no_more_than_some_readings_are_kept() -> None:
    reader = Reader(quick=False)
    known = Odds(reader)
    for logit in range(REMEMBERED + 1):
        known.of("q", reads(logit))
    known.of("q", reads(REMEMBERED, 0))
    assert reader.exactly[-1] == ["0"]
