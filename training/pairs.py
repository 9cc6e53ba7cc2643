"""Questions with sentences to choose from: from files of SQuAD's shape, our own reports, and their figures."""

from __future__ import annotations

import json
import math
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from kb import DataPoint, Document
from kb.answering.quoting.asked_of import around
from kb.text import sentence_spans, simplified, tokens

REPORTS = Path(__file__).parent / "reports"
BESIDE = 14
"""Sentences that share most words with the question, from which those that do not answer are drawn."""
_RULE = re.compile(r"\|[\s:-]*-")
Sentence = tuple[str, str]
"""Its text, and what stands around it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question and sentences of its text; the first ``answering`` of them answer."""

    question: str
    sentences: tuple[Sentence, ...]
    answering: int
    near: int = 0
    """How many after those come close, and do not answer."""
    text: str = ""
    """Names the text that they are of."""


class Sentences:
    """The sentences of a text, or of several, ranked for a question by the words that they share."""

    def __init__(self, sentences: Sequence[Sentence], name: str = "") -> None:
        self.all = list(sentences)
        self._name = name
        self._lengths: list[int] = []
        self._in: dict[str, list[int]] = defaultdict(list)
        for at, (text, beside) in enumerate(self.all):
            words = list(tokens(f"{text} {beside}"))
            self._lengths.append(len(words))
            for word in set(words):
                self._in[word].append(at)

    def choice(self, question: str, answering: Sequence[int], near: Sequence[int] = ()) -> Choice:
        """``answering`` and ``near`` are numbers of sentences."""
        first = [*answering, *(at for at in near if at not in answering)]
        beside = [at for at in self.ranked(question) if at not in first][:BESIDE]
        chosen = tuple(self.all[at] for at in (*first, *beside))
        return Choice(question, chosen, len(answering), len(first) - len(answering), self._name)

    def ranked(self, question: str) -> list[int]:
        """Numbers of all sentences, best first."""
        scores: dict[int, float] = defaultdict(float)
        for word in sorted({*tokens(question)} & self._in.keys()):
            held = self._in[word]
            for at in held:
                scores[at] += math.log(1 + len(self.all) / len(held))
        scored = (-scores[at] / (1 + 0.02 * length) for at, length in enumerate(self._lengths))
        return [at for _, at in sorted(zip(scored, range(len(self.all)), strict=True))]


def elsewhere(choices: Sequence[Choice], most: int, source: random.Random) -> Iterator[Choice]:
    """Some of the questions with what comes closest in the other texts, which does not answer.

    Without them, a reader takes it that every sentence is on the subject that is asked about.
    """
    held = {one: choice.text for choice in choices for one in choice.sentences}
    known = Sentences(list(held))
    texts = list(held.values())
    asked = [choice for choice in choices if choice.answering]
    for choice in source.sample(asked, min(most, len(asked))):
        others = (at for at in known.ranked(choice.question) if texts[at] != choice.text)
        near = tuple(known.all[at] for at in islice(others, BESIDE))
        yield Choice(choice.question, near, 0)


def renamed(
    choices: Sequence[Choice], names: dict[str, set[str]], source: random.Random
) -> Iterator[Choice]:
    """The questions that name something, with a name of another text in its place: not answered.

    ``names`` are those of each text.
    """
    every = sorted(set().union(*names.values()))
    for choice in choices:
        own = sorted(names[choice.text], key=lambda name: (-len(name), name))
        named = next((name for name in own if name in choice.question), "")
        told = " ".join(text for text, _ in choice.sentences)
        other = source.choice(every)
        if choice.answering and named and other not in told:
            question = choice.question.replace(named, other)
            yield replace(choice, question=question, answering=0, near=choice.answering)


def of_public_set(path: Path, most: int, source: random.Random) -> list[Choice]:
    """From a file of SQuAD's shape; of a question that has no answer, three sentences come close.

    Half of what is in traditional characters is put into simplified ones.
    """
    choices = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        paragraphs = article["paragraphs"]
        for first in range(0, len(paragraphs), 6):
            put = simplified if source.random() < 0.5 else str
            choices += _of_paragraphs(paragraphs[first : first + 6], put, article.get("title", ""))
    source.shuffle(choices)
    return choices[:most]


