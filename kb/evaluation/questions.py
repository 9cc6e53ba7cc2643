"""Answers measured on labelled questions: right, cited, found, and refused where they must be."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from kb.errors import QueryError
from kb.evaluation.expectations import (
    Expectation,
    alternatives,
    comparable,
    failures,
    holds,
    missing,
    read_expectations,
)
from kb.types import Answer, Passage

SEARCHED = 5
"""How many passages count for ``recall_at_5``."""
_TIMES = ("p50", "p95")


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """One question, what was answered, and what is wrong with it."""

    id: str
    question: str
    category: str
    expected: tuple[str, ...]
    """Statuses that are right."""
    status: str
    answer: str
    right: bool
    failures: tuple[str, ...]
    """Why the answer is wrong; empty where it is right."""
    citations: int
    judged_citations: int
    """Citations of a question that says what to cite; the others cannot be judged."""
    supporting_citations: int
    evidence: int
    uncited: tuple[str, ...]
    """Evidence that no citation holds."""
    unfound: tuple[str, ...]
    """Evidence that is not in the first passages of the search."""
    milliseconds: float


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """Shares of 0 to 1, None where there is nothing to share; times in milliseconds."""

    questions: int
    accuracy: float
    citation_precision: float | None
    """Of the citations, those whose quote holds evidence or what the answer must contain."""
    citation_recall: float | None
    """Of the evidence, what some citation holds."""
    recall_at_5: float | None
    """Of the evidence, what the first five passages of the search hold."""
    refusal_recall: float | None
    """Of the questions that must not be answered, those that were not."""
    false_refusals: float | None
    """Of the questions that must be answered, those that were refused."""
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class QuestionsReport:
    """The scorecard of one file."""

    overall: QuestionScore
    categories: dict[str, QuestionScore]
    """By category, in the order of the file."""
    records: tuple[QuestionRecord, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two reports."""

    turned_right: tuple[str, ...]
    """``id question``, in the order of the new report."""
    turned_wrong: tuple[str, ...]
    deltas: dict[str, dict[str, float]]
    """By category, ``overall`` first, new minus old of each metric that changed."""

    def to_dict(self) -> dict[str, Any]:
        """The comparison as JSON types."""
        return asdict(self)

    def lines(self) -> list[str]:
        """The comparison for people, one fact a line; empty where nothing changed."""
        return [
            *(f"right now: {one}" for one in self.turned_right),
            *(f"wrong now: {one}" for one in self.turned_wrong),
            *(
                f"{category}: {metric} {delta:+.3f}"
                for category, changed in self.deltas.items()
                for metric, delta in changed.items()
            ),
        ]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A number or name in an answer that is neither cited nor derived."""

    question: str
    sentence: str
    token: str


@dataclass(frozen=True, slots=True)
class NumbersReport:
    """Answers with numbers or names that are neither cited nor derived: there should be none."""

    answers: int
    wrong: int
    """How many answers hold at least one."""
    unsupported: tuple[Unsupported, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types."""
        return asdict(self)


def evaluate(
    path: Path,
    ask: Callable[[str], Answer],
    search: Callable[[str], list[Passage]],
    progress: Callable[[str, int, int], None] | None = None,
) -> QuestionsReport:
    """Ask every question of a JSONL file; see ``read_expectations`` for its form and errors."""
    expectations = read_expectations(path)
    records = []
    for done, expectation in enumerate(expectations, start=1):
        began = time.perf_counter()
        answer = ask(expectation.question)
        milliseconds = (time.perf_counter() - began) * 1000
        passages = search(expectation.question)[:SEARCHED]
        records.append(_record(expectation, answer, passages, milliseconds))
        if progress:
            progress("asking", done, len(expectations))
    categories: dict[str, list[QuestionRecord]] = {}
    for record in records:
        categories.setdefault(record.category, []).append(record)
    return QuestionsReport(
        _score(records),
        {category: _score(own) for category, own in categories.items()},
        tuple(records),
    )


