"""What an English figure is the figure of: the noun phrase before its verb, or the verb's object."""

from __future__ import annotations

import re

from kb.figures.english.held import moved_or_held
from kb.figures.english.names import ANSWERS_JOINT, MOVED_JOINT, PARTS_JOINT, PLACE
from kb.figures.english.object import (
    changed,
    counted_object,
    described,
    earns_revenue,
    made_of,
    object_after,
    stated,
    worth,
)
from kb.figures.english.openings import put_at, told_beside
from kb.figures.english.phrase import ABOUT, COPULA, LIKE_A_VERB, PRONOUN, VERB, clean
from kb.figures.views import Line
from kb.regex import regex
from kb.types import Quantity

_SPLIT = regex(
    r"[;:]|(?<=[.!?])\*\* |, (?!\d)|,$| (?:while|whereas|but|although) |(?<=\x00) and | and (?=(?:we"
    r"|it|they|the|its|cut|raised?|target)\b)|[()]"
)

_NAMED_TOO = regex(r"(?<=\w )\([^()\d\x00]{1,40}\)(?= \w)")
"""power usage effectiveness (PUE) was: a bracket without a figure belongs to the name."""

_COMPARING = regex(
    r"\b(?:compared (?:with|to)|relative to|versus|vs\.?|against|(?:up|down|higher|lower|changed|increased"
    r"|decreased|improved|rising|falling|increasing|decreasing) from"
    r"|(?:(?<=\d% )|(?<=\d per cent )|(?<=\d percent ))(?:above|below)|than(?! (?:double|triple|treble|quadruple|halve)))\b ",
    re.I,
)
"""What follows is what a figure is compared with: a figure of its own, with the same name."""

_BOUND = regex(r"\b(?:more|fewer|less|greater|higher|lower) than $", re.I)
"""Fewer than 40 ships: no comparison."""

_MOVED_FROM = regex(r"(?:up|down|higher|lower) from ", re.I)
_CHANGED_FROM = regex(r"(?:changed|increased|decreased|improved) from ", re.I)
"""Where no verb stands before it, this is the verb: the average PUE improved from."""

_ARTICLE = regex(r"\b(?:an?|the|its|their|our) $", re.I)
"""an expected payback: what follows is no verb."""

_OF_ALONE = regex(rf"\s*(?:of|was|were|at)(?: {ABOUT})?\s*", re.I)

_ASIDE = regex(
    r"(?:(?:the|an?) |in (?:which|whose)|under which|where\b|according to|excluding|including|net of|as (?:of|at|well as)|such as|which|who|not\b"
    r"|\w+ing\b|\w+ed\b|(?:led|driven|held|sold|known|shown|seen|built|made) )",
    re.I,
)
"""How a remark between two commas begins that stands between a subject and its verb."""

_NAME = r"[A-Z][\w&'-]*(?: [A-Z][\w&'-]*){0,3}"
_NAMED_BEFORE = regex(rf"[a-z]{{3,}} (?:in|of|for|from|to|between|at) {_NAME}(?:, {_NAME})*, $")
_NAMES = regex(rf"{_NAME},? and {_NAME} (?=(?:was|were|is|are|had|has|reached|rose|fell|grew)\b)")
"""The wait in Paris, Rome and Bern was: the end of a list of names before its verb."""

_LIST_HEAD = regex(
    r"(?!(?i:in|on|for|at|as|by|during|over|under|after|before|with|while|if|from|through|however"
    r"|meanwhile|overall|also|thus|yet|but|so|and|of|to|globally|worldwide|excluding|including|up|down)\b"
    r"|\w+ly,|\w+ed (?:about|by|on|in|with|to|for|at)\b)[A-Z][\w&'-]*(?: [\w&'-]+){0,3}, (?:[a-z][\w&'-]*(?: [\w&'-]+){0,3}, )?"
)

_FRONTED = regex(
    r"[\s\x00]*(?:Because|Since|Although|Though|Where|After|Before|Once|Until|Unless|Despite|Even|So|Its|Their|In|On|At|By|For|From|With|If|When|While|As|We|Our|There|This|These|That|Those)\b"
)
_SPOKEN = regex(
    r"^.{0,60}?\b(?:expects?|forecasts?|estimates?|projects?|predicts?|anticipates?"
    r"|says?|said|reports?|believes?|puts|pegs|values|sees|that)\b (?:that )?"
)
_WHICH = regex(r"(?:which|who) ")
_NAME_BEFORE = regex(
    r"(?<![\w'-])(?P<name>[A-Z][\w'&-]*(?: (?:of |and |the )?[A-Z][\w'&-]*){0,4}), $"
)
_DOING = regex(
    r"(?:accounting for|representing|making up|comprising|covering|supplying|employing|holding|consuming|using) "
)


