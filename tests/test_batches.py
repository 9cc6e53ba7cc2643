from __future__ import annotations

import numpy as np
import pytest

from kb.indexing.batches import batches


def encode(texts: list[str]) -> list[np.ndarray]:
    return [np.arange(len(text)) for text in texts]


def test_like_lengths_stand_together_and_every_text_once() -> None:
    texts = ["a" * length for length in (3, 9, 4, 1, 9, 2, 8)]
    made = list(batches(texts, encode, window=10, places=18))
    assert sorted(numbers for numbers, _ in made) == [[0, 5, 3], [1, 4], [6, 2]]
    for numbers, ids in made:
        assert [len(one) for one in ids] == [len(texts[number]) for number in numbers]


def test_a_text_longer_than_a_batch_stands_alone() -> None:
    made = list(batches(["a" * 50, "b" * 50], encode, places=20))
    assert sorted(numbers for numbers, _ in made) == [[0], [1]]


@pytest.mark.parametrize("window", [1, 3, 100])
def test_windows_do_not_lose_or_mix_texts(window: int) -> None:
    texts = ["a" * (i * 7 % 11 + 1) for i in range(25)]
    made = list(batches(texts, encode, window, places=16))
    numbered = {n: len(i) for numbers, ids in made for n, i in zip(numbers, ids, strict=True)}
    assert numbered == {n: len(text) for n, text in enumerate(texts)}
    assert sum(len(numbers) for numbers, _ in made) == len(texts)


def test_no_texts_make_no_batches() -> None:
    assert list(batches([], encode)) == []


def test_an_error_of_the_tokenizer_comes_out() -> None:
    def fail(_: object) -> list[np.ndarray]:
        raise ValueError("no such text")

    with pytest.raises(ValueError, match="no such text"):
        list(batches(["a"], fail))
