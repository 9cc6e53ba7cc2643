import sys
from pathlib import Path

import faiss
import numpy as np
import pytest

from kb.errors import IndexMismatch
from kb.indexing.vectors import FLAT_LIMIT, VectorIndex

DIMENSION = 32
LIMITS = {"flat": FLAT_LIMIT, "inverted": 100}
"""Up to how many rows all are compared."""
KINDS = pytest.mark.parametrize("flat_limit", LIMITS.values(), ids=LIMITS)


def unit_rows(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    return unit_rows(500)


def test_every_row_is_nearest_to_itself(rows):
    scores, ordinals = VectorIndex.build(rows).search(rows, 1)
    assert ordinals[:, 0].tolist() == list(range(500))
    assert scores[:, 0] == pytest.approx(1.0, abs=1e-6)
    assert scores.dtype == np.float32 and ordinals.dtype == np.int64


def test_results_agree_with_plain_multiplication(rows):
    queries = unit_rows(5, seed=1)
    scores, ordinals = VectorIndex.build(rows).search(queries, 20)
    exact = queries @ rows.T
    assert ordinals.tolist() == np.argsort(-exact, axis=1)[:, :20].tolist()
    assert scores == pytest.approx(-np.sort(-exact, axis=1)[:, :20], abs=1e-6)


def test_equal_scores_come_in_order_of_ordinals_even_at_the_cut(rows):
    copies = np.tile(rows[0], (300, 1))
    index = VectorIndex.build(np.vstack([rows[1:], copies]))
    scores, ordinals = index.search(rows[:1], 7)
    assert ordinals[0].tolist() == [499, 500, 501, 502, 503, 504, 505]
    assert len(set(scores[0].tolist())) == 1


def test_a_score_does_not_depend_on_the_other_queries(rows):
    index, queries = VectorIndex.build(rows), unit_rows(40, seed=2)
    together = index.search(queries, 10)
    for position in range(40):
        alone = index.search(queries[position : position + 1], 10)
        assert np.array_equal(alone[0][0], together[0][position])
        assert np.array_equal(alone[1][0], together[1][position])


@KINDS
def test_only_allowed_rows_are_returned_exactly(rows, flat_limit):
    index = VectorIndex.build(rows, flat_limit)
    scores, ordinals = index.search(rows[:1], 5, allowed=[400, 7, 9, -1, 5000])
    exact = rows @ rows[0]
    assert ordinals[0].tolist() == [*sorted([7, 9, 400], key=lambda n: -exact[n]), -1, -1]
    assert scores[0, 3:].tolist() == [-np.inf, -np.inf]


def test_an_empty_filter_allows_nothing(rows):
    _, ordinals = VectorIndex.build(rows).search(rows[:2], 3, allowed=[])
    assert ordinals.tolist() == [[-1, -1, -1]] * 2


def test_fewer_rows_than_asked_for_leave_minus_one(rows):
    _, ordinals = VectorIndex.build(rows[:2]).search(rows[:1], 4)
    assert ordinals.tolist() == [[0, 1, -1, -1]]


@pytest.mark.parametrize("memory_map", [True, False])
@KINDS
def test_a_saved_index_answers_as_the_one_in_memory(rows, tmp_path: Path, flat_limit, memory_map):
    index = VectorIndex.build(rows, flat_limit)
    index.save(tmp_path / "v")
    loaded = VectorIndex.load(tmp_path / "v", memory_map=memory_map)
    assert len(loaded) == 500 and loaded.dimension == DIMENSION
    for kept, found in zip(index.search(rows, 5), loaded.search(rows, 5), strict=True):
        assert np.array_equal(kept, found)
    assert np.array_equal(loaded.reconstruct([3, 1]), rows[[3, 1]])


def test_a_small_index_is_read_and_searched_without_faiss(rows, tmp_path: Path, monkeypatch):
    index = VectorIndex.build(rows)
    index.save(tmp_path / "v")
    theirs = faiss.read_index(str(tmp_path / "v"))
    assert type(theirs) is faiss.IndexFlatIP
    monkeypatch.setitem(sys.modules, "faiss", None)
    loaded = VectorIndex.load(tmp_path / "v")
    assert np.array_equal(theirs.search(rows, 5)[1], loaded.search(rows, 5)[1])
    assert loaded.search(rows[:1], 3, allowed=[7, 9])[1][0].tolist()[2] == -1


def test_an_empty_index_finds_nothing(tmp_path: Path):
    index = VectorIndex.build(np.zeros((0, DIMENSION), np.float32))
    index.save(tmp_path / "v")
    index = VectorIndex.load(tmp_path / "v")
    scores, ordinals = index.search(unit_rows(1), 2)
    assert len(index) == 0
    assert ordinals.tolist() == [[-1, -1]] and scores.tolist() == [[-np.inf, -np.inf]]
    assert index.reconstruct([]).shape == (0, DIMENSION)
    assert index.search(np.zeros((0, DIMENSION), np.float32), 2)[1].shape == (0, 2)


def test_built_twice_it_is_the_same_file_and_finds_what_comparing_all_finds(tmp_path: Path):
    rows = unit_rows(2000)
    for name in "ab":
        VectorIndex.build(rows, 1000).save(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    found = VectorIndex.load(tmp_path / "a").search(rows[:200], 10)[1]
    exact = VectorIndex.build(rows).search(rows[:200], 10)[1]
    assert np.mean([len(set(f) & set(e)) / 10 for f, e in zip(found, exact, strict=True)]) > 0.99


def test_the_kind_follows_the_number_of_rows(rows, tmp_path: Path):
    kinds = {}
    for name, limit in LIMITS.items():
        VectorIndex.build(rows, limit).save(tmp_path / name)
        kinds[name] = type(faiss.read_index(str(tmp_path / name)))
    assert kinds == {"flat": faiss.IndexFlatIP, "inverted": faiss.IndexRefineFlat}


def test_a_kind_that_is_made_no_more_gives_its_rows_but_is_not_searched(rows, tmp_path: Path):
    graph = faiss.IndexHNSWFlat(DIMENSION, 8, faiss.METRIC_INNER_PRODUCT)
    graph.add(rows)
    faiss.write_index(graph, str(tmp_path / "v"))
    index = VectorIndex.load(tmp_path / "v")
    assert np.array_equal(index.reconstruct([3, 1]), rows[[3, 1]])
    with pytest.raises(IndexMismatch, match="vectors in an IndexHNSWFlat; run `kb build`"):
        index.search(rows[:1], 3)


def test_equal_rows_of_an_inverted_file_come_in_order_of_ordinals(rows):
    copies = np.tile(rows[0], (300, 1))
    index = VectorIndex.build(np.vstack([rows[1:], copies]), LIMITS["inverted"])
    scores, ordinals = index.search(rows[:1], 7)
    assert ordinals[0].tolist() == [499, 500, 501, 502, 503, 504, 505]
    assert len(set(scores[0].tolist())) == 1


def test_wrong_shapes_and_ordinals_are_refused(rows):
    index = VectorIndex.build(rows)
    with pytest.raises(ValueError, match="shape"):
        index.search(rows[0], 3)
    with pytest.raises(ValueError, match="shape"):
        index.search(np.zeros((1, 5), np.float32), 3)
    with pytest.raises(ValueError, match="shape"):
        VectorIndex.build(rows[0])
    with pytest.raises(IndexError, match=r"0\.\.499"):
        index.reconstruct([500])
