"""Synonyms of industry reports: one canonical Chinese term for each way to say a thing.

The terms ship in ``vocabulary.toml``; a user's own file of the same form goes over them. Text is
read as atoms, a Chinese character or a run of Latin letters and digits each, and matched against a
trie of atoms, longest first, so the time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kb.errors import ConfigError
from kb.figures.vocabulary.segmentation import Word, is_number, plain_words, singular
from kb.figures.vocabulary.vocabulary_file import entries, read_tables
from kb.regex import regex
from kb.text import fold

REMEMBERED = 20_000
"""How many texts' terms and words are kept in memory."""

_ATOM = regex(r"[\u3400-\u9fff]|[a-z0-9]+|\n|[^\s\-\u2010-\u2013]")
_AMOUNT_OF = regex(r"^([\u3400-\u9fff]{2,})[量额]$")


@dataclass(frozen=True, slots=True)
class Term:
    """A vocabulary term as it stands in a text: ``text[start:end]`` says ``canonical``."""

    canonical: str
    category: str
    """One of ``vocabulary_file.CATEGORIES``."""
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node]
    canonical: str = ""
    only_capitals: bool = False
    """Set where the variant is also an English function word: ``US`` and ``us``."""


class Vocabulary:
    """Canonical terms, their variants and the words that carry no meaning of their own."""

    def __init__(
        self,
        groups: Mapping[str, tuple[str, Sequence[str]]],
        stop_words: Iterable[str] = (),
        generic: Iterable[str] = (),
    ) -> None:
        """``groups`` maps a canonical term to its category and its variants."""
        self._category = {fold(term): category for term, (category, _) in groups.items()}
        self._stop = frozenset(map(fold, stop_words))
        self._root = _Node({})
        for term, (_, variants) in groups.items():
            for variant in (term, *variants):
                self._insert(variant, fold(term))
        self.generic = frozenset(map(fold, generic)) | self._whole_parts(generic)
        """Canonical words that many figures share, such as 市场 and 规模."""
        self._english = {
            fold(term): next((variant for variant in variants if variant.isascii()), "")
            for term, (_, variants) in groups.items()
        }
        self._variants = {
            fold(term): tuple(map(fold, (term, *variants)))
            for term, (_, variants) in groups.items()
        }
        self._parts: dict[str, tuple[str, ...]] = {}
        self._inner: dict[str, frozenset[str]] = {}
        # The same sentences and metrics come up with every question.
        self._cached_terms = lru_cache(REMEMBERED)(lambda text: tuple(self._terms(text)))
        self._cached_content = lru_cache(REMEMBERED)(lambda text: tuple(self._content(text)))
        self.held = lru_cache(REMEMBERED)(self._held)
        """``words`` of a text with the terms that they hold."""

    @classmethod
    def load(cls, user_file: Path | None = None) -> Vocabulary:
        """The terms that ship with kb, with the user's file over them.

        Raises:
            ConfigError: the user's file is missing, no TOML or not of the form term = [variants].
        """
        if user_file is None:
            return _shipped()
        try:
            own = read_tables(user_file.read_text("utf-8"), str(user_file))
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"vocabulary {user_file} cannot be read ({error}); mend KB_VOCABULARY"
            ) from error
        return cls._from_tables(_built_in(), own)

    @classmethod
    def _from_tables(cls, *tables: Mapping[str, Any]) -> Vocabulary:
        groups: dict[str, tuple[str, Sequence[str]]] = {}
        home: dict[str, str] = {}
        stop: list[str] = []
        generic: list[str] = []
        for table in tables:
            for category, term, variants in entries(table):
                canonical = home.get(fold(term), term)
                known = groups.get(canonical, (category, []))
                groups[canonical] = (known[0], [*known[1], term, *variants])
                home |= {fold(word): canonical for word in (term, *variants)}
            for listed in table.get("stop", {}).values():
                stop += listed
            generic += table.get("generic", {}).get("words", [])
        return cls(groups, stop, generic)

    def normalise(self, text: str) -> str:
        """``text`` folded, each known term replaced by its canonical one."""
        folded = fold(text)
        pieces: list[str] = []
        position = 0
        for term in self.terms(text):
            pieces += (folded[position : term.start], term.canonical)
            position = term.end
        return "".join(pieces) + folded[position:]

    def terms(self, text: str) -> list[Term]:
        """The terms found in ``text``, in order, none overlapping, longest first."""
        return list(self._cached_terms(text))

    def category(self, canonical: str) -> str:
        """The category of a canonical term, or empty where the word is no term."""
        return self._category.get(canonical, "")

    def variants(self, canonical: str) -> tuple[str, ...]:
        """The ways to say a canonical term, itself first; of another word, the word alone."""
        return self._variants.get(canonical, (canonical,))

    def english(self, text: str) -> str:
        """The first English way to say ``text``, where it is one term; else empty."""
        terms = self._cached_terms(text.strip())
        whole = len(terms) == 1 and terms[0].end - terms[0].start == len(text.strip())
        return self._english.get(terms[0].canonical, "") if whole else ""

    def words(self, text: str) -> set[str]:
        """Content words: canonical terms, cut to their parts, and other words, less stop words."""
        return {word.text for word in self.content(text)}

    def content(self, text: str) -> list[Word]:
        """As ``words``, in the order of the text and with repeats."""
        return list(self._cached_content(text))

    def _content(self, text: str) -> list[Word]:
        folded = fold(text)
        found: list[Word] = []
        position = 0
        for term in self._cached_terms(text):
            found += plain_words(folded[position : term.start], self.is_stop)
            if term.category != "units":
                names = term.category != "everyday"
                found += [Word(part, names) for part in self.parts(term.canonical)]
            position = term.end
        return found + plain_words(folded[position:], self.is_stop)

    def parts(self, canonical: str) -> tuple[str, ...]:
        """The terms that a canonical term is made of (市场, 规模), or the term alone."""
        if canonical not in self._parts:
            self._parts[canonical] = self._cut(canonical)
        return self._parts[canonical]

    def inner(self, word: str) -> frozenset[str]:
        """The terms with which a longer term begins or ends: 新能源汽车 holds 汽车, and 进口量 holds 进口."""
        if word not in self._inner:
            held = set(_AMOUNT_OF.findall(word))
            if word in self._category:
                proper = {word[:cut] for cut in range(1, len(word))}
                proper |= {word[cut:] for cut in range(1, len(word))}
                held |= {part for part in proper if part in self._category}
            self._inner[word] = frozenset(held)
        return self._inner[word]

    def expand(self, words: Iterable[str]) -> set[str]:
        """``words`` with the terms that they hold."""
        given = set(words)
        return given.union(*(self.inner(word) for word in given)) if given else given

    def _held(self, text: str) -> frozenset[str]:
        return frozenset(self.expand(self.words(text)))

    def is_stop(self, word: str) -> bool:
        """Whether a folded word says nothing about which figure is meant."""
        return word in self._stop or is_number(word)

    def _insert(self, variant: str, canonical: str) -> None:
        node = self._root
        for atom in _ATOM.findall(fold(variant)):
            node = node.next.setdefault(singular(atom), _Node({}))
        if not node.canonical:
            node.canonical = canonical
            node.only_capitals = fold(variant) in self._stop

    def _terms(self, text: str, longest: int = 1_000_000) -> Iterator[Term]:
        folded = fold(text)
        atoms = [(singular(match[0]), *match.span()) for match in _ATOM.finditer(folded)]
        begins = self._root.next
        after = 0
        for index, (atom, start, _) in enumerate(atoms):
            if index < after or atom not in begins:  # most begin no term
                continue
            last, canonical = self._match(text, folded, atoms, index, longest)
            if canonical:
                yield Term(canonical, self._category[canonical], start, atoms[last - 1][2])
                after = last

    def _match(
        self, text: str, folded: str, atoms: list[tuple[str, int, int]], index: int, longest: int
    ) -> tuple[int, str]:
        node: _Node | None = self._root
        best, canonical = index, ""
        first = atoms[index][1]
        for position in range(index, min(len(atoms), index + longest)):
            atom, _, end = atoms[position]
            node = node.next.get(atom) if node else None
            if node is None:
                break
            if not node.canonical:
                continue
            lower = node.only_capitals and not text[first:end].isupper()
            # US$ is a currency and no place.
            if not lower and folded[end : end + 1] != "$":
                best, canonical = position + 1, node.canonical
        return best, canonical

    def _cut(self, canonical: str) -> tuple[str, ...]:
        atoms = len(_ATOM.findall(canonical))
        found = list(self._terms(canonical, longest=atoms - 1)) if atoms > 1 else []
        whole = "".join(canonical[term.start : term.end] for term in found) == canonical
        return tuple(term.canonical for term in found) if whole else (canonical,)

    def _whole_parts(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(term.canonical for word in words for term in self._terms(word))


@cache
def _shipped() -> Vocabulary:
    return Vocabulary._from_tables(_built_in())


def _built_in() -> dict[str, Any]:
    return read_tables(Path(__file__).with_name("vocabulary.toml").read_text("utf-8"), "built-in")
