"""The ways to compute the default model agree, on a tiny file and on the real one."""

from __future__ import annotations

import math
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from generated_texts import generated_texts
from small_report import REPORT
from tiny_model import write_tiny_file

from kb.config import Config
from kb.errors import ModelUnavailable
from kb.indexing import numpy_network
from kb.indexing.batches import PartedIds
from kb.indexing.bundled_contents import build_tokenizer
from kb.indexing.bundled_embedders import BundledParts
from kb.indexing.bundled_file import BundledFile
from kb.indexing.bundled_model import bundled_path, ensure_model, model_folder
from kb.indexing.bundled_tokens import BundledTokenizer
from kb.indexing.embedder import SentenceTransformerEmbedder, load_embedder
from kb.indexing.network_embedder import NetworkEmbedder
from kb.indexing.numpy_network import NumpyNetwork
from kb.indexing.openvino_network import OpenVinoNetwork

if TYPE_CHECKING:
    from pathlib import Path

    from kb.indexing.embedder import Embedder

STRANGE = ["", " ", "\0", "\ufdfa" * 9, "<s>液冷</s> a<unk>", "a\n\nb\u0301\n\u0301", "  \t 液\r\n"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> BundledFile:
    return BundledFile(write_tiny_file(tmp_path_factory.mktemp("tiny") / "tiny.bin"))


def some_ids() -> list[np.ndarray]:
    return [np.array([0, 4, 7, 2]), np.array([0, 4, 6, 5, 5, 4, 2]), np.array([0, 2])]


def test_the_cut_vocabulary_gives_the_same_ids(tiny: BundledFile) -> None:
    whole = build_tokenizer(tiny)
    whole.enable_truncation(16)
    texts = ["液冷", "冷液", "☃☃", "液液冷 冷", "液</s>冷", *STRANGE]
    expected = [whole.encode(text).ids for text in texts]
    assert [ids.tolist() for ids in BundledTokenizer(tiny).encode(texts)] == expected


def test_ids_are_cut_at_the_limit_and_end_as_others(tiny: BundledFile) -> None:
    (ids,) = BundledTokenizer(tiny, limit=5).encode(["液 冷 液 冷"])
    assert ids.tolist() == [0, 4, 5, 4, 2]
    (ids,) = BundledTokenizer(tiny).encode(["液 冷" * 40])
    assert (len(ids), ids[-1]) == (16, 2)


def test_the_error_function_is_close() -> None:
    values = np.linspace(-5, 5, 1001, dtype=np.float32)
    expected = [math.erf(value) for value in values.tolist()]
    np.testing.assert_allclose(numpy_network._error_function(values), expected, atol=3e-7)


def test_gelu_is_close() -> None:
    values = np.linspace(-6, 6, 101, dtype=np.float32)
    expected = [value / 2 * (1 + math.erf(value / math.sqrt(2))) for value in values.tolist()]
    np.testing.assert_allclose(numpy_network._gelu(values), expected, atol=1e-6)


@pytest.mark.parametrize("packed", [False, True])
def test_openvino_computes_what_numpy_does(tiny: BundledFile, packed: bool) -> None:
    plain, engine = NumpyNetwork(tiny), OpenVinoNetwork(tiny, packed=packed)
    alone = np.concatenate([plain.encode([ids]) for ids in some_ids()])
    np.testing.assert_allclose(np.linalg.norm(alone, axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(engine.encode(some_ids()), alone, atol=1e-5)
    numbered = [
        ([i], [PartedIds(ids, np.array([[0, len(ids)], [1, 2], [2, 2]]))])
        for i, ids in enumerate(some_ids())
    ]
    both = zip(engine.encode_all(iter(numbered)), plain.encode_all(iter(numbered)), strict=True)
    for number, (((own,), (rows,)), ((same,), (expected,))) in enumerate(both):
        assert own == same == number
        np.testing.assert_allclose(rows, expected, atol=1e-5)
        np.testing.assert_allclose(rows[:2], [alone[number]] * 2, atol=1e-5)
        assert not rows[3].any()
    assert (plain.backend, engine.backend) == ("numpy f32", "openvino f32")


TWO_AT_ONCE = """
import sys, threading
from pathlib import Path
import numpy as np
from kb.indexing.bundled_file import BundledFile
from kb.indexing.openvino_network import OpenVinoNetwork

network = OpenVinoNetwork(BundledFile(Path(sys.argv[1])))
begin = threading.Barrier(2)

def encode():
    begin.wait()
    network.encode([np.array([0, 4, 7, 2])])

threads = [threading.Thread(target=encode, daemon=True) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_two_threads_may_be_the_first_to_use_the_network(tmp_path: Path) -> None:
    path = write_tiny_file(tmp_path / "tiny.bin")
    for _ in range(2):  # without care, about every second process hangs
        subprocess.run([sys.executable, "-c", TWO_AT_ONCE, str(path)], check=True, timeout=60)


def test_no_texts_make_no_rows(tiny: BundledFile) -> None:
    engine = OpenVinoNetwork(tiny)
    assert engine.encode([]).shape == (0, 32)
    assert list(engine.encode_all(iter([]))) == []


def test_the_weights_are_packed_as_they_expand(tiny: BundledFile) -> None:
    packed = tiny.packed(["l0.fi.w"], 64)
    values = np.stack([packed.values & 0x0F, packed.values >> 4], axis=1).reshape(64, -1, 32)
    expanded = (values.astype(np.float32) - packed.offset) * packed.scales
    np.testing.assert_array_equal(expanded.reshape(64, 32), tiny.array("l0.fi.w", 32))


def test_a_row_of_words_is_that_of_the_whole_table(tiny: BundledFile) -> None:
    table = tiny.array("emb.word", 32)
    ids = np.array([[7, 0], [3, 7]])
    np.testing.assert_array_equal(tiny.word_rows(ids), table[ids])


def test_openvino_that_is_not_installed_is_named(
    tiny: BundledFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openvino", None)
    with pytest.raises(ModelUnavailable, match="run: pip install openvino"):
        OpenVinoNetwork(tiny)


@pytest.fixture(scope="session")
def parts() -> BundledParts:
    return BundledParts(bundled_path(), Config())


@pytest.fixture(scope="session")
def plain(parts: BundledParts) -> NetworkEmbedder:
    return parts.first()


@pytest.fixture(scope="session")
def fast(parts: BundledParts) -> NetworkEmbedder:
    return parts.questions()


@pytest.fixture(scope="session")
def expanded(tmp_path_factory: pytest.TempPathFactory) -> SentenceTransformerEmbedder:
    config = Config(cache_folder=tmp_path_factory.mktemp("cache"))
    folder = ensure_model(config.cache_folder)
    return SentenceTransformerEmbedder.load(str(folder), config, "multilingual-e5-small")


def worst(ours: np.ndarray, theirs: np.ndarray) -> float:
    np.testing.assert_allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(theirs, axis=1), 1, atol=1e-5)
    return float((ours * theirs).sum(axis=1).min())


@pytest.mark.model
def test_all_ways_agree_with_the_expanded_model(
    parts: BundledParts,
    plain: NetworkEmbedder,
    fast: NetworkEmbedder,
    expanded: SentenceTransformerEmbedder,
) -> None:
    eight_bits = BundledParts(bundled_path(), Config(precision="int8")).documents()
    documents_way = parts.documents()
    # These strings mean little; where 8 bits are fastest, they agree to 0.9999 on what a report says.
    strange = 0.9995 if "int8" in documents_way.backend else 0.9999
    ways = ((plain, 0.99999), (fast, 0.99999), (documents_way, strange), (eight_bits, 0.999))
    said = [part for part in REPORT.split("\n\n") if len(part) > 40]
    assert worst(documents_way.embed_documents(said), expanded.embed_documents(said)) >= 0.9999
    # Together, torch would fill up all texts to the length of the longest, which takes 20 s.
    for texts in ([*generated_texts(8), *STRANGE], ["长" * 600]):
        questions, documents = expanded.embed_queries(texts), expanded.embed_documents(texts)
        for embedder, least in ways:
            assert worst(embedder.embed_queries(texts), questions) >= least
            assert worst(embedder.embed_documents(texts), documents) >= least


@pytest.mark.model
def test_the_cut_vocabulary_gives_the_ids_of_the_whole() -> None:
    file = BundledFile(bundled_path())
    whole = build_tokenizer(file)
    whole.enable_truncation(512)
    texts = [*generated_texts(600), *STRANGE, "长" * 900]
    encoded = BundledTokenizer(file).encode(texts)
    for text, ids in zip(texts, encoded, strict=True):
        assert ids.tolist() == whole.encode(text).ids, text


@pytest.mark.model
def test_progress_counts_up_to_the_texts(fast: NetworkEmbedder) -> None:
    done: list[int] = []
    vectors = fast.embed_documents(generated_texts(30), done.append)
    assert (len(vectors), done[-1], done) == (30, 30, sorted(done))


@pytest.mark.model
def test_the_passage_that_answers_stands_first(tmp_path: Path) -> None:
    embedder: Embedder = load_embedder(Config(cache_folder=tmp_path / "cache"))
    passages = ["风冷机柜的噪声较大。", "液冷市场去年增长了三成。", "The office has a new canteen."]
    documents = embedder.embed_documents(passages)
    for _ in range(2):  # the first way, then the engine
        assert (embedder.embed_queries(["液冷市场增长多少？"]) @ documents.T).argmax() == 1
    assert embedder.backend in ("openvino f32", "openvino bf16", "openvino int8")
    expanded = model_folder(tmp_path / "cache")
    assert not expanded.exists(), "neither torch nor the expanded model is needed"


@pytest.mark.model
@pytest.mark.parametrize("way", ["plain", "fast"])
def test_threads_get_what_one_gets(way: str, request: pytest.FixtureRequest) -> None:
    embedder: NetworkEmbedder = request.getfixturevalue(way)
    texts = generated_texts(16)
    alone = [embedder.embed_queries([text]) for text in texts]
    together: dict[int, Any] = {}

    def run(first: int) -> None:
        for i in range(first, 16, 4):
            together[i] = embedder.embed_queries([texts[i]])

    threads = [threading.Thread(target=run, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for i in range(16):
        np.testing.assert_allclose(together[i], alone[i], atol=1e-6)
