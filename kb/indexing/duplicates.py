"""Documents that repeat one another: copies, near copies, and restatements of an original.

A near copy is told by its runs of characters (shingles), sampled by their hash ("FracMinHash", as
in Irber et al. 2022): of two texts of unequal length it tells how much of one the other holds. Only
sentences that the original holds to the letter are set aside, so that no other number is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import numpy as np

from kb.regex import regex
from kb.text import fold, sentences

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kb.types import DataPoint, Document

Repeated = tuple[float, tuple[tuple[int, int], ...]]
Relation = Literal["same file", "same text", "near copy", "restatement"]
SHINGLE = 12
"""Characters of a run."""
SAMPLED = 16
"""One run of so many is looked at to find what may be alike."""
CANDIDATE_SHARE, NEAR_SHARE, SAME_SHARE = 0.5, 0.7, 0.98
"""Of a text: sampled runs that make it worth a look; whole sentences that make it a near copy; and
that make it one even where edition or date differ, for two editions of a report may be much alike."""
RESTATED_SHARE = 0.7
"""Of a restatement's figures: so many must stand in what it says it restates."""
COVER = 3_000
"""Characters in which a report's title stands."""
_KEPT = regex(r"[^\W_]|%|(?<=\d)\.(?=\d)|(?<![0-9a-z])-(?=\d)")
_DASHES = str.maketrans("−–—", "---")
_YEAR = regex(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document, or parts of it, that another one of the index holds as well."""

    name: str
    document_id: str
    original: str
    """The other one's name."""
    original_id: str
    relation: Relation
    share: float
    """How much of it the other holds, 0 to 1."""
    spans: tuple[tuple[int, int], ...] = ()
    """What is neither searched nor counted beside the original, in order and apart."""

    def holds(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` is within one of the spans."""
        return any(first <= start and end <= last for first, last in self.spans)


class _Print:
    """What of a text is compared: letters, digits and what belongs to a number."""

    def __init__(self, document: Document, points: Sequence[DataPoint]) -> None:
        self.document = document
        self.figures = {(p.normalised or p.value, p.normalised_unit or p.unit) for p in points}
        self.plain = "".join(_KEPT.findall(_folded(document.text)))
        hashes = _hashes(self.plain)
        self.sample = np.unique(hashes[hashes % np.uint64(SAMPLED) == 0])

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """Of the run that begins at each character but the last."""
        return _hashes(self.plain)

    def repeated(self, other: _Print) -> Repeated:
        """What of it the other text holds, sentence by sentence, and how much of it that is."""
        text = self.document.text
        if self.plain == other.plain:
            return 1.0, ((0, len(text)),)
        present = np.isin(self.hashes, other.hashes)
        positions = [match.start() for match in _KEPT.finditer(_folded(text))]
        spans: list[tuple[int, int]] = []
        count, last_whole = 0, False
        for start, end in sentences(text):
            first, last = bisect_left(positions, start), bisect_left(positions, end)
            if first == last:
                continue
            whole = _is_held(present, first, last)
            count += whole * (last - first)
            if whole and last_whole:
                spans[-1] = (spans[-1][0], end)
            elif whole:
                spans.append((start, end))
            last_whole = whole
        return round(count / max(1, len(positions)), 3), tuple(spans)


def _is_held(present: NDArray[np.bool_], first: int, last: int) -> bool:
    """Whether every run in ``[first, last)`` is present, or one that holds the whole of it."""
    if last - first >= SHINGLE:
        return bool(present[first : last - SHINGLE + 1].all())
    return bool(present[max(0, last - SHINGLE) : first + 1].any())


def find_duplicates(prepared: Iterable[tuple[Document, Sequence[DataPoint]]]) -> list[Duplicate]:
    """What is repeated among documents and their figures, in the order given.

    Of a pair alike the original is the one with pages, else the longer, else the first by name. A
    restatement stands behind what it restates, whichever is longer.
    """
    prints = [_Print(document, points) for document, points in prepared]
    homes = _near(prints)
    found = {}
    for own, original in homes.items():
        share, spans = prints[own].repeated(prints[original])
        same = prints[own].plain == prints[original].plain
        relation: Relation = "same text" if same else "near copy"
        found[own] = _named(prints[own], prints[original], relation, share, spans)
    for own, original in _restatements(prints, homes).items():
        whole = ((0, len(prints[own].document.text)),)
        found[own] = _named(prints[own], prints[original], "restatement", 1.0, whole)
    return [found[own] for own in sorted(found) if found[own].spans]


def _named(
    own: _Print,
    original: _Print,
    relation: Relation,
    share: float,
    spans: tuple[tuple[int, int], ...],
) -> Duplicate:
    one, other = own.document, original.document
    return Duplicate(one.name, one.id, other.name, other.id, relation, share, spans)


def _near(prints: Sequence[_Print]) -> dict[int, int]:
    """The original of each copy and near copy."""
    order = sorted(range(len(prints)), key=lambda n: (-len(prints[n].plain), n))
    homes: dict[int, int] = {}
    texts: dict[str, int] = {}
    holders: dict[int, int] = {}
    for own in order:
        sample = prints[own].sample.tolist()
        held = Counter(holders[one] for one in sample if one in holders)
        likely = [n for n, count in held.most_common(3) if count >= CANDIDATE_SHARE * len(sample)]
        same = texts.setdefault(prints[own].plain, own)
        for candidate in dict.fromkeys([*([same] if same != own else []), *likely]):
            other = _home(homes, candidate)
            if _is_near(prints[own], prints[other]):
                _settle(prints, homes, own, other)
                break
        else:
            for one in sample:
                holders.setdefault(one, own)
    return {own: _home(homes, own) for own in homes}


def _home(homes: dict[int, int], place: int) -> int:
    while place in homes:
        place = homes[place]
    return place


def _settle(prints: Sequence[_Print], homes: dict[int, int], own: int, other: int) -> None:
    """Set the shorter behind the longer, unless it alone has pages and holds all the same."""
    one, longer = prints[own], prints[other]
    if one.document.pages and not longer.document.pages and _is_near(longer, one):
        own, other = other, own
    homes[own] = other


def _is_near(one: _Print, other: _Print) -> bool:
    share, _ = one.repeated(other)
    return share >= (SAME_SHARE if _are_editions(one.document, other.document) else NEAR_SHARE)


def _are_editions(one: Document, other: Document) -> bool:
    editions = bool(one.edition and other.edition) and one.edition != other.edition
    return editions or (bool(one.date and other.date) and one.date[:4] != other.date[:4])


def _restatements(prints: Sequence[_Print], homes: dict[int, int]) -> dict[int, int]:
    """The original of each restatement; all documents that restate one report are one."""
    told = sorted(
        (n for n, one in enumerate(prints) if one.document.restates),
        key=lambda n: prints[n].document.restates,
    )
    found: dict[int, int] = {}
    for title, group in groupby(told, key=lambda n: prints[n].document.restates):
        members = list(group)
        figures = set().union(*(prints[n].figures for n in members))
        for place, one in enumerate(prints):
            if one.document.restates or not _is_titled(one.document, title):
                continue
            if len(figures & one.figures) >= RESTATED_SHARE * len(figures):
                found |= dict.fromkeys(members, _home(homes, place))
                break
    return found


def _is_titled(document: Document, title: str) -> bool:
    """Whether the title, and in it the words and the years, stands on the document's cover."""
    cover = _plain(f"{document.title}\n{document.text[:COVER]}")
    wanted = _plain(title)
    words = _plain(re.sub(r"\d+\s*年?", "", title))
    return wanted in cover or (
        bool(words) and words in cover and all(year in cover for year in _YEAR.findall(title))
    )


def _folded(text: str) -> str:
    """``text`` as it is compared, of the same length."""
    return fold(text).translate(_DASHES)


def _plain(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _hashes(plain: str) -> NDArray[np.uint64]:
    """A 64-bit hash of the run of ``SHINGLE`` characters at each place."""
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    count = max(0, len(codes) - SHINGLE + 1)
    found = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        found = found * np.uint64(0x100000001B3) + codes[place : place + count].astype(np.uint64)
    # The finaliser of splitmix64: a polynomial's low bits alone would make a poor sample.
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(factor)
    return found ^ (found >> np.uint64(31))
