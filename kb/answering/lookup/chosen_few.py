"""A number of all of a kind, and of chosen ones among them, 国家级实训中心, in one sentence: which is asked for.

Words alone would take the longer name, which says more of the question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.regex import regex
from kb.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.types import DataPoint

_FEW = regex(
    r"(?:国家|[省市部世]|[十百千]?[亿万])级|(?<=[\u3400-\u9fff])级(?=\S)|独角兽|瞪羚|小巨人|专精特新|规(?:模以)?上|龙头|骨干|头部|上市|百强|标杆|示范"
)
"""Says that not every one of a kind is counted."""
NOUN, BEHIND = 2, 12
"""How many characters at the end of a name say what is counted, and how many behind a number are looked at."""


def as_many_as_asked(
    question: str, point: DataPoint, points: Sequence[DataPoint], text: str
) -> DataPoint:
    """``point``, or what its sentence counts beside it of the few, or of all, that the ``question`` asks for.

    ``points`` are all figures, ``text`` is the whole document.
    """
    asked = _FEW.findall(fold(question))
    own = _few(point, text)
    if set(asked) == set(own):
        return point
    beside = [one for one in points if _counts_alike(one, point)]
    meant = [one for one in beside if set(_few(one, text)) == set(asked)]
    return meant[0] if len(meant) == 1 else point


def _few(point: DataPoint, text: str) -> list[str]:
    """The words for it in its name, and in what is counted behind the number: 10家亿级企业."""
    behind = _FEW.match(fold(text[point.end : point.end + BEHIND]).lstrip())
    return [*_FEW.findall(fold(point.metric)), *([behind.group()] if behind else [])]


def _counts_alike(one: DataPoint, other: DataPoint) -> bool:
    """Whether the same sentence counts what is called alike, in the same unit, at the same time."""
    return (
        (one.document_id, one.sentence_start) == (other.document_id, other.sentence_start)
        and (one.kind, one.period.key) == (other.kind, other.period.key)
        and (one.dimension, one.normalised_unit) == (other.dimension, other.normalised_unit)
        and one.id != other.id
        and one.metric[-NOUN:] == other.metric[-NOUN:]
    )
