"""Vectors of the sentences of a chunk: where they stand, how near they are, and that builds keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import FakeEmbedder, PartsEmbedder
from small_index import corpus
from tiny_model import write_tiny_file

from kb.config import Config
from kb.indexing.builder import build, update
from kb.indexing.bundled_file import BundledFile
from kb.indexing.bundled_tokens import BundledTokenizer
from kb.indexing.generation import open_generation
from kb.indexing.sentence_vectors import SentenceVectors, spans
from kb.types import Chunk

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "水泥降价。\n- 减产：从去年起，各厂先后减产一成至两成，库存随之下降。钢材涨价。"


def chunk(text: str, start: int = 0, *path: str) -> Chunk:
    return Chunk("c", "d", 0, start, start + len(text), text, path)


def test_sentences_are_told_in_what_is_embedded() -> None:
    one = chunk(TEXT, 100, "行业", "价格")
    told = [one.embedded_text[start:end] for start, end in spans(one)]
    assert told == [
        "水泥降价。",
        "- 减产：从去年起，各厂先后减产一成至两成，库存随之下降。",
        "钢材涨价。",
    ]


def test_cosines_leave_out_what_all_sentences_share(tmp_path: Path) -> None:
    chunks = [chunk("甲。乙。", 10), chunk("丙。", 14)]
    rows = [np.eye(3, dtype=np.float32)[:2], np.eye(3, dtype=np.float32)[2:]]
    SentenceVectors.write(tmp_path / "sentences", chunks, rows)
    opened = SentenceVectors.load(tmp_path / "sentences")
    query = np.array([1, 0, 0], np.float32)

    # Each row less (1, 1, 1) / 3 is (2, -1, -1) / 3 in some order, of length sqrt(6) / 3.
    near, far = round(2 / 6**0.5, 4), round(-1 / 6**0.5, 4)
    assert opened.nearness([0, 1], query) == pytest.approx({10: near, 12: far, 14: far}, abs=2e-4)
    assert opened.nearness([1], query) == pytest.approx({14: far}, abs=2e-4)
    assert opened.topic(query) == pytest.approx(1 / 3, abs=1e-4)
    np.testing.assert_array_equal(opened.of(1), rows[1])


def test_no_chunks_have_no_sentences(tmp_path: Path) -> None:
    SentenceVectors.write(tmp_path / "sentences", [], [])
    empty, query = SentenceVectors.load(tmp_path / "sentences"), np.ones(3, np.float32)
    assert (empty.nearness([0], query), empty.topic(query)) == ({}, 0.0)


def test_a_build_keeps_the_sentences_of_what_did_not_change(tmp_path: Path) -> None:
    embedder = PartsEmbedder()
    build(tmp_path, corpus(), embedder, Config())
    with open_generation(tmp_path) as opened:
        before = opened.sentences
        assert before is not None
        chunks = opened.store.chunks(opened.store.ordinals())
        for ordinal, one in enumerate(chunks):
            texts = [one.embedded_text[start:end] for start, end in spans(one)]
            np.testing.assert_allclose(before.of(ordinal), embedder._embed(texts), atol=1e-3)
        whole, places = np.array(before.rows), np.array(before.places)
    embedded = embedder.embedded
    update(tmp_path, corpus()[:1], (), embedder, Config())
    assert embedder.embedded == embedded
    with open_generation(tmp_path) as opened:
        assert opened.sentences is not None
        np.testing.assert_array_equal(opened.sentences.rows, whole)
        np.testing.assert_array_equal(opened.sentences.places, places)


def test_an_embedder_that_tells_no_parts_apart_makes_none(tmp_path: Path) -> None:
    build(tmp_path, corpus(), FakeEmbedder(64), Config())
    with open_generation(tmp_path) as opened:
        assert opened.sentences is None
    embedder = PartsEmbedder()
    build(tmp_path, corpus(), embedder, Config())
    assert embedder.embedded == 12, "without sentences a chunk is embedded anew"
    with open_generation(tmp_path) as opened:
        assert opened.sentences is not None


def test_parts_are_found_among_the_pieces(tmp_path: Path) -> None:
    tokenizer = BundledTokenizer(BundledFile(write_tiny_file(tmp_path / "tiny.bin")))
    (parted,) = tokenizer.encode_parts([("液 冷液冷", [(0, 2), (2, 5), (3, 5), (5, 5)])])
    (ids,) = tokenizer.encode(["液 冷液冷"])
    assert parted.ids.tolist() == ids.tolist()
    told = [[int(i) for i in ids[start:end]] for start, end in parted.parts]
    assert told[3] == []
    assert [i for part in told[:2] for i in part] == ids[1:-1].tolist()
    assert told[2] == ids[-2:-1].tolist()
