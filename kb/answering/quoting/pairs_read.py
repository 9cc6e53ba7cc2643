"""What a reader made of sentences: the log odds, for each, that it answers the question."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kb.answering.quoting import alone, trouble
from kb.answering.quoting.pointing_back import pointed_to
from kb.answering.quoting.what_is_read import left_out, quoted
from kb.text import fold, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.quoting.weighed import Weigh
    from kb.answering.quoting.what_is_read import Read, Span
    from kb.answering.retrieval.evidence import Judge
    from kb.indexing.pair_reader import SentenceReader

ADDS = 0.5
"""By how many log odds a sentence has to answer better with what it points back to than that does without it."""
REMEMBERED = 8_192
"""PairsRead that are kept, for a question that is asked again."""


class PairsRead:
    """Reads what may answer, once."""

    def __init__(self, reader: SentenceReader | None, judge: Judge) -> None:
        """Take finished parts."""
        self._reader = reader
        self._judge = judge
        self._known: dict[tuple[str, tuple[str, object]], float] = {}

    def __bool__(self) -> bool:
        """Whether there is a reader; without one nothing may be read."""
        return self._reader is not None

    def logits(self, said: str, reads: Sequence[Read]) -> list[float]:
        """The log odds that each answers the question ``said``."""
        known = self._known
        keys = [(said, key) for key, _ in reads]
        found = {key: known[key] for key in keys if key in known}
        new = {
            key: sentence
            for key, (_, sentence) in zip(keys, reads, strict=True)
            if key not in found
        }
        if new and self._reader:
            logits = self._reader.logits(self._written_out(said), list(new.values()))
            found |= zip(new, logits, strict=True)
            if len(self._known) >= REMEMBERED:
                self._known = {}  # another thread goes on with what it holds
            self._known |= found
        return [found[key] for key in keys]

    def weigh(self, said: str) -> Weigh:
        """What gives the log odds that spans answer ``said``: each by itself, or with what it points back to."""

        def weights(spans: Sequence[Span]) -> list[float]:
            alone = self.logits(said, list(map(quoted, spans)))
            return [
                max(logit, self._with_what_it_means(said, span))
                for logit, span in zip(alone, spans, strict=True)
            ]

        return weights

    def _with_what_it_means(self, said: str, span: Span) -> float:
        """The log odds of a sentence with what it points back to, where that does not answer without it."""
        before = None if left_out(*span) else pointed_to(span)
        if before is None:
            return -math.inf
        own, both = self.logits(said, [quoted(before), quoted((*before[:2], span[2]))])
        return both if both >= own + ADDS else -math.inf

    def prefer(self, said: str) -> Weigh:
        """What puts spans in order: the log odds that they answer, and more for trouble, or what else it takes, where that is asked for."""

        def weights(spans: Sequence[Span]) -> list[float]:
            texts = [quoted(span)[1].text for span in spans]
            return [
                logit + trouble.gain(said, text) + alone.gain(said, text)
                for logit, text in zip(self.weigh(said)(spans), texts, strict=True)
            ]

        return weights

    def _written_out(self, said: str) -> str:
        """``said`` with companies named as the documents name them, and abbreviations that no document has in full.

        When was 网易 founded, of a Chinese report: that NetEase is its name, the reader does not know.
        """
        vocabulary, known = self._judge.vocabulary, self._judge.lexical.document_frequency
        chinese = language(said) == "zh"
        for term in reversed(vocabulary.terms(said)):
            short, whole = said[term.start : term.end], term.canonical
            if known(fold(short)):
                continue
            told = ""
            if term.category == "companies":
                told = max(filter(known, vocabulary.variants(whole)), key=known, default="")
            elif chinese and short.isascii() and short.isupper() and not whole.isascii():
                told = whole
            if told:
                said = f"{said[: term.start]}{told}{said[term.end :]}"
        return said
