"""One frozen ``Config``: the only reader of the environment.

Each field is set by ``KB_<FIELD>`` in the environment, else by ``kb.toml`` in the working folder
(or the file that ``KB_CONFIG`` names), else by its default. Read here and not by a library: what
there is takes a third of a second to load, which every question would wait.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar, get_args, get_type_hints

import platformdirs

from kb.errors import ConfigError

DEFAULT_EMBEDDER = "multilingual-e5-small"
FILE = "kb.toml"
_KINDS: dict[Any, str] = {str: "a text", int: "a whole number", float: "a number", Path: "a path"}
_Number = TypeVar("_Number", int, float)


def _bounded(
    default: _Number,
    at_least: float = -math.inf,
    at_most: float = math.inf,
    above: float = -math.inf,
) -> _Number:
    return field(default=default, metadata={"bounds": (at_least, at_most, above)})


@dataclass(frozen=True, init=False)
class Config:
    """Settings of a knowledge base. Sizes in characters, bytes or seconds as named."""

    embedder: str = DEFAULT_EMBEDDER
    """The default model's name, a folder, or any sentence-transformers model by its hub name."""
    query_prompt: str | None = None
    """Put before a question when it is embedded; None takes the model's own."""
    document_prompt: str | None = None
    """Put before a chunk when it is embedded; None takes the model's own."""
    batch_size: int = _bounded(16, at_least=1)
    """Chunks embedded at once."""
    precision: Literal["auto", "f32", "int8"] = "auto"
    """Of the default model: ``auto`` embeds documents in what is fastest here and agrees with 32-bit
    floats to 0.9999, ``int8`` documents and questions in 8 bits where they agree to 0.999, documents in
    16 where those are clearly faster."""
    chunk_size: int = _bounded(250, at_least=50, at_most=4000)
    """The most characters a chunk's quote has, unless a single table row is longer."""
    chunk_overlap: int = _bounded(0, at_least=0)
    """Characters that neighbouring chunks share, whole sentences only."""
    dense_weight: float = _bounded(0.4, at_least=0.0, at_most=1.0)
    """Share of the dense score in the fused score; the rest is lexical."""
    candidates: int = _bounded(100, at_least=1)
    """Chunks that each retriever hands to the fusion."""
    top_k: int = _bounded(10, at_least=1)
    """Passages that a search returns."""
    reranker: str = ""
    """A sentence-transformers cross-encoder, by folder or hub name; empty for none."""
    generator_url: str = ""
    """An OpenAI-compatible server that rewords answers, such as ``http://localhost:8000/v1``."""
    generator_model: str = ""
    """The model to ask for there; rewording is on where it is set."""
    generator_key: str = field(default="", repr=False)
    """Its key, where it needs one."""
    generator_timeout: float = _bounded(20.0, above=0)
    """Seconds that one rewording may take in all."""
    max_file_bytes: int = _bounded(50_000_000, at_least=1)
    max_unpacked_bytes: int = _bounded(500_000_000, at_least=1)
    """What the parts of a file may come to when they are unpacked."""
    max_pages: int = _bounded(2000, at_least=1)
    """Pages, slides or sheets that a file may have."""
    reader_seconds: float = _bounded(20.0, above=0)
    """How long a reader may work on one file; each page of a PDF gives an eightieth back."""
    reader_memory_bytes: int = _bounded(1_000_000_000, at_least=100_000_000)
    """Memory that the process which reads a file may take, where the system can limit it."""
    ocr_seconds: float = _bounded(20.0, above=0)
    """How long the OCR may take for a page, on top of ``reader_seconds``."""
    keep_generations: int = _bounded(2, at_least=1)
    """Generations of the index kept on disk, the live one included."""
    vocabulary: Path | None = None
    """A TOML file with the user's own synonyms."""
    cache_folder: Path = field(default_factory=lambda: platformdirs.user_cache_path("kb"))
    """Where the default model is expanded to, once."""

    def __init__(self, **values: Any) -> None:
        """Read the settings, with ``values`` over them.

        Raises:
            ConfigError: a setting is unknown, of the wrong type or out of range; it is named.
        """
        known = {each.name: each for each in fields(self)}
        given = _from_file() | _from_environment(known) | values
        for name in given.keys() - known.keys():
            _refuse(name, "there is no such setting")
        kinds = get_type_hints(Config)
        for name, each in known.items():
            value = _checked(each, kinds[name], given[name]) if name in given else _default(each)
            object.__setattr__(self, name, value)
        if self.chunk_overlap >= self.chunk_size:
            _refuse(
                "chunk_overlap", f"{self.chunk_overlap} is not below chunk_size {self.chunk_size}"
            )

    @classmethod
    def load(cls, **values: Any) -> Config:
        """The settings of this machine, with ``values`` over them; raises ``ConfigError``."""
        return cls(**values)


def _from_file() -> dict[str, Any]:
    path = Path(os.environ.get("KB_CONFIG", FILE)).expanduser()
    try:
        return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read: {error}; mend it, or unset KB_CONFIG") from error


def _from_environment(known: Mapping[str, object]) -> dict[str, Any]:
    prefix = "KB_"
    named = {
        name[len(prefix) :].lower(): value
        for name, value in os.environ.items()
        if name.upper().startswith(prefix)
    }
    return {name: value for name, value in named.items() if name in known}


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _checked(one: Field[Any], kind: Any, given: Any) -> Any:
    """What is given for a setting, as its type and within its bounds."""
    options = get_args(kind)
    if type(None) in options:
        if given is None:
            return None
        kind = options[0]
    try:
        value = _typed(kind, given)
    except (TypeError, ValueError, OverflowError):
        _refuse(one.name, f"{given!r} is not {_KINDS.get(kind) or ' or '.join(options)}")
    if "bounds" in one.metadata:
        at_least, at_most, above = one.metadata["bounds"]
        if not (at_least <= value <= at_most and value > above):
            limits = (f"at least {at_least}", f"at most {at_most}", f"above {above}")
            told = [limit for limit in limits if not limit.endswith("inf")]
            _refuse(one.name, f"{given} is not {' and '.join(told)}")
    return value


def _typed(kind: Any, given: Any) -> Any:
    """``given`` as ``kind``; the environment gives numbers as texts."""
    if given in get_args(kind):
        return given
    if kind in (str, Path) and isinstance(given, (str, Path)):
        return kind(given)
    if (
        kind in (int, float)
        and isinstance(given, (int, float, str))
        and not isinstance(given, bool)
    ):
        value = kind(given)
        if isinstance(given, str) or value == given:
            return value
    raise TypeError(kind)


def _refuse(name: str, why: str) -> NoReturn:
    raise ConfigError(
        f"setting {name} (KB_{name.upper()}): {why}; mend it in the environment or in {FILE}"
    )
