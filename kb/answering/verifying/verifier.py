"""The gate before the user: a sentence whose numbers or names no source bears out is removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kb.answering.verifying import names, numbers
from kb.answering.verifying.marked import markers_of, text_units, without_invented, without_markers
from kb.answering.verifying.support import REMEMBERED, Support, Supports
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.types import Answer, Language

NOTHING: dict[Language, str] = {
    "zh": "文档里没有能回答这个问题的内容。",
    "en": "The documents hold nothing that answers this question.",
}
"""What a refused answer says."""

_STOP: dict[Language, str] = {"zh": "。", "en": "."}
_LETTER = regex(r"[^\W_]")
Keep = Callable[[str], bool]


_BULLET = " \t-*•·|"
SHORTEST_QUOTE = 8
"""A line of fewer characters stands in many a text by chance."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Tells what of an answer nothing bears out."""

    supports: Supports
    vocabulary: Vocabulary
    words: frozenset[str]
    """Latin words that the answer and its sources hold in lower case."""

    @classmethod
    def of(cls, answer: Answer, vocabulary: Vocabulary | None = None) -> Checker:
        """What bears ``answer`` out, read once; the vocabulary that ships unless one is given."""
        texts = (
            answer.text,
            answer.full_question,
            *(citation.quote for citation in answer.citations),
        )
        lower = frozenset[str]().union(*map(_lower_words, texts))
        vocabulary = vocabulary or Vocabulary.load()
        return cls(Supports(answer, vocabulary), vocabulary, lower)

    def missing(self, unit: str) -> Iterator[str]:
        """The numbers and names of a text unit that nothing bears out, as they stand in it."""
        sources = self.supports.of(markers_of(unit))
        bare = without_markers(unit).strip(_BULLET)
        if len(bare) >= SHORTEST_QUOTE and any(source.quotes(bare) for source in sources):
            return  # word for word, its list numbers too
        text = self._open(without_markers(unit), sources)
        falling = numbers.falls(text)
        spans = []
        for number in numbers.find_numbers(text):
            if not any(source.has_number(number, falling) for source in sources):
                spans.append((number.start, number.end))
        found = [
            *names.find_terms(text, self.vocabulary),
            *names.find_latin(text, self.vocabulary, self.words),
            *names.find_parts(numbers.plain(text)),
        ]
        for name in found:
            if not any(source.has_name(name.key) for source in sources):
                spans.append((name.start, name.end))
        for match in names.QUOTED.finditer(text):
            spans.append(match.span())
        yield from (unit[start:end] for start, end in sorted(set(spans)))

    def _open(self, text: str, sources: Sequence[Support]) -> str:
        """``text`` with what stands in it word for word, formula or quotation, blanked out."""
        for formula in self.supports.formulas:
            # No. 1 is no part of No. 10.
            text = re.sub(rf"(?<!\d){re.escape(formula)}(?!\d)", " " * len(formula), text)

        def blank(match: re.Match[str]) -> str:
            quoted = match[1] or match[2]
            verbatim = any(source.quotes(quoted) for source in sources)
            return " " * len(match.group()) if verbatim else match.group()

        return names.QUOTED.sub(blank, text)


@lru_cache(REMEMBERED)
def _lower_words(text: str) -> frozenset[str]:
    """The Latin words of ``text`` that begin in lower case."""
    spans = numbers.latin_tokens(numbers.plain(text))
    return frozenset(text[start:end].lower() for start, end in spans if text[start].islower())


def verify(answer: Answer, vocabulary: Vocabulary | None = None) -> Answer:
    """``answer`` without the sentences whose numbers or names its sources do not hold.

    A number is held by a citation that its sentence marks (by any, where it marks none), by a data
    point inside one, by a derivation or by the question; a name likewise. Markers keep their
    numbers; a marker without a citation is deleted. What was removed is said in ``warnings``; where
    nothing is left, the answer is refused. Never raises.
    """
    checker = Checker.of(answer, vocabulary)
    return filtered(answer, lambda unit: not any(checker.missing(unit)))


def unsupported(answer: Answer, vocabulary: Vocabulary | None = None) -> list[tuple[str, str]]:
    """Pairs of a sentence of ``answer.text`` and a number or name in it that nothing bears out."""
    checker = Checker.of(answer, vocabulary)
    return [
        (unit.strip(), token)
        for line in answer.text.split("\n")
        for unit in text_units(line)
        for token in checker.missing(unit)
    ]


def filtered(answer: Answer, keep: Keep) -> Answer:
    """``answer`` with only the sentences that ``keep``, and what follows from their removal."""
    known = {citation.marker for citation in answer.citations}
    lines: list[str] = []
    removed: list[str] = []
    for line in answer.text.split("\n"):
        kept: list[str] = []
        lost: list[str] = []
        for unit in text_units(line):
            (kept if keep(unit) else lost).append(unit)
        rest = "".join(kept)
        if lost:
            rest = re.sub(r"[;；]$", _STOP[answer.language], rest.strip())
        if not lost or _LETTER.search(without_markers(rest)):
            lines.append(without_invented(rest, known))
        removed += lost
    if not removed:
        return replace(answer, text="\n".join(lines))
    return _shortened(answer, _without_open_end(lines), removed)


def _without_open_end(lines: list[str]) -> list[str]:
    """Without a last line that only leads to what was removed."""
    while lines and lines[-1].rstrip().endswith(("：", ":")):
        lines.pop()
    return lines


def _shortened(answer: Answer, lines: list[str], removed: list[str]) -> Answer:
    text = "\n".join(lines)
    warnings = (*answer.warnings, _warning(answer.language, len(removed)))
    if not _LETTER.search(without_markers(text)):
        nothing = replace(answer, text=NOTHING[answer.language], status="refused", citations=())
        return replace(nothing, data_points=(), derivations=(), exhibits=(), warnings=warnings)
    lost = set(markers_of("\n".join(removed))) - set(markers_of(text))
    citations = tuple(c for c in answer.citations if c.marker not in lost)
    return replace(answer, text=text, citations=citations, warnings=warnings)


def _warning(language: Language, count: int) -> str:
    if language == "zh":
        return f"删去了{count}句：所引原文不支持其中的内容。"
    if count == 1:
        return "1 sentence was removed: the cited text does not bear it out."
    return f"{count} sentences were removed: the cited text does not bear them out."
