"""Which precision the default model is computed in."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tiny_model import write_tiny_file

from kb.config import Config
from kb.errors import ModelUnavailable
from kb.indexing import openvino_network, openvino_precision
from kb.indexing.bundled_embedders import BundledParts
from kb.indexing.bundled_file import BundledFile
from kb.indexing.bundled_tokens import BundledTokenizer
from kb.indexing.numpy_network import NumpyNetwork
from kb.indexing.openvino_network import OpenVinoNetwork
from kb.indexing.openvino_precision import (
    agreement,
    load_eight_bits,
    load_fastest,
    load_sixteen_bits,
)

if TYPE_CHECKING:
    from pathlib import Path

SOME_IDS = [np.array([0, 4, 7, 2]), np.array([0, 4, 6, 5, 5, 4, 2]), np.array([0, 2])]
Processor = Callable[[float, list[str], bool], None]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> BundledFile:
    return BundledFile(write_tiny_file(tmp_path_factory.mktemp("tiny") / "tiny.bin"))


class Engine:
    """A network whose vectors agree with those of ``Reference`` as far as is set."""

    agrees = 1.0

    def __init__(self, _file: object, precision: str = "f32", *, cores: int = 0) -> None:
        if precision in Engine.unavailable:
            raise ModelUnavailable("not here")
        self.backend = f"openvino {precision}"

    unavailable: tuple[str, ...] = ()

    def encode(self, texts: list[Any]) -> np.ndarray:
        return np.array([[self.agrees, 0.0]], np.float32)


class Reference:
    backend = "numpy f32"

    def encode(self, texts: list[Any]) -> np.ndarray:
        return np.array([[1.0, 0.0]], np.float32)


@pytest.fixture
def processor(monkeypatch: pytest.MonkeyPatch) -> Processor:
    """Sets how far precisions agree, what the engine tells, and whether it multiplies in 8 bits."""

    def pretend(agrees: float, capabilities: list[str], eight_bits: bool) -> None:
        monkeypatch.setattr(Engine, "agrees", agrees)
        monkeypatch.setattr(openvino_precision, "OpenVinoNetwork", Engine)
        monkeypatch.setattr(openvino_precision, "capabilities", lambda: capabilities)
        monkeypatch.setattr(openvino_precision, "multiplies_in_8_bits", lambda: eight_bits)
        monkeypatch.setattr(openvino_precision, "seconds", lambda *_: 1.0)

    return pretend


@pytest.mark.parametrize(
    ("agrees", "capabilities", "eight_bits", "backend"),
    [
        (0.99995, ["FP32", "BF16"], True, "openvino bf16"),
        (0.9998, ["FP32", "BF16"], True, "openvino f32"),
        (0.99995, ["FP32"], True, "openvino int8"),
        (0.9998, ["FP32"], True, "openvino f32"),
        (0.99995, ["FP32"], False, "openvino f32"),
    ],
)
def test_a_precision_is_taken_where_it_was_seen_to_agree(
    tiny: BundledFile,
    processor: Processor,
    agrees: float,
    capabilities: list[str],
    eight_bits: bool,
    backend: str,
) -> None:
    processor(agrees, capabilities, eight_bits)
    assert load_fastest(tiny, BundledTokenizer(tiny), Reference).backend == backend


@pytest.mark.parametrize(
    ("took", "tried"),
    [
        ({"bf16": 1.0, "int8": 1.0, "f32": 1.8}, ["bf16", "int8"]),
        ({"bf16": 1.3, "int8": 1.0, "f32": 1.8}, ["bf16", "int8"]),  # too close to choose by
        ({"bf16": 2.4, "int8": 1.0, "f32": 1.5}, ["int8"]),
        ({"bf16": 1.5, "int8": math.inf, "f32": 1.0}, []),
        ({"bf16": 1.3, "int8": 1.8, "f32": 1.0}, ["bf16"]),
    ],
)
def test_a_precision_is_tried_where_it_was_seen_to_be_fast(
    tiny: BundledFile, monkeypatch: pytest.MonkeyPatch, took: dict[str, float], tried: list[str]
) -> None:
    monkeypatch.setattr(openvino_precision, "seconds", lambda _, precision: took[precision])
    assert openvino_precision.by_speed(tiny, ["bf16", "int8"]) == tried


@pytest.mark.parametrize("precision", ["f32", "bf16", "int8", "int8 bf16"])
def test_a_layer_is_timed_in_every_precision(tiny: BundledFile, precision: str) -> None:
    assert 0 < openvino_precision.seconds(tiny, precision) < math.inf


@pytest.mark.parametrize(
    ("agrees", "capabilities", "eight_bits", "backend"),
    [
        (0.9995, ["FP32", "BF16"], True, "openvino int8 bf16"),
        (0.9995, ["FP32"], True, "openvino int8"),
        (0.9989, ["FP32"], True, None),
        (0.9995, ["FP32", "BF16"], False, None),
    ],
)
def test_8_bits_that_are_asked_for_may_agree_less(
    tiny: BundledFile,
    processor: Processor,
    agrees: float,
    capabilities: list[str],
    eight_bits: bool,
    backend: str | None,
) -> None:
    processor(agrees, capabilities, eight_bits)
    network = load_eight_bits(tiny, BundledTokenizer(tiny), Reference)
    assert (network and network.backend) == backend


@pytest.mark.parametrize(
    ("agrees", "took", "backend"),
    [
        (0.99999, {"bf16": 1.0, "int8 bf16": 1.5, "f32": 3.0}, "openvino bf16"),
        (0.99999, {"bf16": 1.0, "int8 bf16": 1.3, "f32": 3.0}, None),  # too close to choose by
        (0.9998, {"bf16": 1.0, "int8 bf16": 1.5, "f32": 3.0}, None),
    ],
)
def test_beside_8_bits_16_are_taken_for_documents_where_they_are_clearly_faster(
    tiny: BundledFile,
    processor: Processor,
    monkeypatch: pytest.MonkeyPatch,
    agrees: float,
    took: dict[str, float],
    backend: str | None,
) -> None:
    processor(agrees, ["BF16"], True)
    monkeypatch.setattr(openvino_precision, "seconds", lambda _, precision: took[precision])
    network = load_sixteen_bits(tiny, BundledTokenizer(tiny), Reference, "int8 bf16")
    assert (network and network.backend) == backend
    processor(agrees, ["FP32"], True)
    assert load_sixteen_bits(tiny, BundledTokenizer(tiny), Reference, "int8") is None


def test_a_precision_that_the_engine_refuses_is_done_without(
    tiny: BundledFile, processor: Processor, monkeypatch: pytest.MonkeyPatch
) -> None:
    processor(1.0, ["BF16"], True)
    monkeypatch.setattr(Engine, "unavailable", ("bf16", "int8", "int8 bf16"))
    tokenizer = BundledTokenizer(tiny)
    assert load_fastest(tiny, tokenizer, Reference).backend == "openvino f32"
    assert load_eight_bits(tiny, tokenizer, Reference) is None


def test_8_bits_show_in_what_is_computed_where_the_processor_has_them(tiny: BundledFile) -> None:
    plain, engine = NumpyNetwork(tiny), OpenVinoNetwork(tiny, "int8")
    apart = [float(np.abs(engine.encode([i]) - plain.encode([i])).max()) for i in SOME_IDS]
    assert (max(apart) > 1e-4) == openvino_network.multiplies_in_8_bits()
    assert agreement(engine, plain, SOME_IDS) >= 0.99


@pytest.mark.parametrize("had", [True, False])
def test_where_8_bits_are_asked_for_and_had_they_do_everything(
    tiny: BundledFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, had: bool
) -> None:
    network = OpenVinoNetwork(tiny, "int8") if had else None
    monkeypatch.setattr(openvino_precision, "load_eight_bits", lambda *_: network)
    monkeypatch.setattr(openvino_precision, "load_fastest", lambda *_: OpenVinoNetwork(tiny))
    monkeypatch.setattr(openvino_precision, "load_sixteen_bits", lambda *_: None)
    parts = BundledParts(tiny.path, Config(precision="int8", cache_folder=tmp_path))
    names = [each.backend for each in (parts.first(), parts.questions(), parts.documents())]
    without = ["numpy f32", "openvino f32", "openvino f32"]
    assert names == (["openvino int8"] * 3 if had else without)
