"""From what a generator says to an answer: within the time, borne out, or not at all."""

from __future__ import annotations

import queue
import re
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.answering.verifying.marked import markers_of, without_markers
from kb.answering.verifying.numbers import find_numbers
from kb.answering.verifying.support import Support
from kb.answering.verifying.verifier import Checker, filtered
from kb.errors import ModelUnavailable
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.types import Answer

if TYPE_CHECKING:
    from kb.answering.writing.generator import Generator

OVERLAP = 0.3
"""The share of its content words that a sentence has from the answer that it rewords."""
MARKED_OVERLAP = 0.15
"""The same, of a sentence with a marker or a number, which are checked themselves."""
LONGEST_REPLY = 20_000
"""Characters; a reply that goes on is no rewording."""

_REASONS = {
    "down": (
        "语言模型不可用，以下为原文摘录式回答。",
        "The language model is not available; this is the extractive answer.",
    ),
    "slow": (
        "语言模型没有在限定时间内答完，以下为原文摘录式回答。",
        "The language model did not finish in time; this is the extractive answer.",
    ),
    "wrong": (
        "语言模型的改写与所引原文不符，以下为原文摘录式回答。",
        "The language model's wording does not agree with the cited text; "
        "this is the extractive answer.",
    ),
    "nothing": (
        "语言模型的改写没有可核实的内容，以下为原文摘录式回答。",
        "The language model said nothing that can be verified; this is the extractive answer.",
    ),
}
_THOUGHT = regex(r"\s*<think>.*?(?:</think>|\Z)", re.S)
_ACTIVE = regex(
    r"[a-z][a-z0-9+.\-]{0,15}://|(?<![a-z0-9])(?:www\.\S|javascript:|mailto:|data:\w+/)"
    r"|[\w.+\-]{1,64}@[\w\-]{1,64}\.[\w.]{2,64}|\]\([^)\n]{0,500}\)?|</?[A-Za-z!][^>\n]{0,500}>?"
    r"|[a-z0-9]\.(?:com|cn|net|org|io|ru|info|top|xyz|co|dev|app|me|cc|ai)(?![a-z0-9.])"
    r"|```",
    re.I,
)
_INSTRUCTION = regex(
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,60}\b(?:instruction|previous|above|prior|rule)"
    r"|\b(?:system|developer) prompt\b|\byou (?:are now|must now|should now)\b|\bas an ai\b"
    r"|\b(?:click|visit|download|subscribe|log ?in|sign up)\b[^.\n]{0,40}\b(?:here|link|site|page|at)\b"
    r"|(?:忽略|无视|忘记|不要理会)[^。\n]{0,20}(?:指令|指示|提示|要求|规则|之前|以上|上述|前面)"
    r"|系统提示词?|你现在是|(?:请|立即|马上)?(?:点击|访问|登录|扫码)[^。\n]{0,20}(?:链接|网址|网站|二维码|官网)",
    re.I,
)
_FORECAST = regex(r"预[测计期估]|有望|将|forecast|expect|project|predict|estimat|\bwill\b", re.I)


def reword(answer: Answer, generator: Generator, vocabulary: Vocabulary | None = None) -> Answer:
    """``answer`` in the generator's words, or as it was with a warning that says why.

    The words are taken only within ``generator.timeout`` seconds; sentences that the evidence does
    not bear out are removed; the numbers of the answer's first line, a marker and the word that
    makes a forecast one must be left. A refused answer is never sent. Never raises.
    """
    if answer.status == "refused" or not answer.citations:
        return answer
    vocabulary = vocabulary or Vocabulary.load()
    try:
        text = _collect(generator, answer)
    except ModelUnavailable:
        return _unchanged(answer, "down")
    except TimeoutError:
        return _unchanged(answer, "slow")
    # An image's exclamation mark would end a sentence before the image.
    text = _THOUGHT.sub("", text, count=1).strip().replace("![", "[")
    worded = replace(answer, text=text)
    judge = _Judge.of(worded, answer, vocabulary)
    worded = filtered(worded, judge.keeps)
    if worded.status == "refused" or not worded.text or not markers_of(worded.text):
        return _unchanged(answer, "nothing")
    if not _agrees(worded, answer, vocabulary):
        return _unchanged(answer, "wrong")
    return worded


@dataclass(frozen=True, slots=True)
class _Judge:
    checker: Checker
    vocabulary: Vocabulary
    known: frozenset[str]
    """Content words of the question and of the answer that is reworded, not of all that it cites:
    a document may hold anything."""

    @classmethod
    def of(cls, worded: Answer, answer: Answer, vocabulary: Vocabulary) -> _Judge:
        words = vocabulary.held(f"{answer.question}\n{answer.text}")
        return cls(Checker.of(worded, vocabulary), vocabulary, frozenset(words))

    def keeps(self, unit: str) -> bool:
        """Whether a sentence is harmless, about the evidence, and borne out by it."""
        if _ACTIVE.search(unit) or _INSTRUCTION.search(unit) or any(self.checker.missing(unit)):
            return False
        words = self.vocabulary.words(without_markers(unit))
        shared = len(self.vocabulary.expand(words) & self.known)
        marked = markers_of(unit) or find_numbers(without_markers(unit))
        return shared >= (MARKED_OVERLAP if marked else OVERLAP) * len(words)


def _agrees(worded: Answer, answer: Answer, vocabulary: Vocabulary) -> bool:
    """Whether the first line's numbers are left, and its forecast is still called one."""
    first = without_markers(answer.text.strip().split("\n")[0])
    said = Support(vocabulary)
    said.add(without_markers(worded.text))
    if not all(said.has_number(number, falling=True) for number in find_numbers(first)):
        return False
    return not _FORECAST.search(first) or _FORECAST.search(worded.text) is not None


def _collect(generator: Generator, answer: Answer) -> str:
    """All that the generator says, in a thread of its own, so that no read can outlast the time.

    Raises:
        ModelUnavailable: as the generator does.
        TimeoutError: the time is over, or the reply too long.
    """
    pieces: queue.SimpleQueue[str | ModelUnavailable | None] = queue.SimpleQueue()
    stopped = threading.Event()

    def work() -> None:
        last: ModelUnavailable | None = None
        try:
            for piece in generator.generate(answer.question, answer):
                if stopped.is_set():
                    return
                pieces.put(piece)
        except ModelUnavailable as error:
            last = error
        finally:
            pieces.put(last)

    end = time.monotonic() + generator.timeout
    threading.Thread(target=work, daemon=True, name="kb-generator").start()
    try:
        return _until(end, pieces)
    finally:
        stopped.set()


def _until(end: float, pieces: queue.SimpleQueue[str | ModelUnavailable | None]) -> str:
    said: list[str] = []
    length = 0
    while length <= LONGEST_REPLY:
        try:
            piece = pieces.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            break
        if piece is None:
            return "".join(said)
        if isinstance(piece, ModelUnavailable):
            if time.monotonic() >= end:
                break
            raise piece
        said.append(piece)
        length += len(piece)
        if time.monotonic() >= end:
            break
    raise TimeoutError


def _unchanged(answer: Answer, reason: str) -> Answer:
    zh, en = _REASONS[reason]
    return replace(answer, warnings=(*answer.warnings, zh if answer.language == "zh" else en))
