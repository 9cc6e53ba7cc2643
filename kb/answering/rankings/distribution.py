"""How something divides: the shares of one sentence or table, where a question asks for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.rankings.asked_names import read_names
from kb.answering.writing.wording import period_label, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.answering.records.listing import Listing
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import Status

WHOLE = 101
"""The most that shares of one thing add up to, rounded as they are."""
_ASKS = (
    r"(?:各自?|分别)占|(?:占比|份额|比例|比重)(?:各|分别)|各(?:是|有|为)?多少(?:比例|份额|占比)"
    r"|(?:怎么|如何)(?:分布|构成)|(?:分布|构成|占比结构)(?:情况|比例)?(?:是|如何|怎)"
)


def compose(
    draft: Draft, question: Question, listings: Sequence[Listing], judge: Judge
) -> Status | None:
    """Write every share of the list that the question is about; None where it asks for none."""
    if not question.says(_ASKS) or question.intent not in ("list", "number", "explanation"):
        return None
    vocabulary = judge.vocabulary
    asked = read_names(question, vocabulary)
    named = {word.text for word in question.figure.words}
    words = {word for word in asked.words & named if judge.is_known(word)}
    years = {period.end_year for period in question.figure.periods if period.end_year}
    if not words:
        return None
    found = [
        one
        for one in listings
        if one.kind == "share" and not one.by_year and (not years or one.year in years)
        if all(sort in one.title for sort in asked.sorts)
        if sum(row.point.value for row in one.rows) <= WHOLE
    ]
    names = ["\n".join(row.name for row in one.rows) for one in found]
    held = [
        vocabulary.held(f"{one.document}\n{one.title}\n{own}")
        for one, own in zip(found, names, strict=True)
    ]
    fitting = [
        (len(words & vocabulary.held(one.title.rpartition("\n")[2])), -order, one)
        for order, (one, known) in enumerate(zip(found, held, strict=True))
        if words <= known
    ]
    if not fitting:
        return None
    listing = max(fitting)[2]
    points = [row.point for row in listing.rows]
    when, markers = period_label(points[0].period, draft.language), draft.cite_points(points)
    shares = [
        f"{draft.name(row.name)}{draft.pick('', ' ')}{value_text(row.point)}"
        for row in listing.rows
    ]
    told = draft.pick("、", ", ").join(shares)
    draft.say(
        f"{when}{'：' if when else ''}{told}{markers}。",
        f"{when}{': ' if when else ''}{told} {markers}.",
    )
    for marker in dict.fromkeys(map(draft.cite_point, points)):
        draft.quote(marker)
    return "answered"
