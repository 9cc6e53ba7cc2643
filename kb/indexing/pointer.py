"""CURRENT: the file that names the live generation of an index; replacing it is the swap."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.errors import IndexDamaged, IndexMissing, IndexUnusable
from kb.indexing.disk import replace_file
from kb.regex import regex

CURRENT = "CURRENT"
_POINTER = regex(rb"(generation-\d{6,12}) ([0-9a-f]{64})\n")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What CURRENT says."""

    name: str
    digest: str
    """Of the generation's manifest."""

    @classmethod
    def read(cls, index_folder: Path) -> Pointer:
        """Read CURRENT.

        Raises:
            IndexMissing: there is none.
            IndexDamaged: it is not what a build writes.
        """
        path = index_folder / CURRENT
        try:
            data = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise IndexMissing(f"there is no index in {index_folder}; run `kb build`") from error
        except OSError as error:
            raise IndexUnusable(f"{path} cannot be read: {error}; run `kb build`") from error
        match = _POINTER.fullmatch(data)
        if match is None:
            raise IndexDamaged(f"{path} is damaged; run `kb build`")
        return cls(match.group(1).decode(), match.group(2).decode())

    def write(self, index_folder: Path) -> None:
        """Replace CURRENT in one step."""
        replace_file(index_folder / CURRENT, f"{self.name} {self.digest}\n".encode())