def _of_paragraphs(paragraphs: Sequence[dict[str, Any]], put: Any, title: str) -> Iterator[Choice]:
    sentences: list[Sentence] = []
    places: list[tuple[int, int, int]] = []
    for number, paragraph in enumerate(paragraphs):
        before = ""
        for start, end in sentence_spans(paragraph["context"]):
            text = put(paragraph["context"][start:end])
            sentences.append((text, before))
            places.append((number, start, end))
            before = text
    known = Sentences(sentences, title)
    for number, paragraph in enumerate(paragraphs):
        for asked in paragraph["qas"]:
            question = put(asked["question"] or "")
            answers = asked.get("answers")
            if not question or len(sentences) < 3:
                continue
            if not answers:
                own = [at for at in known.ranked(question) if places[at][0] == number]
                yield known.choice(question, (), own[:3])
                continue
            begins = answers[0]["answer_start"]
            told = [at for at, (n, s, e) in enumerate(places) if n == number and s <= begins < e]
            if told:
                yield known.choice(question, told)


def of_report(document: Document, asked: Iterable[dict[str, Any]]) -> Iterator[Choice]:
    """From one of our reports and its questions, whose evidence and near misses are quoted."""
    spans, known = _sentences(document)
    for one in asked:
        told, near = (
            [
                at
                for quote in one.get(name, ())
                for begins in [document.text.find(quote)]
                for at, (start, end) in enumerate(spans)
                if begins >= 0 and start < begins + len(quote) and begins < end
            ]
            for name in ("evidence", "near")
        )
        yield known.choice(one["question"], told, () if told else near)


def of_figures(
    document: Document, points: Sequence[DataPoint], source: random.Random, most: int = 36
) -> Iterator[Choice]:
    """Questions in the text's own words for its figures, and for years that it does not give.

    Without them, a reader of paraphrases and near misses takes the same words for a near miss.
    """
    spans, known = _sentences(document)
    chinese = bool(re.search(r"[\u4e00-\u9fff]", document.text))
    years: dict[str, set[str]] = {}
    for point in points:
        stated = document.text[point.sentence_start : point.sentence_end]
        years.setdefault(point.metric, set()).update(re.findall(r"(?:19|20)\d\d", stated))
    made = 0
    for point in source.sample(list(points), len(points)):
        told = [
            at for at, (start, end) in enumerate(spans) if start <= point.start and point.end <= end
        ]
        if made >= most or not told or not 4 <= len(point.metric) <= 30:
            continue
        forms = _forms(point, chinese)
        if not forms or not point.period.start_year:
            continue
        form = source.choice(forms)
        named = point.entity and point.entity not in point.metric
        metric = f"{point.entity}{'' if chinese else ' '}{point.metric}" if named else point.metric
        period, key = point.period.text or point.period.key, point.period.key
        if re.fullmatch(r"\d{4}(-\d{4})?", key):
            period = f"{key}年" if chinese else key
        yield known.choice(form.format(period=period, metric=metric), told)
        made += 1
        if key.isdecimal() and source.random() < 0.45:
            free = [y for y in range(2015, 2036) if str(y) not in years[point.metric]]
            other = min(free, key=lambda y: abs(y - int(key)) + 4 * source.random())
            period = f"{other}年" if chinese else str(other)
            yield known.choice(form.format(period=period, metric=metric), (), told)
            made += 1


def _forms(point: DataPoint, chinese: bool) -> tuple[str, ...]:
    if point.forecast:
        return _FORECAST[chinese]
    return _STATED[chinese].get(point.kind, ())


_FORECAST = {
    True: (
        "{period}{metric}预计达到多少？",
        "{period}{metric}预计是多少",
        "预计{period}{metric}能到多少",
    ),
    False: (
        "What is {metric} forecast to be in {period}?",
        "How large will {metric} be in {period}?",
    ),
}
_STATED: dict[bool, dict[str, tuple[str, ...]]] = {
    True: {
        "level": (
            "{period}{metric}是多少？",
            "{period}{metric}有多少",
            "{metric}{period}",
            "{period}的{metric}达到多少",
        ),
        "growth": (
            "{period}{metric}同比增长多少？",
            "{period}{metric}增速是多少",
            "{metric}{period}增长率",
        ),
        "share": ("{period}{metric}是多少？", "{metric}{period}占多少", "{period}{metric}占比多少"),
        "cagr": ("{period}{metric}年复合增长率是多少？", "{metric}{period}的复合增速"),
    },
    False: {
        "level": (
            "What was {metric} in {period}?",
            "How much was {metric} in {period}",
            "{metric} {period}",
        ),
        "growth": ("How much did {metric} grow in {period}?", "growth of {metric} in {period}"),
        "share": ("What was {metric} in {period}?", "{metric} in {period}"),
        "cagr": ("What is the CAGR of {metric} in {period}?",),
    },
}


def _sentences(document: Document) -> tuple[list[tuple[int, int]], Sentences]:
    text = document.text
    spans = [(s, e) for s, e in sentence_spans(text) if e - s >= 8 and not _RULE.match(text[s:e])]
    return spans, Sentences([(text[s:e], around(document, s)) for s, e in spans], document.id)
