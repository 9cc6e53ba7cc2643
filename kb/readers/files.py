"""Files: which to read, and from a path to a ``Document``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import (
    CorpusError,
    DocumentEmpty,
    DocumentError,
    DocumentTooLarge,
    DocumentUnsupported,
)
from kb.readers.assembly import assemble
from kb.readers.encoding import decode
from kb.readers.formats import FORMATS, read_format
from kb.readers.markdown import read_markdown
from kb.readers.plain import read_plain
from kb.readers.recognising import suffix_of
from kb.readers.wrapping import unwrap
from kb.types import Document

if TYPE_CHECKING:
    from kb.config import Config

_READERS = {
    "": read_plain,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
SUFFIXES = frozenset(suffix for suffix in (*_READERS, *FORMATS) if suffix)
"""Suffixes of files that are read when a folder is given, in lower case."""


def readable_suffixes() -> list[str]:
    """Suffixes of the files that can be read, such as ``.pdf``, sorted."""
    return sorted(SUFFIXES)


def read(path: Path, *, name: str | None = None, config: Config | None = None) -> Document:
    """Read one file. ``name`` is what the document is called, the file's own name by default.

    Text is read here; every other format in a process of its own, within the limits of ``config``.

    Raises:
        DocumentTooLarge: the file, its pages or what it unpacks to is over a limit.
        DocumentUnsupported: no reader knows the suffix, nor what the file begins with.
        DocumentEmpty: there is no text in the file.
        DocumentScanned: there are only images of text, and no OCR.
        DocumentBinary: the file is not text.
        DocumentUndecodable: a byte is not valid in the encoding found; names its offset.
        DocumentEncrypted, DocumentDamaged: the file asks for a password, or is cut off.
        DocumentUnreadable: its reader took too long or too much memory, or crashed.
        DocumentError: the file cannot be opened.
    """
    name = path.name if name is None else name
    config = config or _settings()
    data = _bytes(path, name, config.max_file_bytes)
    suffix = suffix_of(data, path.suffix.lower())
    if suffix not in _READERS and suffix not in FORMATS:
        raise DocumentUnsupported(
            f"{name}: no reader for {path.suffix} files; convert it to one of "
            f"{', '.join(sorted(SUFFIXES))} and add that"
        )
    if not data:
        raise DocumentEmpty(f"{name}: the file is empty; fill it or leave it out")
    identity = hashlib.sha256(data).hexdigest()[:16]
    if suffix in FORMATS:
        return assemble(read_format(suffix, data, name, config), name, identity)
    return _READERS[suffix](unwrap(decode(data, name)), name, identity)


def _settings() -> Config:
    # The process that reads a file imports this module too, and has no use for the settings.
    from kb.config import Config

    return Config.load()


def read_text(text: str, *, name: str = "text.txt") -> Document:
    """Analyse a decoded text as ``read`` would a file of that name; its bytes are its UTF-8."""
    reader = _READERS.get(Path(name).suffix.lower(), read_plain)
    data = text.encode("utf-8", errors="surrogatepass")
    return reader(text, name, hashlib.sha256(data).hexdigest()[:16])


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Files to read and the names of their documents, folders searched through and sorted.

    A file named outright is kept whatever its suffix. A name is the path relative to the folder
    given; where two would be the same, parent folders are put before them.

    Raises:
        CorpusError: a path does not exist, or nothing readable is found.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        if not path.exists():
            raise CorpusError(f"{path}: no such file or folder; check the path")
        files = _in_folder(path) if path.is_dir() else [(path, path.name)]
        for file, name in files:
            found.setdefault(file.resolve(), (file, name))
    if not found:
        given = ", ".join(map(str, paths)) or "no path given"
        raise CorpusError(
            f"{given}: nothing to read; put {', '.join(sorted(SUFFIXES))} files there, or name one"
        )
    return _unique(found)


def _in_folder(folder: Path) -> list[tuple[Path, str]]:
    relative = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    shown = (
        each
        for each in relative
        if each.suffix.lower() in SUFFIXES and not any(map(_is_aside, each.parts))
    )
    return [(folder / each, each.as_posix()) for each in sorted(shown, key=lambda each: each.parts)]


def _is_aside(part: str) -> bool:
    """True for what systems and programs put beside a person's files: hidden, locks, leftovers."""
    return part.startswith((".", "~$")) or part in ("__MACOSX", "$RECYCLE.BIN", "@eaDir")


def _unique(found: dict[Path, tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Put parent folders before names that more than one file has, until none has."""
    names = {path: name for path, (_, name) in found.items()}
    while clashes := {name for name, count in Counter(names.values()).items() if count > 1}:
        for path, name in names.items():
            if name in clashes:
                names[path] = "/".join(path.parts[-(name.count("/") + 2) :])
    return [(found[path][0], name) for path, name in names.items()]


def _bytes(path: Path, name: str, most: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > most:
            raise DocumentTooLarge(
                f"{name}: {size} bytes is over the limit of {most}; split the file, or raise "
                "KB_MAX_FILE_BYTES"
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{name}: cannot be read ({error.strerror}); check the path and its permissions"
        ) from error
