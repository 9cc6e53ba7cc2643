"""Is there evidence? Judged by how much of the question the best passages hold, and how near.

Coverage is the idf-weighted share of the question's tokens that one passage holds; nearness the best
cosine of a sentence; topic the mean cosine of all sentences, since what is near everything in a
report on one field need not stand out. Their weights are a logistic regression's, fitted on
half-indexed public question sets and on questions about reports; see docs/measurements.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.config import DEFAULT_EMBEDDER
from kb.regex import regex
from kb.text import language, stem, tokens
from kb.types import Passage

if TYPE_CHECKING:
    from kb.answering.understanding.question import Question
    from kb.figures.vocabulary.vocabulary import Vocabulary
    from kb.indexing.lexical import LexicalIndex

COVERAGE_WEIGHT = 6.4
NEARNESS_WEIGHT = 25.0
TOPIC_WEIGHT = 73.0
OFFSETS = {("zh", "zh"): -66.3, ("en", "en"): -61.2, ("en", "zh"): -60.0, ("zh", "en"): -58.7}
"""By the languages of question and passage: cosines are higher among Chinese texts."""
OTHER_WORDS = 0.3
"""What a word that names nothing counts, beside one that does."""
UNKNOWN_WORDS = 0.1
"""What a word counts that only the question knows, and that is no name."""
COVERAGE_ALONE = 0.6
"""The coverage needed where there are no sentence vectors, or their cosines are not calibrated."""
OF_SUBJECT, ANYTHING = -5.3, 1.0
"""The part of the score that all sentences make, for a question of the documents' one subject; so far from there they are on anything."""
PLAIN = 4.0
"""From this score on, a passage answers a question for a figure that is no record."""
JUDGED = 3
"""How many of the best passages are judged."""

_LOWER_CASE = regex(r"(?<![A-Za-z])[a-z]+")
_HYPHEN = regex(r"(?<=[a-z])(?=\d)")
"""Where a name such as gpt-3, whose words are compared without it, is written with one."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a question is to an index."""

    cosines: Mapping[tuple[str, int], float]
    """Of each sentence of the passages found, by document and offset, less what all share."""
    topic: float
    """The mean of all sentences."""


UNKNOWN = Nearness({}, 0.0)
"""Where the embedder tells no parts of a text apart."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the best passages hold of a question."""

    coverage: float
    """0 to 1."""
    nearness: float
    """The best cosine of a sentence, less what all have in common."""
    score: float
    """Above 0: there is evidence."""