def _record(
    expectation: Expectation, answer: Answer, passages: list[Passage], milliseconds: float
) -> QuestionRecord:
    wrong = failures(expectation, answer)
    quotes = [citation.quote for citation in answer.citations]
    telling = [one for entry in (*expectation.evidence, *expectation.contains) for one in entry]
    uncited = missing(quotes, expectation.evidence)
    unfound = missing([passage.quote for passage in passages], expectation.evidence)
    return QuestionRecord(
        id=expectation.id,
        question=expectation.question,
        category=expectation.category,
        expected=expectation.statuses,
        status=answer.status,
        answer=answer.text,
        right=not wrong,
        failures=tuple(wrong),
        citations=len(quotes),
        judged_citations=len(quotes) if telling else 0,
        supporting_citations=sum(holds(comparable(quote), telling) for quote in quotes),
        evidence=len(expectation.evidence),
        uncited=tuple(map(alternatives, uncited)),
        unfound=tuple(map(alternatives, unfound)),
        milliseconds=milliseconds,
    )


def _score(records: Sequence[QuestionRecord]) -> QuestionScore:
    to_refuse = [record for record in records if "answered" not in record.expected]
    to_answer = [record for record in records if record.expected == ("answered",)]
    cited = sum(record.judged_citations for record in records)
    evidence = sum(record.evidence for record in records)
    times = [record.milliseconds for record in records]
    return QuestionScore(
        questions=len(records),
        accuracy=sum(record.right for record in records) / len(records),
        citation_precision=_share(sum(r.supporting_citations for r in records), cited),
        citation_recall=_share(evidence - sum(len(r.uncited) for r in records), evidence),
        recall_at_5=_share(evidence - sum(len(r.unfound) for r in records), evidence),
        refusal_recall=_share(sum(r.status != "answered" for r in to_refuse), len(to_refuse)),
        false_refusals=_share(sum(r.status == "refused" for r in to_answer), len(to_answer)),
        p50=percentile(times, 50),
        p95=percentile(times, 95),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest of ``values``, not empty, that ``percent`` of them do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """What changed from one ``QuestionsReport.to_dict`` to another, for questions in both.

    Raises:
        QueryError: one of them is no such report.
    """
    try:
        before = {record["id"]: record["right"] for record in old["records"]}
        changed = [
            (record["right"], f"{record['id']} {record['question']}")
            for record in new["records"]
            if before.get(record["id"], record["right"]) != record["right"]
        ]
        deltas = {
            # Times differ from run to run: of few questions they say nothing.
            name: _deltas(scores, _scores(new)[name], () if name == "overall" else _TIMES)
            for name, scores in _scores(old).items()
            if name in _scores(new)
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise QueryError(
            f"this is no report on questions ({error!r}); write one with `kb evaluate --json FILE`"
        ) from error
    return Comparison(
        tuple(question for right, question in changed if right),
        tuple(question for right, question in changed if not right),
        {name: delta for name, delta in deltas.items() if delta},
    )


def _scores(report: Mapping[str, Any]) -> dict[str, Mapping[str, float | None]]:
    return {"overall": report["overall"], **report["categories"]}


def _deltas(
    old: Mapping[str, float | None], new: Mapping[str, float | None], without: Collection[str]
) -> dict[str, float]:
    found = {}
    for name in [field.name for field in fields(QuestionScore) if field.name not in without]:
        before, after = old[name], new[name]
        if before is not None and after is not None and before != after:
            found[name] = after - before
    return found


def numbers_report(
    answers: Iterable[Answer], check: Callable[[Answer], Sequence[tuple[str, str]]] | None = None
) -> NumbersReport:
    """Count the answers with a number or name that is neither in a citation nor in a derivation.

    ``check`` returns the sentence and the token of each; None takes the verifier's own, with the
    general vocabulary.
    """
    find = check or _unsupported
    checked = [(answer.question, find(answer)) for answer in answers]
    return NumbersReport(
        answers=len(checked),
        wrong=sum(bool(found) for _, found in checked),
        unsupported=tuple(
            Unsupported(question, sentence, token)
            for question, found in checked
            for sentence, token in found
        ),
    )


def _unsupported(answer: Answer) -> Sequence[tuple[str, str]]:
    from kb.answering.verifying.verifier import unsupported

    return unsupported(answer)
