"""Loading a sentence-transformers model quietly, from a folder or from the hub."""

from __future__ import annotations

import contextlib
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator


def load_sentence_model(model: str) -> Any:
    """The ``SentenceTransformer`` in a folder, or of a hub name; no code of its own is run.

    A model already in the hub's cache is loaded without asking the hub.

    Raises:
        ModelUnavailable: it is neither a folder with a model nor to be had from the hub.
    """
    with _quiet():
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                str(Path(model).expanduser()) if Path(model).expanduser().is_dir() else model,
                local_files_only=_is_cached(model),
                trust_remote_code=False,
            )
        except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
            raise ModelUnavailable(
                f"the embedding model {model!r} cannot be loaded: {_first_line(error)}; if it is "
                "a hub model, download it where the hub can be reached (hf download "
                f"{model} --local-dir FOLDER) and set KB_EMBEDDER=FOLDER, or unset KB_EMBEDDER "
                "to use the default model, which needs no network"
            ) from error


def _is_cached(model: str) -> bool:
    """Whether the hub's cache holds the model's list of modules: then it was fetched whole."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return isinstance(try_to_load_from_cache(model, "modules.json"), str)
    except HFValidationError:
        return False


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .") if lines else type(error).__name__


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Neither progress bars nor warnings while a model loads; the caller's settings come back."""
    from transformers.utils import logging as transformers_logging

    logging: Any = transformers_logging

    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()  # the hub's as well
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
