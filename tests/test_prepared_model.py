"""What is kept ready of the model's file is what would be made of it, and is made once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tiny_model import write_tiny_file

from kb.indexing import prepared_model
from kb.indexing.bundled_file import BundledFile
from kb.indexing.bundled_layers import Layers
from kb.indexing.bundled_tokens import BundledTokenizer, PieceTable
from kb.indexing.numpy_network import NumpyNetwork
from kb.indexing.prepared_model import piece_table, weights

TEXTS = ["液冷", "冷 液冷 x"]


@pytest.fixture
def tiny(tmp_path: Path) -> BundledFile:
    return BundledFile(write_tiny_file(tmp_path / "tiny.bin"))


def test_vectors_and_ids_are_those_of_the_file(tiny: BundledFile, tmp_path: Path) -> None:
    ids = BundledTokenizer(tiny).encode(TEXTS)
    kept = BundledTokenizer(tiny, table=piece_table(tiny, tmp_path)).encode(TEXTS)
    assert [one.tolist() for one in kept] == [one.tolist() for one in ids]
    ready = NumpyNetwork(tiny, weights(tiny, tmp_path)).encode(ids)
    assert np.array_equal(ready, NumpyNetwork(tiny).encode(ids))


def test_each_weight_stands_in_its_place(tiny: BundledFile, tmp_path: Path) -> None:
    (plain,), (ready,) = Layers.read(tiny).layers, Layers.read(tiny, weights(tiny, tmp_path)).layers
    for name in ("query_key_value", "attended", "widen", "narrow"):
        expected, found = getattr(plain, name).weight, getattr(ready, name).weight
        assert found.shape == expected.shape
        assert np.array_equal(found, expected)


def test_it_is_made_once(
    tiny: BundledFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights(tiny, tmp_path)
    monkeypatch.setattr(prepared_model, "_write", None)
    assert piece_table(tiny, tmp_path).ids.tolist() == PieceTable.of(tiny).ids.tolist()


def test_another_file_is_kept_apart(tiny: BundledFile, tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    data = bytearray(tiny.path.read_bytes())
    data[-1] ^= 1
    other.write_bytes(data)
    first, second = weights(tiny, tmp_path), weights(BundledFile(other), tmp_path)
    assert first is not None
    assert second is not None
    assert len([path for path in (tmp_path / "models").iterdir() if path.is_dir()]) == 2


def test_where_nothing_can_be_kept_it_goes_without(tiny: BundledFile, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert weights(tiny, tmp_path / "cache") is None
    assert piece_table(tiny, tmp_path / "cache").ids.tolist() == PieceTable.of(tiny).ids.tolist()
