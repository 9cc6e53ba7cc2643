"""Two figures that one paragraph sets side by side, each called by a piece of what the question calls it.

Of 水管厂采购的数量是灯具厂的几倍 the text may say 水管环节采购5万台，灯具环节采购3万台.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.computing import calculation
from kb.answering.lookup.figures import comparable, conjuncts
from kb.figures.lookup.choice import is_of
from kb.regex import regex
from kb.text import fold, line_at
from kb.types import RATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.answering.records.records import Records
    from kb.answering.understanding.question import Question
    from kb.answering.writing.draft import Draft
    from kb.figures.lookup.lookup import FigureQuestion
    from kb.types import DataPoint, Passage, Status

READ = 3
"""How many of the best passages are read."""
LEAST, LONGEST = 2, 8
"""Characters of a piece of a name."""
_OF_TWO = r"比|倍|相当|差|顶|抵|\b(?:than|times|between|gap|difference|ratio|multiple)\b"
"""Sets a thing against another."""
_HAN = regex(r"[\u3400-\u9fff]+")


def pair(question: Question, passages: Sequence[Passage], records: Records) -> list[DataPoint]:
    """The two figures of one sentence found that the question sets against each other; else nothing."""
    if _of_two_times(question):
        return []
    points = [
        point
        for passage in passages[:READ]
        for point in records.points_of(passage.document_id)
        if passage.start <= point.start < passage.end
    ]
    sentence, vocabulary = records.sentence, records.vocabulary
    best: tuple[int, list[DataPoint]] = (0, [])
    labels = {point.id: _label(point, points, sentence(point)) for point in points}
    wanted = {w.text for w in question.figure.words if w.names} - vocabulary.generic
    for left, right in conjuncts(question.text):
        for one, other in _beside(points, question.figure):
            pieces = (
                _longest(labels[one.id], left, right),
                _longest(labels[other.id], right, left),
            )
            if not all(pieces) or pieces[0] == pieces[1]:
                continue
            text = records.document(one).text
            around = "\n".join((*one.heading_path, text[slice(*line_at(text, one.start))]))
            held = vocabulary.held(around)
            told = (w in held or any(_share(w, p) for p in pieces) for w in wanted)
            length = len(pieces[0]) + len(pieces[1])
            if all(told) and length > best[0]:
                best = (length, [one, other])
    return best[1]


def with_other(
    draft: Draft, question: Question, mark: tuple[int, ...], records: Records
) -> Status | None:
    """What follows where one figure was given since ``mark``, and its sentence sets it against one other.

    Or where those of the two times were given that are set against each other. None where two figures are not asked
    for, or several could be meant.
    """
    points = draft.points[mark[2] :]
    if question.intent not in ("ratio", "difference") or draft.has_computed(mark):
        return None
    if _of_two_times(question):
        if not _are_of_times(points, question):
            return None
        draft.rewind(mark)
        return calculation.compose(draft, question, sorted(points, key=lambda p: p.period.key))
    if not question.says(_OF_TWO):
        return None
    if not points and len(cited := draft.citations[mark[1] :]) == 1:
        told = records.points_of(cited[0].document_id)
        points = [one for one in told if one.sentence_start == cited[0].start][:1]
    periods = question.figure.periods
    if len(points) != 1 or (periods and not is_of(periods, points[0])):
        return None
    if points[0].kind in RATES and not set(RATES) & set(question.figure.kinds):
        return None  # how much two things grew, does not tell how much more one of them is
    alike = [one for one in records.points_of(points[0].document_id) if _is_other(one, points[0])]
    said = [one for one in alike if is_of(periods, one)] or alike
    if len(said) != 1:
        return None
    draft.rewind(mark)
    pair = sorted((points[0], said[0]), key=lambda point: -point.normalised)
    return calculation.compose(draft, question, pair)


def _of_two_times(question: Question) -> bool:
    """Whether one time is set against another, which two figures of one time do not tell."""
    return len({period.key for period in question.figure.periods}) > 1


def _are_of_times(points: Sequence[DataPoint], question: Question) -> bool:
    """Whether there is one level for each of two times, and both are of one thing."""
    if len(points) != 2 or not comparable(*points) or points[0].kind in RATES:
        return False
    alike = {(p.entity, p.metric, p.region) for p in points}
    told = ([p for p in points if is_of([period], p)] for period in question.figure.periods)
    return len(alike) == 1 and all(len(one) == 1 for one in told)


def _is_other(one: DataPoint, point: DataPoint) -> bool:
    """Whether a sentence states the one beside ``point``, of the same year."""
    together = one.sentence_start == point.sentence_start and not one.exhibit
    same_year = one.period.end_year == point.period.end_year
    return together and same_year and comparable(one, point) and one.normalised != point.normalised


def _beside(
    points: Sequence[DataPoint], asked: FigureQuestion
) -> Iterator[tuple[DataPoint, DataPoint]]:
    """Two figures of one sentence, kind, unit and time, both ways round."""
    levels = [p for p in points if p.kind in ("level", "count", "share") and not p.exhibit]
    timed = [p for p in levels if not asked.periods or is_of(asked.periods, p)]
    for one in timed:
        for other in timed:
            alike = comparable(one, other) and one.period.key == other.period.key
            near = one.sentence_start == other.sentence_start and one.id != other.id
            if alike and near and one.document_id == other.document_id:
                yield one, other


def _label(point: DataPoint, points: Iterable[DataPoint], sentence: str) -> str:
    """The figure's names, and the text before it since the figure before."""
    ends = [p.end for p in points if point.sentence_start <= p.end <= point.start]
    begin = max([point.sentence_start, *ends]) - point.sentence_start
    return fold(
        f"{point.entity} {point.metric} {sentence[begin : point.start - point.sentence_start]}"
    )


def _longest(label: str, mine: str, other: str) -> str:
    """The longest piece of Chinese that ``label`` and ``mine`` have in common and ``other`` lacks."""
    for size in range(LONGEST, LEAST - 1, -1):
        for run in _HAN.findall(mine):
            for at in range(len(run) - size + 1):
                piece: str = run[at : at + size]
                if piece in label and piece not in other:
                    return piece
    return ""


def _share(word: str, piece: str) -> bool:
    return any(word[at : at + LEAST] in piece for at in range(len(word) - LEAST + 1))
