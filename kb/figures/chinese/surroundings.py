"""What stands around each value of a Chinese sentence: its clause, its brackets, its lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.figures.chinese import phrases
from kb.figures.chinese.phrases import Lead
from kb.figures.quantities.numerals import plain
from kb.figures.views import Line
from kb.regex import regex
from kb.types import Quantity

BOUNDARY = ",，。;；:：!?！？\n"
_TAIL = regex(r"^(?:及?以上|以下|左右|上下|以内|之间|余|多|的)*")
_OBJECT = regex(r"^[\u3400-\u9fff]{1,4}(?=[、，,。;；])")


@dataclass(frozen=True, slots=True)
class Place:
    """A value's surroundings in its sentence."""

    item: Quantity
    clause: int
    """Start of what belongs to the value: the last boundary or the value before it."""
    outer: tuple[int, int] | None
    """For a value in parentheses: the clause before them."""
    lead: Lead
    context: str
    """The clause up to the value, folded, with the periods that a view hides."""


def places(line: Line, start: int, items: Sequence[Quantity]) -> list[Place]:
    """The surroundings of ``items``, which lie in the sentence that begins at ``start``."""
    found: list[Place] = []
    previous = start
    for item in items:
        clause = clause_start(line.view, previous, item.start)
        outer = None
        bracket = _open_bracket(line.view, clause, item.start)
        if bracket is not None:
            outer = (clause_start(line.view, previous, bracket), bracket)
            clause = bracket + 1
        lead = phrases.read_lead(line.view, clause, item.start)
        found.append(Place(item, clause, outer, lead, plain(line.text[clause : item.start])))
        previous = _end(line.view, item)
    return found


def _end(view: str, item: Quantity) -> int:
    """Where what belongs to ``item`` ends: 以上, 左右, a counted noun, a closing bracket."""
    end = item.end
    if tail := _TAIL.match(view[end : end + 6]):
        end += tail.end()
    if item.dimension == "count" and (noun := _OBJECT.match(view[end : end + 6])):
        end += noun.end()
    if view[end : end + 1] in (")", "）"):
        end += 1
    return end


def clause_start(view: str, start: int, end: int) -> int:
    """The offset after the last boundary of ``view[start:end]``."""
    for index in range(end - 1, start - 1, -1):
        if view[index] in BOUNDARY and not _is_in_number(view, index):
            return index + 1
    return start


def _is_in_number(view: str, index: int) -> bool:
    """Whether the comma at ``index`` parts thousands: 2,386."""
    thousands = view[index + 1 : index + 4]
    before = view[index - 1 : index]
    return view[index] == "," and before.isdigit() and len(thousands) == 3 and thousands.isdigit()


def _open_bracket(view: str, start: int, end: int) -> int | None:
    opened = view.rfind("(", start, end)
    return opened if opened >= 0 and ")" not in view[opened:end] else None
