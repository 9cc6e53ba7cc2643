"""Where the figure of one side alone is found: the sentence that tells both, or that nothing can be computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.computing import calculation
from kb.answering.computing.operands import lacks_an_end
from kb.answering.lookup.figures import SET_AGAINST, Found, comparable
from kb.answering.quoting.explanation import cite_sentences
from kb.figures.lookup.lookup import parse_question
from kb.figures.quantities.quantity import find_quantities
from kb.text import language, sentence_spans
from kb.types import RATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.answering.records.records import Records
    from kb.answering.retrieval.evidence import Judge
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.types import DataPoint, Document, Passage

    Span = tuple[Document, int, int]

READ = 3
"""How many of the best passages are read for a sentence that tells both."""
LEAST = 2
"""Words that a question must name for all of them to say much."""
_NO_MEASURE = ("time", "")


def is_one_sided(question: Question, found: Sequence[Found]) -> bool:
    """Whether one amount is found where two are set against each other, or two of one end of a span of years."""
    points = [point for one in found for point in one.points]
    if question.intent not in SET_AGAINST or not points or points[0].kind in RATES:
        return False
    if len(points) > 1 and not lacks_an_end(question, points):
        return False
    # What is missing is said already.
    return len(found) == 1 and not (found[0].missing or found[0].nearest)


def tell_whole(
    draft: Draft,
    question: Question,
    passages: Sequence[Passage],
    said: str,
    point: DataPoint,
    mark: tuple[int, ...],
    records: Records,
    judge: Judge,
) -> bool:
    """Put a sentence that gives both sides, and says all that is named, in the place of what ``point`` tells of one; False where none does."""
    read = [] if judge.missing(question) else passages[:READ]
    own = (records.document(point), point.sentence_start, point.sentence_end)
    named = _named(question, said, own[0], judge)
    return any(
        _tells_both(span, question, named, records)
        and _settled(draft, question, span, mark, records)
        for span in (own, *_sentences(draft, read))
    )


def say_untold(draft: Draft) -> None:
    """Say that the other side is not given."""
    draft.say(
        "另一个数值文档没有给出，无法计算。",
        "The documents do not give the other figure, so nothing can be computed.",
    )


def _named(question: Question, said: str, document: Document, judge: Judge) -> list[set[str]]:
    """The words that name what is asked about and that the documents know: as it was read, and as it was said."""
    asked = [question.figure]
    if language(said) == document.language:  # with names as short as a sentence may have them
        asked.append(parse_question(said, judge.vocabulary))
    words = [{word.text for word in figure.words if word.names} for figure in asked]
    return [set(filter(judge.is_known, named)) for named in words]


def _sentences(draft: Draft, passages: Sequence[Passage]) -> Iterator[Span]:
    for passage in passages:
        document = draft.store.document(passage.document_id)
        for start, end in sentence_spans(document.text, passage.start, passage.end):
            yield document, start, end


def _tells_both(span: Span, question: Question, named: list[set[str]], records: Records) -> bool:
    """Whether a sentence has two figures of one unit, and with its headings all that is named."""
    document, start, end = span
    sentence = document.text[start:end]
    timed = question.figure.dimension == "time"
    amounts = [
        one
        for one in find_quantities(sentence)
        if one.dimension not in _NO_MEASURE or (timed and one.dimension)
    ]
    units = [one.normalised_unit for one in amounts]
    if len(set(units)) == len(units) or not question.dated(sentence):
        return False
    held = records.vocabulary.held("\n".join((*document.heading_path(start), sentence)))
    return any(len(words) >= LEAST and words <= held for words in named)


def _settled(
    draft: Draft, question: Question, span: Span, mark: tuple[int, ...], records: Records
) -> bool:
    """Quote the sentence where things are compared, else compute with its two figures."""
    document, start, _ = span
    if question.intent == "comparison":
        draft.rewind(mark)
        cite_sentences(draft, [span])
        return True
    told = [p for p in records.points_of(document.id) if p.sentence_start == start]
    amounts = [p for p in told if p.kind not in (*RATES, "rank")]
    if len(amounts) != 2 or not comparable(*amounts):
        return False
    draft.rewind(mark)
    return calculation.compose(draft, question, amounts) is not None
