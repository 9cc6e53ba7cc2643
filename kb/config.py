"""One frozen ``Config``: the only reader of the environment.

Each field is set by ``KB_<FIELD>`` in the environment, else by ``kb.toml`` in the working folder
(or the file that ``KB_CONFIG`` names), else by its default.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from kb.errors import ConfigError

DEFAULT_EMBEDDER = "multilingual-e5-small"


class Config(BaseSettings):
    """Settings of a knowledge base. Sizes in characters, bytes or seconds as named."""

    model_config = SettingsConfigDict(env_prefix="KB_", frozen=True, extra="forbid")

    embedder: str = DEFAULT_EMBEDDER
    """The default model's name, a folder, or any sentence-transformers model by its hub name."""
    query_prompt: str | None = None
    """Put before a question when it is embedded; None takes the model's own."""
    document_prompt: str | None = None
    """Put before a chunk when it is embedded; None takes the model's own."""
    batch_size: int = Field(default=16, ge=1)
    """Chunks embedded at once."""
    precision: Literal["auto", "f32"] = "auto"
    """Of the default model: ``auto`` takes what is fastest here and agrees with 32-bit floats."""
    chunk_size: int = Field(default=250, ge=50, le=4000)
    """The most characters a chunk's quote has, unless a single table row is longer."""
    chunk_overlap: int = Field(default=0, ge=0)
    """Characters that neighbouring chunks share, whole sentences only."""
    dense_weight: float = Field(default=0.4, ge=0.0, le=1.0)
    """Share of the dense score in the fused score; the rest is lexical."""
    candidates: int = Field(default=100, ge=1)
    """Chunks that each retriever hands to the fusion."""
    top_k: int = Field(default=10, ge=1)
    """Passages that a search returns."""
    reranker: str = ""
    """A sentence-transformers cross-encoder, by folder or hub name; empty for none."""
    generator_url: str = ""
    """An OpenAI-compatible server that rewords answers, such as ``http://localhost:8000/v1``."""
    generator_model: str = ""
    """The model to ask for there; rewording is on where it is set."""
    generator_key: SecretStr = SecretStr("")
    """Its key, where it needs one."""
    generator_timeout: float = Field(default=20.0, gt=0)
    """Seconds that one rewording may take in all."""
    max_file_bytes: int = Field(default=50_000_000, ge=1)
    max_unpacked_bytes: int = Field(default=500_000_000, ge=1)
    """What the parts of a file may come to when they are unpacked."""
    max_pages: int = Field(default=2000, ge=1)
    """Pages, slides or sheets that a file may have."""
    reader_seconds: float = Field(default=20.0, gt=0)
    """How long a reader may work on one file; each page of a PDF gives an eightieth back."""
    reader_memory_bytes: int = Field(default=1_000_000_000, ge=100_000_000)
    """Memory that the process which reads a file may take, where the system can limit it."""
    ocr_seconds: float = Field(default=20.0, gt=0)
    """How long the OCR may take for a page, on top of ``reader_seconds``."""
    keep_generations: int = Field(default=2, ge=1)
    """Generations of the index kept on disk, the live one included."""
    vocabulary: Path | None = None
    """A TOML file with the user's own synonyms."""
    cache_folder: Path = Field(default_factory=lambda: platformdirs.user_cache_path("kb"))
    """Where the default model is expanded to, once."""

    @field_validator("chunk_overlap")
    @classmethod
    def _leaves_room(cls, overlap: int, info: ValidationInfo) -> int:
        size = info.data.get("chunk_size")
        if size is not None and overlap >= size:
            raise ValueError(f"{overlap} is not below chunk_size {size}")
        return overlap

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the TOML file."""
        toml = TomlConfigSettingsSource(settings_cls, os.environ.get("KB_CONFIG", "kb.toml"))
        return init_settings, env_settings, toml

    @classmethod
    def load(cls, **values: Any) -> Config:
        """Read the settings, with ``values`` over them.

        Raises:
            ConfigError: a setting is unknown or out of range; the message names it.
        """
        try:
            return cls(**values)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise ConfigError(
                f"setting {name} (KB_{name.upper()}): {first['msg'].removeprefix('Value error, ')}; "
                "mend it in the environment or in kb.toml"
            ) from error