@dataclass(slots=True)
class Judge:
    """Weighs evidence against one index."""

    lexical: LexicalIndex
    vocabulary: Vocabulary
    embedder: str = DEFAULT_EMBEDDER
    names: Callable[[str], Collection[str]] = lambda _: ()
    """The names of the documents, folded, that stand in a text."""
    _weights: dict[str, float] = field(default_factory=dict)
    _frequencies: dict[str, int] = field(default_factory=dict)

    def content(self, text: str) -> list[str]:
        """The words of ``text`` in canonical terms that carry meaning, each once."""
        return list(dict.fromkeys(word.text for word in self.vocabulary.content(text)))

    def weight(self, token: str) -> float:
        """The token's idf in the index, as BM25 has it; of a term, that of its commonest variant."""
        if token not in self._weights:
            count = len(self.lexical)
            found = self.frequency(token)
            self._weights[token] = math.log(1 + (count - found + 0.5) / (found + 0.5))
        return self._weights[token]

    def frequency(self, token: str) -> int:
        """In how many chunks the token stands; of a term, in how many its commonest variant may."""
        if token not in self._frequencies:
            known = self.lexical.document_frequency
            self._frequencies[token] = max(
                known(variant)
                or known(_HYPHEN.sub("-", variant))
                or min(map(known, tokens(variant)), default=0)
                for variant in self.vocabulary.variants(token)
            )
        return self._frequencies[token]

    def is_known(self, word: str) -> bool:
        """Whether the documents hold the word, or all of its tokens, or another way to say it."""
        return self.frequency(word) > 0

    def is_name(self, word: str, question: Question) -> bool:
        """Whether a word that the documents do not hold is a name all the same.

        A term or a word of the dictionary is; a Latin word where the question, if English, writes
        it with a capital. What else nobody knows is mistyped, or cut where no word ends.
        """
        import rjieba

        if self.vocabulary.category(word):
            return True
        if word.isascii():
            return question.language == "zh" or word not in {
                stem(written) for written in _LOWER_CASE.findall(question.text)
            }
        known: bool = rjieba.has_word(word)
        return known

    def weights(self, question: Question) -> dict[str, float]:
        """What each of the question's words counts; little for one that nobody knows."""
        return {
            word: self.weight(word)
            * (1.0 if self.is_known(word) or self.is_name(word, question) else UNKNOWN_WORDS)
            for word in self.content(question.text)
            if not self.is_piece(word, question)
        }

    def is_piece(self, word: str, question: Question) -> bool:
        """Whether a word that no document holds is only cut from a name that they do: 云 of 云汐能源."""
        if self.is_known(word):
            return False
        names = self.names(question.text)
        said = self.vocabulary.variants(word)
        return any(variant in name for variant in said for name in names)

    def missing(self, question: Question) -> list[str]:
        """What the question names and no document holds."""
        return [
            word.text
            for word in question.figure.words
            if word.names
            and not self.is_known(word.text)
            and self.is_name(word.text, question)
            and not self.is_piece(word.text, question)
        ]

    def names_a_stranger(self, question: Question) -> bool:
        """Whether a word names something that neither the documents nor the dictionary know: 锦地罗."""
        return bool(self.strangers(question))

    def strangers(self, question: Question) -> list[str]:
        """Those words."""
        return [
            word.text
            for word in question.figure.words
            if word.names
            and not word.text.isascii()
            and not self.is_known(word.text)
            and not self.is_name(word.text, question)
        ]

    def weigh(
        self, question: Question, passages: Sequence[Passage], near: Nearness = UNKNOWN
    ) -> Evidence:
        """How well ``passages``, best first, cover ``question``."""
        if not passages:
            return Evidence(0.0, 0.0, -1.0)
        foreign = question.language != language(passages[0].quote)
        wanted = {} if foreign else self._asked(question.text)
        canonical = self._canonical(question.text, foreign)
        coverage = max(self._share(wanted, canonical, passage) for passage in passages[:JUDGED])
        nearness = max(near.cosines.values(), default=0.0)
        score = self.score(question, passages[0].quote, coverage, nearness, near)
        return Evidence(coverage, nearness, score)

    def score(
        self, question: Question, text: str, coverage: float, nearness: float, near: Nearness
    ) -> float:
        """Above 0 where ``text``, so much of the question and so near to it, is evidence."""
        if not self._tells(near):
            return coverage - COVERAGE_ALONE
        score = COVERAGE_WEIGHT * coverage + NEARNESS_WEIGHT * nearness + TOPIC_WEIGHT * near.topic
        return score + OFFSETS[question.language, language(text)]

    def off_subject(self, question: Question, passages: Sequence[Passage], near: Nearness) -> float:
        """How far it is from the documents' one subject, by the part of ``score`` that all sentences make.

        0 where no vectors tell it.
        """
        if not self._tells(near):
            return 0.0
        offset = OFFSETS[question.language, language(passages[0].quote if passages else "")]
        return OF_SUBJECT - TOPIC_WEIGHT * near.topic - offset

    def _tells(self, near: Nearness) -> bool:
        """Whether there are cosines, of the model that the weights are for."""
        return bool(near.cosines) and self.embedder == DEFAULT_EMBEDDER

    def is_about(self, question: Question, evidence: Evidence, passages: Sequence[Passage]) -> bool:
        """Whether the best passage is plainly about the question and names all that it names."""
        best = passages[0]
        held = self.vocabulary.expand(self.content("\n".join((*best.heading_path, best.quote))))
        figure = question.figure
        essential = {w for w in figure.essential if self.is_known(w) or self.is_name(w, question)}
        return evidence.score >= PLAIN and essential | figure.regions <= held

    def _asked(self, question: str) -> dict[str, float]:
        """The question's own tokens; a repeated one counts once."""
        kept = (t for t in tokens(question) if t.isdigit() or not self.vocabulary.is_stop(t))
        return dict.fromkeys(kept, 1.0)

    def _canonical(self, question: str, foreign: bool) -> dict[str, float]:
        """Its words in canonical terms: verbs and adjectives, which have many synonyms, for less.

        Of a question in another language than the text's, words that the vocabulary does not
        translate count for less as well, but for names that both have; and places and general words
        are no subject: the world cup is not about the world.
        """
        found = self.vocabulary.content(question)
        if not foreign:
            return {word.text: 1.0 if word.names else OTHER_WORDS for word in found}
        category = self.vocabulary.category
        common = {stem(word) for word in _LOWER_CASE.findall(question)}
        names = {w.text for w in found if w.text.isascii() and self.is_known(w.text)} - common
        parts = {
            word.text: 1.0 if category(word.text) or word.text in names else OTHER_WORDS
            for word in found
        }
        subjects = names | {word for word in parts if category(word)} - self.vocabulary.generic
        placed = all(category(word) == "regions" for word in subjects)
        return {} if placed else parts

    def _share(
        self, wanted: Mapping[str, float], canonical: Mapping[str, float], passage: Passage
    ) -> float:
        """What ``passage`` holds of the question's own tokens and of its canonical terms, averaged."""
        text = "\n".join((*passage.heading_path, passage.quote))
        held = {*tokens(text), *self.content(text)}
        shares = [self._held(each, held) for each in (wanted, canonical) if each]
        return sum(shares) / len(shares) if shares else 0.0

    def _held(self, wanted: Mapping[str, float], held: set[str]) -> float:
        weights = {token: part * self.weight(token) for token, part in wanted.items()}
        total = sum(weights.values())
        return sum(w for token, w in weights.items() if token in held) / total if total else 0.0
