"""Labelled questions: what an answer must say, must not say, and must cite.

Texts are compared without their width, case, thousands separators, citation markers and the space
between a number and its unit; a number only ever matches a whole number.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from kb.errors import QueryError
from kb.regex import regex
from kb.text import sentences
from kb.types import Answer, Status

Entry = tuple[str, ...]
"""Alternatives, one of which is enough."""

STATUSES = get_args(Status)
_REQUIRED = {"id", "question", "category", "status"}
_KNOWN = _REQUIRED | {"language", "contains", "share", "first", "not_contains", "evidence"}
_THOUSANDS = regex(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
_SPACE_BEFORE_UNIT = regex(r"(?<=\d) +(?=[^\W\d_]|[%‰°$€£¥])")
_MARKER = regex(r" ?\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One labelled question."""

    id: str
    question: str
    category: str
    statuses: tuple[str, ...]
    """Statuses that are right."""
    contains: tuple[Entry, ...] = ()
    share: float = 1.0
    """The share of ``contains``, over 0 to 1, that the answer must hold."""
    first: tuple[Entry, ...] = ()
    """What must stand in the answer's first sentence."""
    not_contains: tuple[str, ...] = ()
    evidence: tuple[Entry, ...] = ()
    """What must stand in the citations' quotes, each in at least one."""
    language: str = ""


def read_expectations(path: Path) -> list[Expectation]:
    """Read a JSONL file, one labelled question a line; empty lines are left out.

    Raises:
        QueryError: the file cannot be read or a line is wrong; the message names file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QueryError(
            f"cannot read {path}: {error.strerror}; give a JSONL file of questions"
        ) from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path} is not UTF-8: {error.reason}; convert it") from error
    found: dict[str, Expectation] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            expectation = _expectation(json.loads(line))
            if expectation.id in found:
                raise ValueError(f"the id {expectation.id!r} is taken")
        except ValueError as error:
            raise QueryError(f"{path}, line {number}: {error}; mend the line") from error
        found[expectation.id] = expectation
    if not found:
        raise QueryError(f"{path} holds no question; put one JSON object a line")
    return list(found.values())


def _expectation(line: Any) -> Expectation:
    if not isinstance(line, dict):
        raise ValueError("not a JSON object")
    for key in sorted(_REQUIRED - line.keys()):
        raise ValueError(f"{key} is missing")
    for key in sorted(line.keys() - _KNOWN):
        raise ValueError(f"{key} is unknown; known are {', '.join(sorted(_KNOWN))}")
    return Expectation(
        id=_text(line, "id"),
        question=_text(line, "question"),
        category=_text(line, "category"),
        statuses=_statuses(line),
        contains=_entries(line, "contains"),
        share=_share(line),
        first=_entries(line, "first"),
        not_contains=tuple(text for entry in _entries(line, "not_contains") for text in entry),
        evidence=_entries(line, "evidence"),
        language=str(line.get("language", "")),
    )


def _text(line: dict[str, Any], key: str) -> str:
    text = line[key]
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{key} must be a text that is not empty")
    return text


def _statuses(line: dict[str, Any]) -> tuple[str, ...]:
    listed = line["status"]
    if not isinstance(listed, list) or not listed or any(one not in STATUSES for one in listed):
        raise ValueError(f"status must be a list out of {', '.join(STATUSES)}")
    return tuple(dict.fromkeys(listed))


def _share(line: dict[str, Any]) -> float:
    share = line.get("share", 1.0)
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
        raise ValueError("share must be a number over 0 and at most 1")
    return float(share)


def _entries(line: dict[str, Any], key: str) -> tuple[Entry, ...]:
    """A list of texts or lists of alternatives."""
    listed = line.get(key, [])
    if not isinstance(listed, list):
        raise ValueError(f"{key} must be a list")
    entries = [entry if isinstance(entry, list) else [entry] for entry in listed]
    if not all(entry and all(isinstance(t, str) and t.strip() for t in entry) for entry in entries):
        raise ValueError(f"{key} must list texts, or lists of alternative texts, none empty")
    return tuple(map(tuple, entries))


def without_markers(text: str) -> str:
    """``text`` without citation markers such as ``[1]``, which are no numbers of its own."""
    return _MARKER.sub("", text)


def comparable(text: str) -> str:
    """``text`` in the form in which texts are compared."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), plain)
    return _SPACE_BEFORE_UNIT.sub("", plain)


@lru_cache(maxsize=4096)
def _pattern(wanted: str) -> re.Pattern[str]:
    plain = comparable(wanted)
    before = r"(?<!\d)(?<!\d\.)" if plain[:1].isdigit() else ""
    after = r"(?!\d|\.\d)" if plain[-1:].isdigit() else ""
    return re.compile(before + re.escape(plain) + after)


def holds(text: str, wanted: Iterable[str]) -> bool:
    """Whether one of the ``wanted`` stands in ``text``, which is ``comparable`` already."""
    return any(_pattern(one).search(text) for one in wanted)


def missing(texts: Iterable[str], entries: Iterable[Entry]) -> list[Entry]:
    """Entries of which no alternative stands in any of the ``texts``, in the order given."""
    plain = [comparable(text) for text in texts]
    return [entry for entry in entries if not any(holds(text, entry) for text in plain)]


def failures(expectation: Expectation, answer: Answer) -> list[str]:
    """What is wrong with ``answer``, for people; empty where it is right."""
    text = without_markers(answer.text)
    plain = comparable(text)
    spans = sentences(text)
    first = text[spans[0][0] : spans[0][1]] if spans else ""
    absent = missing([text], expectation.contains)
    met = len(expectation.contains) - len(absent)
    found = []
    if answer.status not in expectation.statuses:
        found.append(f"status {answer.status}, not {' or '.join(expectation.statuses)}")
    # Nine of ten is 0.9 only to the last bit.
    if met + 1e-9 < expectation.share * len(expectation.contains):
        found.append(f"holds {met} of {len(expectation.contains)}, without {_listed(absent)}")
    if absent := missing([first], expectation.first):
        found.append(f"first sentence without {_listed(absent)}")
    if wrong := [(one,) for one in expectation.not_contains if holds(plain, [one])]:
        found.append(f"holds {_listed(wrong)}")
    return found


def alternatives(entry: Entry) -> str:
    """An entry for people."""
    return " | ".join(entry)


def _listed(entries: Iterable[Entry]) -> str:
    return "; ".join(map(alternatives, entries))
