"""Which engine of the default model embeds what."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fakes import FakeEmbedder

from kb.errors import ModelUnavailable
from kb.indexing.default_embedder import DefaultEmbedder

if TYPE_CHECKING:
    from collections.abc import Callable


class Loaded:
    """Loaders that note what they are asked for; those named are unavailable."""

    def __init__(self, *unavailable: str) -> None:
        self.names: list[str] = []
        self._unavailable = unavailable

    def embedder(self) -> DefaultEmbedder:
        names = ("first", "questions", "documents", "expanded")
        return DefaultEmbedder(*(self._loader(name) for name in names))

    def _loader(self, name: str) -> Callable[[], FakeEmbedder]:
        def load() -> FakeEmbedder:
            self.names.append(name)
            if name in self._unavailable:
                raise ModelUnavailable(f"no {name} here")
            embedder = FakeEmbedder(384)
            embedder.backend = name
            return embedder

        return load


def test_one_question_waits_for_no_engine() -> None:
    loaded = Loaded()
    embedder = loaded.embedder()
    assert loaded.names == []
    vectors = embedder.embed_queries(["液冷"])
    assert loaded.names == ["first"]
    np.testing.assert_array_equal(vectors, FakeEmbedder(384).embed_queries(["液冷"]))


def test_the_second_question_loads_the_engine_and_the_others_take_it() -> None:
    loaded = Loaded()
    embedder = loaded.embedder()
    for _ in range(4):
        embedder.embed_queries(["液冷"])
    assert loaded.names == ["first", "questions"]


def test_many_questions_at_once_load_the_engine_at_once() -> None:
    loaded = Loaded()
    loaded.embedder().embed_queries(["液冷", "风冷"])
    assert loaded.names == ["questions"]


def test_without_an_engine_the_first_way_stays() -> None:
    loaded = Loaded("questions")
    embedder = loaded.embedder()
    for _ in range(4):
        vectors = embedder.embed_queries(["液冷"])
    assert loaded.names == ["first", "questions", "first"]
    np.testing.assert_array_equal(vectors, FakeEmbedder(384).embed_queries(["液冷"]))


@pytest.mark.parametrize(
    ("unavailable", "names", "backend"),
    [((), ["documents"], "documents"), (("documents",), ["documents", "expanded"], "expanded")],
)
def test_documents_take_the_engine_else_the_expanded_model(
    unavailable: tuple[str, ...], names: list[str], backend: str
) -> None:
    loaded = Loaded(*unavailable)
    embedder = loaded.embedder()
    assert embedder.backend == ""
    for _ in range(2):
        embedder.embed_documents(["液冷"])
    assert (loaded.names, embedder.backend) == (names, backend)


def test_a_model_that_cannot_be_had_at_all_says_so() -> None:
    embedder = Loaded("first", "documents", "expanded").embedder()
    with pytest.raises(ModelUnavailable, match="no first here"):
        embedder.embed_queries(["液冷"])
    with pytest.raises(ModelUnavailable, match="no expanded here"):
        embedder.embed_documents(["液冷"])


def test_threads_load_each_engine_once() -> None:
    loaded = Loaded()
    embedder = loaded.embedder()
    threads = [threading.Thread(target=embedder.embed_queries, args=(["液冷"],)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loaded.names == ["first", "questions"]
