"""Labels of figures and their vectors: what they say, how near they are, and that builds keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import FakeEmbedder, PartsEmbedder
from small_index import corpus

from kb.config import Config
from kb.figures.vocabulary.label import label_of
from kb.indexing.builder import build, update
from kb.indexing.figure_vectors import FigureVectors, embed, labels_of
from kb.indexing.generation import open_generation
from kb.types import DataPoint

if TYPE_CHECKING:
    from pathlib import Path

    from kb.types import PointKind


def figure(metric: str, kind: PointKind = "level", entity: str = "", region: str = "") -> DataPoint:
    return DataPoint(
        metric=metric,
        value=1.0,
        unit="",
        kind=kind,
        start=0,
        end=1,
        quote="1",
        sentence_start=0,
        sentence_end=1,
        entity=entity,
        region=region,
    )


@pytest.mark.parametrize(
    ("point", "label"),
    [
        (figure("水泥产量", region="中国"), "中国水泥产量"),
        (figure("中国水泥产量", region="中国"), "中国水泥产量"),
        (figure("产量", "growth", "海螺", "中国"), "中国海螺产量同比增长率"),
        (figure("产能占比", "share"), "产能占比"),
        (figure("cement output", "cagr", region="China"), "China cement output compound annual growth rate"),
        (figure("market share", "share", "Anhui"), "Anhui market share"),
    ],
)  # fmt: skip
def test_a_label_says_each_thing_once(point: DataPoint, label: str) -> None:
    assert label_of(point) == label


def test_labels_are_distinct_in_order_and_without_ranks() -> None:
    points = [figure("乙"), figure("甲"), figure("乙"), figure("丙", "rank")]
    assert labels_of(points) == ["乙", "甲"]


def test_cosines_leave_out_what_all_labels_share(tmp_path: Path) -> None:
    FigureVectors(["甲", "乙", "丙"], np.eye(3, dtype=np.float16)).write(tmp_path / "figures")
    opened = FigureVectors.load(tmp_path / "figures")
    # Each row less (1, 1, 1) / 3 is (2, -1, -1) / 3 in some order, of length sqrt(6) / 3.
    near, far = 2 / 6**0.5, -1 / 6**0.5
    cosines = opened.cosines(np.array([0, 1, 0], np.float32))
    np.testing.assert_allclose(cosines, [far, near, far], atol=1e-6)
    assert (opened.places, opened.labels) == ({"甲": 0, "乙": 1, "丙": 2}, ["甲", "乙", "丙"])


def test_no_labels_have_no_cosines(tmp_path: Path) -> None:
    FigureVectors([], embed([], {}, FakeEmbedder(3))).write(tmp_path / "figures")
    assert FigureVectors.load(tmp_path / "figures").cosines(np.ones(3, np.float32)).shape == (0,)


def test_only_labels_that_are_new_are_embedded() -> None:
    kept = np.full(64, 0.125, np.float16)
    embedder = PartsEmbedder()
    rows = embed(["产量", "销量"], {"产量": kept}, embedder)
    np.testing.assert_array_equal(rows[0], kept)
    np.testing.assert_allclose(rows[1], embedder.embed_documents(["销量"])[0], atol=1e-3)
    assert embedder.documents == ["销量", "销量"]


def test_a_build_keeps_the_vectors_of_labels(tmp_path: Path) -> None:
    embedder = PartsEmbedder()
    build(tmp_path, corpus(), embedder, Config())
    assert embedder.documents == ["规模"], "every figure of the corpus has one label"
    with open_generation(tmp_path) as opened:
        assert opened.figures is not None
        assert opened.figures.labels == ["规模"]
        rows = np.array(opened.figures.rows)
    update(tmp_path, corpus(2)[:1], (), embedder, Config())
    assert embedder.documents == ["规模"]
    with open_generation(tmp_path) as opened:
        assert opened.figures is not None
        np.testing.assert_array_equal(opened.figures.rows, rows)


def test_an_embedder_that_tells_no_parts_apart_makes_none(tmp_path: Path) -> None:
    build(tmp_path, corpus(), FakeEmbedder(64), Config())
    with open_generation(tmp_path) as opened:
        assert opened.figures is None
