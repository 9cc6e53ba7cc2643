"""What a reader is given of an answer: sentences with what stands around them, and figures in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.quoting.announced import begins_enumeration, what_follows
from kb.answering.quoting.asked_of import around
from kb.answering.writing.wording import bare_statement
from kb.figures.quantities.quantity import find_quantities
from kb.indexing.pair_reader import Sentence
from kb.regex import regex
from kb.text import fold, language, line_at, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.answering.writing.draft import Draft
    from kb.types import DataPoint, Document

    Span = tuple[Document, int, int]
    Read = tuple[tuple[str, object], Sentence]
    """What tells one reading of a question from another, and what is read."""

LONG = 50
"""Characters from which a sentence says more than what it states a figure with."""
WHOLE = 400
"""Characters of an enumeration that are read."""
NUMBERS = 3
"""How many numbers of a long sentence are read with their clauses where none of them is known to be a figure."""
BEFORE = 2
"""How many clauses say of what one states a figure."""
_CLAUSE = regex(r"[，；;]|,(?!\d)")
LEAST = 2
"""How often a document says a name that it speaks of; what leads in to a list stands once."""
_BULLET = r"\s*(?:[-*•·]\s+|\d{1,2}[.、)）]\s*|[（(]?[一二三四五六七八九十]{1,2}[)）、]\s*)?"
_BRACKETS = r"(?:\s?[（(][^()（）]{1,40}[)）])?"
_RUN_IN = regex(
    rf"{_BULLET}(?:\*\*|__)(?!(?i:for|to) |致|对[^*_\n]*(?:建议|而言|来说))(?P<name>[^*_\n]{{2,40}}?)[.。:：]?(?:\*\*|__)"
)
"""**Goshawk Rail (Leeds).**, which heads a paragraph in bold; whom advice is for, it is not about."""
_LABEL = regex(
    rf"{_BULLET}(?:\*\*|__)?(?P<name>[\u3400-\u9fffA-Za-z0-9][\u3400-\u9fffA-Za-z0-9·&'’.+/ -]{{1,22}}?)"
    rf"{_BRACKETS}(?:\*\*|__)?{_BRACKETS}\s?[:：]"
)
"""恒岭能源（总部青岛）：, at the head of a paragraph."""


def quoted(span: Span) -> Read:
    """A sentence as it stands, behind the name that its paragraph is labelled with; an enumeration that it begins, whole.

    Who builds abroad to avoid tariffs, a sentence further on in the paragraph on 恒岭能源 does not say. Of the first
    of several risks, a reader sees no more than one.
    """
    document, start, end = span
    if begins_enumeration(document.text[start:end]):
        whole = [stop for *_, stop in what_follows(*span) if stop - start <= WHOLE]
        end = max(whole, default=end)
    name, told = left_out(document, start, end), document.text[start:end]
    if name:
        told = f"{name}: {told}" if name.isascii() else f"{name}：{told}"
    return (document.id, (start, end)), Sentence(told, around(document, start))


def left_out(document: Document, start: int, end: int) -> str:
    """The name that a sentence's paragraph is labelled with, where it does not say it."""
    before = document.text[line_at(document.text, start)[0] : start]
    if match := _RUN_IN.match(before):
        name = match["name"].strip()
    elif match := _LABEL.match(before):
        name = match["name"].strip()
        if document.text.count(name) < LEAST:
            return ""
    else:
        return ""
    return "" if fold(name) in fold(document.text[start:end]) else name


def _in_words(document: Document, point: DataPoint) -> Read:
    """A figure by itself: a long sentence says more, and where a cell stands in its row a reader does not see."""
    told = bare_statement(point, language(point.metric))
    return (document.id, point.id), Sentence(told, " / ".join(point.heading_path[-1:]))


def in_clauses(draft: Draft, points: Sequence[DataPoint]) -> Iterator[Read]:
    """What long sentences state ``points`` with: the clause of each, with those just before it."""
    for point in points:
        document = draft.store.document(point.document_id)
        sentence = document, point.sentence_start, point.sentence_end
        yield from _stating(sentence, [(point.start, point.end)])


def around_numbers(span: Span) -> Iterator[Read]:
    """The clauses of a long sentence that hold its numbers, each with those just before it."""
    document, start, end = span
    told = find_quantities(document.text[start:end])
    amounts = [one for one in told if one.dimension != "time"][:NUMBERS]
    yield from _stating(span, [(start + one.start, start + one.end) for one in amounts])


def _stating(span: Span, places: Sequence[tuple[int, int]]) -> Iterator[Read]:
    """The clause of each place in a long sentence, with those just before it."""
    document, start, end = span
    text = document.text
    if end - start < LONG:
        return
    ends = [start, *(m.end() for m in _CLAUSE.finditer(text, start, end)), end]
    for begins, stops in places:
        first = max(at for at in ends if at <= begins)
        last = min(at for at in ends if at >= stops)
        before = ends[max(ends.index(first) - BEFORE, 0)]
        yield (document.id, (before, last)), Sentence(text[before:last], around(document, start))


def _pieces(document: Document, start: int, end: int) -> list[Span]:
    """What is cited, as it was chosen: of an English sentence, what stands between its semicolons."""
    text = document.text
    pieces = sentence_spans(text, start, end) if language(text[start:end]) == "en" else []
    return [(document, *piece) for piece in pieces] or [(document, start, end)]


def read_since(draft: Draft, points: int, citations: int) -> Iterator[tuple[Span, Read]]:
    """The figures written since, as they stand and in words, then the other spans that are cited."""
    seen: set[tuple[str, object]] = set()
    told: list[tuple[Span, Read]] = []
    for point in draft.points[points:]:
        document = draft.store.document(point.document_id)
        span = document, point.sentence_start, point.sentence_end
        told += [(span, quoted(span)), (span, _in_words(document, point))]
    for cited in draft.citations[citations:]:
        document = draft.store.document(cited.document_id)
        told += [(span, quoted(span)) for span in _pieces(document, cited.start, cited.end)]
    for span, read in told:
        if read[0] not in seen:
            seen.add(read[0])
            yield span, read