def clause_start(view: str, start: int, end: int) -> int:
    """Where the clause of ``view[start:end]`` that holds ``end`` begins."""
    named = [match.span() for match in _NAMED_TOO.finditer(view, start, end)]
    found = [
        match.end()
        for match in _SPLIT.finditer(view, start, end)
        if not any(first <= match.start() < last for first, last in named)
    ]
    return found[-1] if found else start


def sentence_subject(line: Line, start: int, end: int) -> str:
    """What the sentence begins with, before its verb; empty where that is a pronoun or a clause."""
    verb = VERB.search(line.view, start, end)
    if verb is None or clause_start(line.view, start, verb.end()) != start:
        return ""
    if _FRONTED.match(line.view, start, verb.start()):
        return ""
    return clean(line, start, verb.start())


def find_subject(
    line: Line, item: Quantity, clause: int, end: int, floor: int, listed: int = 0
) -> str:
    """The noun phrase before the clause's verb, or the object of an active verb.

    ``clause`` is where the value's clause begins, ``floor`` where the value before it ends,
    ``listed`` where the list ends that it belongs to.
    """
    view = line.view
    if item.dimension == "ratio" and (
        PARTS_JOINT.fullmatch(view, floor, item.start)
        or MOVED_JOINT.fullmatch(view, floor, item.start)
        or ANSWERS_JOINT.fullmatch(view, floor, item.start)
    ):
        return ""
    compared = _compared(line, clause, item.start)
    if compared is not None:
        return clean(line, compared, item.start)
    if clause == floor and (place := PLACE.match(view, clause, item.start)):
        clause = place.end()
    if beside := told_beside(line, floor, clause, item.start):
        return beside
    clause = _before_aside(view, floor, clause, item.start)
    clause = _list_start(view, floor, clause)
    for naming in (worth, changed, stated, described):
        if named := naming(line, item, clause, end):
            return named
    if told := _headed(line, floor, clause, item):
        return told
    antecedent = _antecedent(line, floor, clause, item.start)
    if antecedent is not None:
        return antecedent
    return _of_clause(line, item, clause, end, listed)


def _of_clause(line: Line, item: Quantity, clause: int, end: int, listed: int) -> str:
    """What the clause itself names, whoever says it left out."""
    segment = line.view[clause : item.start]
    if put := put_at(line, clause, item.start):
        return put
    spoken = _SPOKEN.match(segment)
    if spoken and VERB.search(segment, spoken.end()) is None and " to " in segment[spoken.end() :]:
        cut = segment.index(" to ", spoken.end())
        return clean(line, clause + spoken.end(), clause + cut)
    if spoken and _names_publisher(line, clause, item.start):
        clause += spoken.end()
    moved = moved_or_held(line, item, clause)
    return _before_verb(line, item, clause, end, listed) if moved is None else moved


def _before_verb(line: Line, item: Quantity, clause: int, end: int, listed: int) -> str:
    """The subject of the clause's verb, or its object where that is what is measured."""
    segment = line.view[clause : item.start]
    verbs = [
        match for match in VERB.finditer(segment) if not _ARTICLE.search(segment[: match.start()])
    ]
    finite = [match for match in verbs if COPULA.match(match.group())]
    verb = finite[0] if finite else verbs[0] if verbs else None
    if verb is None and item.dimension == "ratio" and line.view.startswith(" of ", item.end):
        verb = LIKE_A_VERB.search(segment)
    if verb is None:
        return clean(line, clause, item.start)
    subject = clean(line, clause, clause + verb.start())
    if late := object_after(line, item, max(item.end, listed), end, segment[verb.start() :]):
        return late
    if not COPULA.match(verb.group()) and (
        item.dimension == "count" or made_of(line, item, verb.group(), end)
    ):
        return counted_object(line, item, end, verb.group(), subject)
    if verb.group() in ("raise", "raised", "cut", "target", "targets") or (
        verb.group() in ("expect", "expects") and (not subject or PRONOUN.match(subject))
    ):
        return clean(line, clause + verb.end(), item.start) or subject
    if PRONOUN.match(subject):
        return ""
    return (
        f"{subject} revenue"
        if earns_revenue(line, item, (verbs or [verb])[-1].group(), end)
        else subject
    )


