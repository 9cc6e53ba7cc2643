"""Answers about the report's own arithmetic: the findings that the question asks about."""

from __future__ import annotations

from collections.abc import Sequence

from kb.answering.understanding.question import Question
from kb.answering.writing.draft import Draft
from kb.answering.writing.wording import statements
from kb.figures.quantities.quantity import find_quantities
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import Finding, Status

SHOWN = 3
_WHICH = r"哪[些个几一处]|有没有|有无|是否[有存]|存不存在|所有|全部|整[篇份个]|\b(?:which|any|anything|all|every|some|are there|is there)\b"
"""Asks for whatever does not agree, and names no figure."""
_RULES = (
    (r"复合|年均|\bcagr\b|\bcompound", ("cagr", "implied")),
    (r"增[速长幅]|涨幅|\bgrowth\b|\brates?\b", ("growth", "cagr", "implied")),
    (r"排[名位行]|名次|榜|\brank", ("ranking",)),
)
_VERDICTS = {
    "agrees": ("相符", "consistent"),
    "disagrees": ("不相符", "not consistent"),
    "cannot_be_checked": ("无法核对", "cannot be checked"),
}


def choose(
    question: Question, findings: Sequence[Finding], vocabulary: Vocabulary
) -> list[Finding]:
    """The findings whose numbers and words the question names, best first.

    Where it asks which of them do not agree, and names no number, those that do not, of its rule.
    """
    numbers = {quantity.value for quantity in find_quantities(question.text)}
    years = {y for p in question.figure.periods for y in (p.start_year, p.end_year)}
    words = {w for w in vocabulary.words(question.text) if w not in vocabulary.generic}
    scored = []
    for place, finding in enumerate(findings):
        values = {point.value for point in finding.inputs}
        if finding.stated is not None:
            values.add(finding.stated)
        said = set().union(
            *(vocabulary.words(f"{p.metric} {p.entity} {p.exhibit}") for p in finding.inputs), set()
        )
        hits = len((numbers - years) & values)
        overlap = len(words & said)
        if hits or overlap:
            scored.append((-3 * hits - overlap, place, finding))
    scored.sort(key=lambda entry: entry[:2])
    if not numbers - years and question.says(_WHICH):
        wrong = _wrong(question, findings)
        named = {id(finding) for score, _, finding in scored if score < -1}
        return [one for one in wrong if id(one) in named][:SHOWN] or wrong[:SHOWN]
    best = scored[0][0] if scored else 0
    return [finding for score, _, finding in scored if score <= best * 0.8][:SHOWN]


def _wrong(question: Question, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that do not agree, of the rule that the question names if any is."""
    wrong = [finding for finding in findings if finding.verdict == "disagrees"]
    for pattern, rules in _RULES:
        if question.says(pattern):
            return [finding for finding in wrong if finding.rule in rules]
    return wrong


def compose(draft: Draft, findings: Sequence[Finding]) -> Status:
    """Write each finding: verdict, formula, inputs."""
    for finding in findings:
        zh, en = _VERDICTS[finding.verdict]
        markers = draft.cite_points(finding.inputs)
        value = finding.computed_low if finding.computed_low is not None else 0.0
        draft.derive(finding.formula, value, f"{finding.formula} {finding.summary}", finding.inputs)
        draft.say(
            f"核对结果：{zh}。{finding.summary}{markers}",
            f"Result: {en}. {finding.summary} {markers}",
        )
        if finding.formula and finding.formula not in finding.summary:
            draft.say(f"算式：{finding.formula}{markers}", f"Formula: {finding.formula} {markers}")
        listed = statements(draft, finding.inputs)
        draft.say(f"依据：{listed}。", f"Inputs: {listed}.")
    answered = any(finding.verdict != "cannot_be_checked" for finding in findings)
    return "answered" if answered else "partial"
