"""Passages in the order of a cross-encoder, and what is said where there is none."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kb.answering.retrieval.reranker import CrossEncoderReranker, load_reranker
from kb.config import Config
from kb.errors import ModelUnavailable
from kb.types import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def passage(quote: str, score: float = 0.5) -> Passage:
    return Passage("d", "a.txt", "", 0, len(quote), quote, ("第一章",), score, {"fused": score})


class FakeModel:
    """Scores a pair by the characters that its texts share."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []

    def predict(self, pairs: list[tuple[str, str]], **options: object) -> list[float]:
        assert options == {"batch_size": 2, "show_progress_bar": False}
        self.pairs = pairs
        return [float(len(set(a) & set(b))) for a, b in pairs]


def faked() -> tuple[CrossEncoderReranker, FakeModel]:
    reranker, model = CrossEncoderReranker("fake", batch_size=2), FakeModel()
    reranker.__dict__["_model"] = model
    return reranker, model


def save_model(folder: Path, labels: int = 1) -> str:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefgh储能市场规模"]
    vocabulary = folder.parent / "words.txt"
    vocabulary.write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(str(vocabulary)).save_pretrained(folder)
    size = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=64,
        num_labels=labels,
    )
    BertForSequenceClassification(size).save_pretrained(folder)
    return str(folder)


def test_the_best_comes_first_with_its_score_and_equals_keep_their_order() -> None:
    reranker, model = faked()
    given = [passage("甲"), passage("储能市场"), passage("乙"), passage("储能")]
    found = reranker.rerank("储能市场", given)
    assert [p.quote for p in found] == ["储能市场", "储能", "甲", "乙"]
    assert [p.score for p in found] == [4.0, 2.0, 0.0, 0.0]
    assert found[0].score_parts == {"fused": 0.5, "reranked": 4.0}
    assert replace(found[0], score=0.5, score_parts={"fused": 0.5}) == given[1]
    assert model.pairs[0] == ("储能市场", "第一章\n甲")


def test_nothing_is_loaded_for_nothing() -> None:
    assert CrossEncoderReranker("no/such model").rerank("储能", []) == []


def test_the_config_names_the_reranker() -> None:
    assert load_reranker(Config(reranker="")) is None
    found = load_reranker(Config(reranker="some/model", batch_size=4))
    assert isinstance(found, CrossEncoderReranker)
    assert (found.name, found.batch_size) == ("some/model", 4)


def test_importing_it_does_not_import_torch() -> None:
    code = "import sys, kb.answering.retrieval.reranker; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.model
def test_a_cross_encoder_in_a_folder_orders_passages(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    folder = save_model(tmp_path / "model")
    given = [passage("储能"), passage("市场规模"), passage("abc")]
    found = CrossEncoderReranker(folder).rerank("储能市场", given)
    expected: Sequence[float] = CrossEncoder(folder).predict(
        [("储能市场", f"第一章\n{p.quote}") for p in given]
    )
    assert [p.score for p in found] == pytest.approx(sorted(map(float, expected), reverse=True))
    assert sorted(p.quote for p in found) == sorted(p.quote for p in given)


@pytest.mark.model
def test_a_classifier_is_no_reranker(tmp_path: Path) -> None:
    folder = save_model(tmp_path / "model", labels=3)
    with pytest.raises(
        ModelUnavailable, match="gives 3 scores a passage, not one; set KB_RERANKER"
    ):
        CrossEncoderReranker(folder).rerank("储能", [passage("储能")])


@pytest.mark.model
def test_a_missing_model_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailable) as caught:
        CrossEncoderReranker("no-such/reranker").rerank("储能", [passage("储能")])
    message = str(caught.value)
    assert message.startswith("the reranker 'no-such/reranker' cannot be loaded: ")
    assert "hf download no-such/reranker --local-dir FOLDER" in message
    assert message.endswith("or unset KB_RERANKER to go without")