def _headed(line: Line, floor: int, clause: int, item: Quantity) -> str:
    """Harvest of kelp: 38 tonnes; Orto Mills (26% of sales): the name stands before the mark."""
    view = line.view
    if view[clause - 1 : clause] == ":" and not view[clause : item.start].strip(" \x00"):
        opened = clause_start(view, floor, clause - 1)
        return "" if VERB.search(view, opened, clause) else clean(line, opened, clause - 1)
    part = item.dimension == "ratio" and view.startswith(" of ", item.end)
    if part and view[item.start - 2 : item.start] == " (":
        return clean(line, clause_start(view, floor, item.start - 2), item.start - 2)
    return ""


def _antecedent(line: Line, floor: int, clause: int, position: int) -> str | None:
    """What which and a participle after a comma are about: …, Turkey, which accounted for.

    Empty where that is neither a name nor a phrase without a verb: then it is what the figure before is about.
    None for other clauses.
    """
    if line.view[clause - 2 : clause] != ", " or clause - 2 < floor:
        return None
    if _WHICH.match(line.view, clause, position):
        named = _NAME_BEFORE.search(line.view, floor, clause)
        if named:
            return clean(line, named.start("name"), named.end("name"))
        opened = clause_start(line.view, floor, clause - 2)
        remark = line.view[opened - 2 : opened] == ", " or VERB.search(line.view, opened, clause)
        return "" if remark else clean(line, opened, clause)
    if not _DOING.match(line.view, clause, position):
        return None
    opened = clause_start(line.view, floor, clause - 2)
    verb = VERB.search(line.view, opened, clause)
    subject = clean(line, opened, verb.start()) if verb else ""
    return None if not subject or PRONOUN.match(subject) else subject


def _compared(line: Line, clause: int, position: int) -> int | None:
    """Where the words after compared to, versus, down from begin, where the clause holds them.

    ``Prices edged down from`` is the price itself, not what another one is compared with.
    """
    found = [
        match
        for match in _COMPARING.finditer(line.view, clause, position)
        if not (match.end() == position and _BOUND.search(line.view[clause:position]))
    ]
    if not found:
        return None
    verb = VERB.search(line.view, clause, found[-1].start())
    if (
        verb is None
        and found[-1].group().lower() == "than "
        and VERB.search(line.view, found[-1].end(), position)
    ):
        return None  # ships older than 20 years made up
    itself = verb is None and _CHANGED_FROM.fullmatch(found[-1].group())
    if itself and clean(line, clause, found[-1].start()):
        return None
    if verb and _MOVED_FROM.fullmatch(found[-1].group()) and clean(line, clause, verb.start()):
        return None
    return found[-1].end()


def _before_aside(view: str, floor: int, clause: int, position: int) -> int:
    """Other income, net of expenses, of: the clause begins before what the commas set apart.

    So it does where a verb comes first: ``Capacity, measured in June, reached``.
    """
    if _OF_ALONE.fullmatch(view, clause, position):
        pieces = [match.end() for match in re.finditer(r", ", view[floor:position])]
        return clause_start(view, floor, floor + pieces[-2] - 2) if len(pieces) > 1 else floor
    if _NAMES.match(view, clause, position):
        since = max(floor, clause - 120)
        head = _NAMED_BEFORE.search(view[since:clause])
        return clause_start(view, floor, since + head.start()) if head else clause
    if view[clause - 2 : clause] != ", " or not VERB.match(view, clause, position):
        return clause
    opened = clause_start(view, floor, clause - 2)
    if opened == floor or not _ASIDE.match(view, opened, clause):
        return clause
    return clause_start(view, floor, opened - 2)


def _list_start(view: str, floor: int, clause: int) -> int:
    """Selling, general and administrative expenses: a list of words begins before its commas."""
    before = view[floor:clause]
    if not before.endswith(", ") or not _LIST_HEAD.fullmatch(before) or VERB.search(before):
        return clause
    return floor


def _names_publisher(line: Line, start: int, end: int) -> bool:
    """Whether a publisher is named in the span."""
    return any(start <= named.start < end for named in line.publishers)
