"""The manifest: what a generation was made with, and the digest of every file in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb import __version__
from kb.errors import IndexDamaged, IndexMismatch
from kb.indexing.schema import SCHEMA_VERSION
from kb.text import TOKENISER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT_VERSION = 4
"""Raised when the folder or the manifest is laid out in another way."""
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What whoever fills a generation says of it."""

    embedder: str
    backends: list[str]
    """Engines and precisions that made the vectors; several where some were kept."""
    dimension: int
    document_prompt: str | None
    chunk_size: int
    chunk_overlap: int
    counts: dict[str, int]
    """Documents, chunks, data points and exhibits."""


@dataclass(frozen=True, slots=True)
class FileDigest:
    """Size in bytes and SHA-256 in hexadecimal of one file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that must fit before a generation may be used."""

    generation: str
    created: str
    """UTC, ISO 8601. Told to people; nothing is ordered by it."""
    contents: Contents
    files: dict[str, FileDigest]
    """Every file of the generation but the manifest, by its path with ``/``."""
    versions: dict[str, str]
    """``schema``, ``tokeniser``, ``rjieba``, ``opencc`` and ``kb``."""

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest; stands in its file and in the pointer to the generation."""
        return hashlib.sha256(_dump({"format": FORMAT_VERSION, **asdict(self)})).hexdigest()

    def to_bytes(self) -> bytes:
        """The file's bytes: JSON, ending in the digest of the rest."""
        return _dump({"format": FORMAT_VERSION, **asdict(self), "digest": self.digest})

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of the generation in ``folder`` and check it against itself.

        Raises:
            IndexDamaged: it is missing, or not what was written.
            IndexMismatch: it was written in another format.
        """
        path = folder / MANIFEST
        try:
            data = path.read_bytes()
            values = json.loads(data)
            digest = values.pop("digest")
            fits = hashlib.sha256(_dump(values)).hexdigest() == digest
            # The digest is of the values; comparing the bytes leaves no room for any others.
            fits = fits and _dump({**values, "digest": digest}) == data
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            fits = False
        if not fits:
            raise IndexDamaged(f"{path} is missing or damaged; run `kb build`")
        if values.pop("format") != FORMAT_VERSION:
            raise IndexMismatch(f"{path} is of another version of kb; run `kb build`")
        files = {name: FileDigest(**entry) for name, entry in values.pop("files").items()}
        contents = Contents(**values.pop("contents"))
        return cls(contents=contents, files=files, **values)


def current_versions() -> dict[str, str]:
    """The versions that a generation written now bears."""
    return {
        "schema": str(SCHEMA_VERSION),
        "tokeniser": TOKENISER_VERSION,
        "rjieba": _installed("rjieba"),
        "opencc": _installed("opencc"),
        "kb": __version__,
    }


@cache
def _installed(package: str) -> str:
    """The version of an installed package, told by the folder that pip made beside it."""
    spec = find_spec(package)
    beside = Path(spec.origin).parents[1] if spec and spec.origin else Path()
    found = [path.stem.split("-")[1] for path in beside.glob(f"{package}-*.dist-info")]
    if len(found) == 1:
        return found[0]
    from importlib.metadata import version  # takes as long as to read the whole index

    return version(package)


def mismatches(
    manifest: Manifest, embedder: str | None, any_tokeniser: bool = False
) -> Iterator[str]:
    """What the generation was made with that is different now; ``embedder`` None asks no model."""
    names = ("schema",) if any_tokeniser else ("schema", "tokeniser", "rjieba", "opencc")
    now = current_versions()
    for name in names:
        if manifest.versions[name] != now[name]:
            yield f"built with {name} {manifest.versions[name]}, not {now[name]}"
    if embedder is not None and manifest.contents.embedder != embedder:
        yield f"built with the embedder {manifest.contents.embedder}, not {embedder}"


def digests(folder: Path) -> dict[str, FileDigest]:
    """The digest of every file under ``folder`` but its manifest."""
    return {
        name: FileDigest(path.stat().st_size, _sha256(path))
        for name, path in _files(folder)
        if name != MANIFEST
    }


def damages(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Each file of the generation that is missing, unexpected or changed, cheap checks first."""
    found = dict(_files(folder))
    found.pop(MANIFEST, None)
    for name in sorted(manifest.files.keys() - found.keys()):
        yield f"{folder / name} is missing"
    for name in sorted(found.keys() - manifest.files.keys()):
        yield f"{found[name]} does not belong to the index"
    for name in sorted(found.keys() & manifest.files.keys()):
        path, expected = found[name], manifest.files[name]
        if path.is_symlink() or not path.is_file():
            yield f"{path} is no plain file"
        elif path.stat().st_size != expected.size:
            yield f"{path} is damaged: {path.stat().st_size} bytes, not {expected.size}"
        elif _sha256(path) != expected.sha256:
            yield f"{path} is damaged: its SHA-256 differs from the manifest's"


def _files(folder: Path) -> list[tuple[str, Path]]:
    return sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _dump(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()
