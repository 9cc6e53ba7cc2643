"""Questions take more cores when they are alone, and the same vectors in any case."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tiny_model import write_tiny_file

from kb.indexing.bundled_file import BundledFile
from kb.indexing.openvino_network import OpenVinoNetwork
from kb.indexing.question_network import QuestionNetwork

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kb.indexing.batches import PartedIds

IDS = [np.array([0, 4, 7, 2]), np.array([0, 4, 6, 5, 5, 4, 2])]


class Noted:
    """A network that notes what it is asked for, and waits where it is told to."""

    backend = "noted"

    def __init__(self, number: float) -> None:
        self.vectors = np.full((1, 2), number, np.float32)
        self.entered = threading.Event()
        self.may_go = threading.Event()
        self.may_go.set()

    def encode(self, texts: Sequence[np.ndarray]) -> np.ndarray:
        self.entered.set()
        assert self.may_go.wait(10)
        return self.vectors

    def encode_all(
        self, batches: Iterable[tuple[list[int], list[PartedIds]]]
    ) -> Iterator[tuple[list[int], list[np.ndarray]]]:
        for numbers, _ in batches:
            yield numbers, [self.vectors]


def test_a_question_beside_another_goes_to_the_network_for_several() -> None:
    alone, beside, loaded = Noted(1), Noted(2), []

    def load() -> Noted:
        loaded.append(beside)
        return beside

    network = QuestionNetwork(alone, load)
    assert network.encode(IDS[:1])[0, 0] == 1
    assert loaded == []
    alone.entered.clear()
    alone.may_go.clear()
    first: list[np.ndarray] = []
    thread = threading.Thread(target=lambda: first.append(network.encode(IDS[:1])))
    thread.start()
    assert alone.entered.wait(10)
    assert [network.encode(IDS[:1])[0, 0] for _ in range(2)] == [2, 2]
    alone.may_go.set()
    thread.join()
    assert first[0][0, 0] == 1
    assert network.encode(IDS[:1])[0, 0] == 1
    assert loaded == [beside]


def test_the_network_is_free_again_after_an_error() -> None:
    class Broken(Noted):
        def encode(self, texts: Sequence[np.ndarray]) -> np.ndarray:
            raise RuntimeError("broken")

    network = QuestionNetwork(Broken(1), lambda: Noted(2))
    for _ in range(2):
        with pytest.raises(RuntimeError, match="broken"):
            network.encode(IDS[:1])


def test_many_questions_go_to_the_network_for_several() -> None:
    network = QuestionNetwork(Noted(1), lambda: Noted(2))
    ((numbers, (vectors,)),) = network.encode_all([([7], [])])
    assert (numbers, vectors[0, 0]) == ([7], 2)


@pytest.mark.parametrize("precision", ["f32", "int8"])
def test_the_number_of_cores_changes_no_bit(tmp_path: Path, precision: str) -> None:
    file = BundledFile(write_tiny_file(tmp_path / "tiny.bin"))
    one, two = (OpenVinoNetwork(file, precision, True, cores) for cores in (0, 2))
    for ids in IDS:
        np.testing.assert_array_equal(one.encode([ids]), two.encode([ids]))
