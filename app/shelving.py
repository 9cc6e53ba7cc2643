"""Files of the corpus folder: uploads with safe names, and documents taken off the shelf.

Nothing is overwritten or thrown away: what a new file replaces, and what is removed, goes to the
folder ``.removed``, which a build does not look into.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from kb import readable_suffixes

State = Literal["ready", "clash", "same", "twice", "unsupported", "too_large", "empty"]
Choice = Literal["keep_both", "replace", "skip"]
REMOVED = ".removed"
MOST_BYTES_OF_A_NAME = 180
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was dropped, and what may become of it."""

    name: str
    """What it will be called in the corpus folder."""
    data: bytes
    state: State = "ready"
    other: str = ""
    """The document or file that it is the same as."""

    @property
    def is_readable(self) -> bool:
        """Whether it may be added."""
        return self.state in ("ready", "clash")


@dataclass(frozen=True, slots=True)
class Placed:
    """A file in its place in the corpus folder, and where the one before it went."""

    path: Path
    replaced: Path | None = None


def safe_name(given: str) -> str:
    """A file name that every system takes: no path, no controls, nothing that begins with a dot."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " ")
    plain = " ".join(_FORBIDDEN.sub("_", shown).split())
    plain = re.sub(r"^[.\-~ ]+", "", plain).rstrip(". ")
    suffix = PurePosixPath(plain).suffix if len(PurePosixPath(plain).suffix) < 12 else ""
    stem = plain[: len(plain) - len(suffix)] or "report"
    room = MOST_BYTES_OF_A_NAME - len(suffix.encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ")
    return f"_{stem}{suffix}" if _RESERVED.fullmatch(stem) else f"{stem}{suffix}"


def checked(
    files: Iterable[tuple[str, bytes]],
    corpus: Path,
    known: Mapping[str, str],
    most_bytes: int,
) -> list[Upload]:
    """What may become of ``files``, names and contents; ``known`` maps ids to documents' names."""
    uploads: list[Upload] = []
    names: set[str] = set()
    contents: dict[str, str] = {}
    for given, data in files:
        upload = _checked(Upload(safe_name(given), data), corpus, known, most_bytes)
        identity = identity_of(data)
        if upload.is_readable and identity in contents:
            upload = replace(upload, state="twice", other=contents[identity])
        elif upload.is_readable:
            upload = replace(upload, name=free_name(upload.name, names))
            contents[identity] = upload.name
            names.add(upload.name)
        uploads.append(upload)
    return uploads


def _checked(upload: Upload, corpus: Path, known: Mapping[str, str], most_bytes: int) -> Upload:
    if Path(upload.name).suffix.lower() not in readable_suffixes():
        return replace(upload, state="unsupported")
    if len(upload.data) > most_bytes:
        return replace(upload, state="too_large")
    if not upload.data:
        return replace(upload, state="empty")
    same = known.get(identity_of(upload.data))
    if same is not None:
        return replace(upload, state="same", other=same)
    return replace(upload, state="clash") if (corpus / upload.name).exists() else upload


def identity_of(data: bytes) -> str:
    """The id of a document of these bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def free_name(name: str, taken: Collection[str]) -> str:
    """``name``, or with a number where it is taken."""
    path, number, free = PurePosixPath(name), 1, name
    while free in taken:
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    return free


def place(upload: Upload, corpus: Path, choice: Choice = "keep_both") -> Placed:
    """Write ``upload`` into the corpus folder; a file of its name is kept, whatever the choice."""
    corpus.mkdir(parents=True, exist_ok=True)
    path = corpus / upload.name
    replaced = None
    if choice == "replace" and path.exists():
        replaced = put_aside(path, corpus)
    elif path.exists():
        path = corpus / free_name(upload.name, {one.name for one in corpus.iterdir()})
    with path.open("xb") as file:
        file.write(upload.data)
    return Placed(path, replaced)


def take_back(placed: Placed) -> None:
    """Undo ``place``."""
    placed.path.unlink(missing_ok=True)
    if placed.replaced is not None:
        shutil.move(placed.replaced, placed.path)


def put_aside(path: Path, corpus: Path) -> Path:
    """Move a file of the corpus folder to ``.removed``; where it is now."""
    folder = corpus / REMOVED
    folder.mkdir(exist_ok=True)
    target = folder / free_name(path.name, {one.name for one in folder.iterdir()})
    return Path(shutil.move(path, target))


def file_of(document_id: str, name: str, corpus: Path) -> Path | None:
    """The corpus file that the document was read from, if it still is that one."""
    path = corpus / name
    inside = path.resolve().is_relative_to(corpus.resolve())
    if not inside or not path.is_file() or identity_of(path.read_bytes()) != document_id:
        return None
    return path
