"""Words that a question uses and the documents do not, put as the near words that they do use.

A report counts shipments or sales, speaks of utilisation or of how far lines run: where it has the one
word and never the other, that one is meant. What is cited says it in its own word. The rings of such
words are in ``near_words.txt``, one a line: Chinese words, or English ones in their base forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kb.answering.understanding.abbreviations import COMMONER, RARE
from kb.regex import regex
from kb.text import fold, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kb.figures.vocabulary.vocabulary import Vocabulary

    Ring = Sequence[str]
    Found = tuple[int, int, Sequence[Ring]]

FILE = "near_words.txt"
_BEGINNING = 2
"""Letters that an English word has in all its forms."""
_HAN = regex(r"[\u3400-\u9fff]{2,}")
_LATIN = regex(r"[a-z]+")
_SEPARATORS = {"", " ", "-"}


def as_documents_say(question: str, count: Callable[[str], int], vocabulary: Vocabulary) -> str:
    """``question`` with its words put as the documents say them.

    ``count`` says in how many chunks a word stands; stop words of ``vocabulary`` stay.
    """
    folded = fold(question)
    pieces: list[str] = []
    position = 0
    for start, end, rings in _shipped().standing_in(folded):
        said = folded[start:end]
        named = start > 0 and question[start].isupper()  # a name stays as it is
        near = "" if named or vocabulary.is_stop(said) else _nearest(said, rings, count)
        if near:
            pieces += (question[position:start], near)
            position = end
    return "".join(pieces) + question[position:]


def _nearest(said: str, rings: Sequence[Ring], count: Callable[[str], int]) -> str:
    """The commonest of the other words, where the documents have it and not ``said``; else empty."""
    known = count(said)
    if known > RARE:
        return ""
    others = [
        word
        for ring in rings
        for word in ring
        # Whether the words of a phrase stand together, nothing counts.
        if " " not in word and word not in said and said not in word
    ]
    near = max(others, key=count, default="")
    return near if near and count(near) > COMMONER * known else ""


@dataclass(frozen=True, slots=True)
class _Rings:
    chinese: dict[str, list[Ring]] = field(default_factory=dict)
    """The rings of each word."""
    english: dict[str, list[tuple[str, Ring]]] = field(default_factory=dict)
    """Words with their rings, by their first letters: what is not looked for is not cut to its stems."""

    def add(self, ring: Ring) -> None:
        """A line of the file."""
        for word in ring:
            if word.isascii():
                self.english.setdefault(word[:_BEGINNING], []).append((word, ring))
            else:
                self.chinese.setdefault(word, []).append(ring)

    def standing_in(self, folded: str) -> Iterator[Found]:
        """Where words of rings stand in a folded text, the longest first, none overlapping."""
        for run in _HAN.finditer(folded):
            yield from self._chinese(folded, *run.span())
        if not _HAN.search(folded):
            yield from self._english(folded)

    def _chinese(self, folded: str, start: int, end: int) -> Iterator[Found]:
        ends = list(accumulate(map(len, _words(folded[start:end])), initial=start))
        begun = start
        for place, begins in enumerate(ends):
            if begins < begun:
                continue
            after = (
                one for one in reversed(ends[place + 1 :]) if folded[begins:one] in self.chinese
            )
            begun = next(after, begins)
            if begun > begins:
                yield begins, begun, self.chinese[folded[begins:begun]]

    def _english(self, folded: str) -> Iterator[Found]:
        atoms = [match.span() for match in _LATIN.finditer(folded)]
        stems = [stem(folded[slice(*span)]) for span in atoms]
        place = 0
        while place < len(atoms):
            best = 0
            rings: list[Ring] = []
            for word, ring in self.english.get(folded[atoms[place][0] :][:_BEGINNING], ()):
                wanted = _stems(word)
                size = len(wanted)
                if size < max(best, 1) or tuple(stems[place : place + size]) != wanted:
                    continue
                if not _run_on(folded, atoms[place : place + size]):
                    continue
                rings = [*rings, ring] if size == best else [ring]
                best = size
            if best:
                yield atoms[place][0], atoms[place + best - 1][1], rings
            place += best or 1


def _words(run: str) -> list[str]:
    import rjieba

    cut: list[str] = rjieba.cut(run)
    return cut


@cache
def _stems(word: str) -> tuple[str, ...]:
    return tuple(map(stem, _LATIN.findall(word)))


def _run_on(folded: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing but a space or a hyphen stands between the words."""
    return all(folded[end:start] in _SEPARATORS for (_, end), (start, _) in pairwise(spans))


@cache
def _shipped() -> _Rings:
    rings = _Rings()
    for line in Path(__file__).with_name(FILE).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            rings.add(line.split("、" if "、" in line else ", "))
    return rings
