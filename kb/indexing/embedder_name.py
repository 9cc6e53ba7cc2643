"""The name that an embedder bears in the manifest: another name makes other vectors."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from kb.config import DEFAULT_EMBEDDER
from kb.indexing.bundled_contents import DOCUMENT_PROMPT

if TYPE_CHECKING:
    from kb.config import Config

SAMPLES = 16
"""Places at which a large file is looked at."""
SAMPLE_BYTES = 65_536


def embedder_name(config: Config) -> str:
    """What ``load_embedder`` will call the embedder of these settings, without loading it.

    A folder is named by what it holds, wherever it lies; a document prompt of one's own is part of
    the name, for it changes every vector of the index.
    """
    folder = Path(config.embedder).expanduser()
    name = config.embedder
    if name != DEFAULT_EMBEDDER and folder.is_dir():
        name = f"{folder.resolve().name}@{_contents(folder)}"
    own = (None, DOCUMENT_PROMPT) if name == DEFAULT_EMBEDDER else (None,)
    prompt = config.document_prompt
    return name if prompt in own else f"{name} with the document prompt {prompt!r}"


def _contents(folder: Path) -> str:
    """A digest of the folder's files: small ones whole, of weights some places and the size."""
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            step = max(SAMPLE_BYTES, size // SAMPLES)
            for start in range(0, size, step):
                file.seek(start)
                digest.update(file.read(SAMPLE_BYTES))
            file.seek(max(0, size - SAMPLE_BYTES))
            digest.update(file.read())
    return digest.hexdigest()[:12]
