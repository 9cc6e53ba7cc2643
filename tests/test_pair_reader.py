"""Question and sentence read together: every engine says the same, and tells an answer from a near miss."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tiny_model import write_tiny_file

from kb.config import Config
from kb.errors import ModelUnavailable
from kb.indexing.adapters import Head, ReaderWeights
from kb.indexing.bundled_embedders import BundledParts
from kb.indexing.bundled_file import BundledFile
from kb.indexing.bundled_layers import Adapter, Layers
from kb.indexing.bundled_model import bundled_path
from kb.indexing.bundled_tokens import BundledTokenizer
from kb.indexing.numpy_network import NumpyNetwork
from kb.indexing.pair_reader import AROUND, OpenVinoPairs, PairReader, Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

QUESTION = "2023年新型储能装了多少？"
SAID = Sentence("2023年全国新增新型储能装机21.5吉瓦，比上一年多出一倍。", "装机规模")
NEAR_MISSES = [
    Sentence("2023年全国新型储能项目的平均备电时长为2.1小时。", "装机规模"),
    Sentence("预计2030年新型储能累计装机将达到220吉瓦。", "未来展望"),
    Sentence("2023年全国新增抽水蓄能装机5.2吉瓦。", "抽水蓄能"),
]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> BundledFile:
    return BundledFile(write_tiny_file(tmp_path_factory.mktemp("tiny") / "tiny.bin"))


def adapted(file: BundledFile) -> Layers:
    """The tiny file's layers, one of their weights changed."""
    random = np.random.default_rng(3)
    (layer,) = Layers.read(file).layers
    down, up = (random.normal(size=shape).astype(np.float32) for shape in ((2, 32), (96, 2)))
    changed = replace(layer.query_key_value, adapter=Adapter(down, up))
    return replace(Layers.read(file), layers=(replace(layer, query_key_value=changed),))


def merged(file: BundledFile) -> Layers:
    """The same, the change added to the weight."""
    (layer,) = adapted(file).layers
    linear = layer.query_key_value
    assert linear.adapter is not None
    expanded = linear.weight + linear.adapter.up @ linear.adapter.down
    plain = replace(linear, adapter=None, expanded=expanded.reshape(-1))
    return replace(Layers.read(file), layers=(replace(layer, query_key_value=plain),))


def test_an_adapter_is_a_change_of_the_weight_in_both_engines(tiny: BundledFile) -> None:
    rows = tiny.word_rows(np.array([0, 4, 6, 5, 2]))
    shares = np.array([[1, 0, 0, 0, 0], [0, 0.5, 0, 0.5, 0]], np.float32)
    expected = NumpyNetwork(tiny, layers=merged(tiny)).summed(rows, shares)
    unchanged = NumpyNetwork(tiny).summed(rows, shares)
    assert expected.shape == (2, 32)
    assert np.abs(expected - unchanged).max() > 0.1
    for network in (
        NumpyNetwork(tiny, layers=adapted(tiny)),
        OpenVinoPairs(tiny, adapted(tiny), 1),
    ):
        assert network.summed(rows, shares) == pytest.approx(expected, abs=1e-4)


def test_the_head_reads_the_first_place_and_the_sentence() -> None:
    head = Head(*(np.array(v, np.float32) for v in ([[1, 0, 0, 2]], [0.5], [[3]], [-1])))
    first, sentence = np.array([1, 9], np.float32), np.array([9, -1], np.float32)
    assert head.logit(first, sentence) == pytest.approx(3 * np.tanh(1 - 2 + 0.5) - 1)


class Noted:
    """Notes the rows that it is given; they are what comes out."""

    def __init__(self) -> None:
        self.given: list[NDArray[np.float32]] = []

    def summed(self, rows: NDArray[np.float32], shares: NDArray[np.float32]) -> NDArray[np.float32]:
        self.given.append(rows)
        return shares @ rows


def reader_of(file: BundledFile, monkeypatch: pytest.MonkeyPatch, *loads: Any) -> PairReader:
    """A reader whose segments and head are zeros."""
    zeros = Head(*(np.zeros(shape, np.float32) for shape in ((2, 64), 2, (1, 2), 1)))
    weights = ReaderWeights(np.zeros((3, 32), np.float32), zeros)
    monkeypatch.setattr(ReaderWeights, "load", lambda: weights)
    return PairReader(file, BundledTokenizer(file), *loads)


def test_pairs_are_cut_to_what_was_trained(
    tiny: BundledFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = Noted()
    reader = reader_of(tiny, monkeypatch, lambda: noted, lambda: noted)
    sentences = [Sentence("液冷", ""), Sentence("冷", "液" * 3), Sentence("", "")]
    assert reader.logits("液", sentences) == [0.0, 0.0, 0.0]
    lengths = [len(rows) for rows in noted.given]
    # A sentence adds its pieces; what stands around it, its own and one to end it.
    assert lengths[0] > lengths[2]
    assert AROUND + lengths[2] >= lengths[1] > lengths[2] + 1


def test_the_first_question_is_read_by_what_is_there_at_once(
    tiny: BundledFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, engine = Noted(), Noted()
    reader = reader_of(tiny, monkeypatch, lambda: first, lambda: engine)
    for question in ("液", "液", "冷", "液"):
        reader.logits(question, [Sentence("冷", "")])
    assert (len(first.given), len(engine.given)) == (2, 2)


def test_what_is_warm_reads_by_the_engine(
    tiny: BundledFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, engine = Noted(), Noted()
    reader = reader_of(tiny, monkeypatch, lambda: first, lambda: engine)
    reader.warm_up()
    assert len(first.given) == 1
    prepared = len(engine.given)
    assert prepared > 1
    reader.logits("液", [Sentence("冷", "")])
    assert (len(first.given), len(engine.given)) == (1, prepared + 1)


def test_without_an_engine_numpy_goes_on(
    tiny: BundledFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable() -> Noted:
        raise ModelUnavailable("no engine")

    first = Noted()
    reader = reader_of(tiny, monkeypatch, lambda: first, unavailable)
    for question in ("液", "冷", "液"):
        reader.logits(question, [Sentence("冷", "")])
    assert len(first.given) == 3


@pytest.mark.model
def test_the_trained_reader_tells_an_answer_from_a_near_miss() -> None:
    reader = BundledParts(bundled_path(), Config.load()).reader()
    in_numpy = reader.logits(QUESTION, [SAID, *NEAR_MISSES])
    reader.logits("储能温控是什么？", [SAID])  # the engine from here on
    assert reader.logits(QUESTION, [SAID, *NEAR_MISSES]) == pytest.approx(in_numpy, abs=0.005)
    answers, *others = in_numpy
    assert answers > 0
    assert all(answers > other + 1 for other in others)
