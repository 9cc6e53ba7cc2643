"""The benchmarks of vectors and of the processor count right, on what can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench import peak, vectors
from kb.indexing.bundled_file import Sizes


def rows(count: int) -> np.ndarray:
    return vectors.made(np.eye(8, dtype=np.float32), count, 1)


def test_the_same_seed_makes_the_same_unit_rows_near_what_they_were_made_of() -> None:
    made = rows(200)
    assert np.array_equal(made, rows(200))
    assert not np.array_equal(made, vectors.made(np.eye(8, dtype=np.float32), 200, 2))
    assert np.linalg.norm(made, axis=1) == pytest.approx(np.ones(200), abs=1e-5)
    # The mean cosine to the row it came from: 1 / sqrt(1 + noise squared).
    assert made.max(axis=1).mean() == pytest.approx(0.94, abs=0.02)


@pytest.mark.parametrize("prepare", [vectors._exact, vectors._inverted])
def test_recall_is_whole_where_the_ten_nearest_are_found(prepare, tmp_path: Path) -> None:
    made = rows(100)
    wanted = vectors.nearest(made, made[:5])
    row = vectors.measured(prepare, made, made[:5], wanted, tmp_path / "index")
    assert row["recall"] == 1.0
    assert list(tmp_path.iterdir()) == []


def test_recall_is_the_share_of_the_nearest_that_were_found(tmp_path: Path) -> None:
    def found(given: np.ndarray, path: Path) -> vectors.Search:
        path.write_bytes(b"x" * 2_000_000)
        return lambda query: [0, 1, 2, 3, -1]

    wanted = [set(range(10)), set(range(2, 12))]
    row = vectors.measured(found, rows(3), rows(2), wanted, tmp_path / "index")
    assert row["recall"] == (4 + 2) / 20
    assert row["megabytes"] == 2.0


def test_the_exponent_is_one_where_both_grow_alike() -> None:
    sizes = [1_000, 10_000, 100_000]
    assert vectors.exponent(sizes, [2.0, 20.0, 200.0]) == pytest.approx(1.0)
    assert vectors.exponent(sizes, [5.0, 5.0, 5.0]) == pytest.approx(0.0)


def test_the_operations_of_a_network_with_one_layer() -> None:
    sizes = Sizes(2, 1, 1, 3, 10, 10, 1, 1e-12)
    # One token: four products of 2 x 2, two of 2 x 3, and two of its one score with 2 components.
    assert peak.operations(sizes, [1]) == 2 * (4 * 4 + 2 * 6 + 2 * 2)
    assert peak.operations(sizes, [1, 3]) == 64 + 2 * (3 * 28 + 2 * 9 * 2)
