"""Reordering passages by a model that reads question and passage together. Optional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kb.errors import ModelUnavailable

if TYPE_CHECKING:
    from kb.config import Config
    from kb.types import Passage


class Reranker(Protocol):
    """Anything that puts passages into a better order."""

    def rerank(self, question: str, passages: Sequence[Passage]) -> list[Passage]:
        """``passages`` best first, all of them, their ``score`` the reranker's own."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers ``CrossEncoder``, by folder or hub name; loaded when first used."""

    def __init__(self, name: str, batch_size: int = 16) -> None:
        """``batch_size`` is in passages."""
        self.name = name
        self.batch_size = batch_size

    def rerank(self, question: str, passages: Sequence[Passage]) -> list[Passage]:
        """``passages`` by the model's score, best first; equal scores keep their order.

        The score stands in ``score`` and in ``score_parts["reranked"]``.

        Raises:
            ModelUnavailable: the model is neither a folder nor to be had from the hub.
        """
        if not passages:
            return []
        pairs = [(question, "\n".join((*p.heading_path, p.quote))) for p in passages]
        scores = self._model.predict(pairs, batch_size=self.batch_size, show_progress_bar=False)
        scored = [
            replace(p, score=float(s), score_parts={**p.score_parts, "reranked": float(s)})
            for p, s in zip(passages, scores, strict=True)
        ]
        return sorted(scored, key=lambda passage: -passage.score)

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import CrossEncoder

        folder = Path(self.name).expanduser()
        try:
            model = CrossEncoder(
                str(folder) if folder.is_dir() else self.name,
                local_files_only=_is_cached(self.name),
                trust_remote_code=False,
            )
        except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
            raise ModelUnavailable(
                f"the reranker {self.name!r} cannot be loaded: {_first_line(error)}; if it is a "
                f"hub model, download it where the hub can be reached (hf download {self.name} "
                "--local-dir FOLDER) and set KB_RERANKER=FOLDER, or unset KB_RERANKER to go without"
            ) from error
        if model.num_labels != 1:
            raise ModelUnavailable(
                f"the reranker {self.name!r} gives {model.num_labels} scores a passage, not one; "
                "set KB_RERANKER to a model that was trained to rank"
            )
        return model


def load_reranker(config: Config) -> Reranker | None:
    """The reranker that ``config.reranker`` names; None where it is empty. Loads nothing yet."""
    return CrossEncoderReranker(config.reranker, config.batch_size) if config.reranker else None


def _is_cached(name: str) -> bool:
    """Whether the hub's cache holds the model, so that the hub need not be asked."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return isinstance(try_to_load_from_cache(name, "config.json"), str)
    except HFValidationError:
        return False


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .") if lines else type(error).__name__
