"""What an English figure is the figure of: the noun phrase before its verb, or the verb's object."""

from __future__ import annotations

import re

from kb.figures.english_names import PLACE
from kb.figures.period_readers import MONTH_NAME
from kb.figures.views import Line
from kb.types import Quantity

_VERB = re.compile(
    r"\b(?:reach(?:es|ed)?|expect|was|were|is|are|will|would|could|should|may|can"
    r"|stood|stands|totall?ed|grew|rose|fell|increased|declined|dropped|hit|exceeded"
    r"|"
    r"accounted|accounts|shipped|opened|covered|covers|slipped|improved|has|have|had"
    r"|expects?|expected|came|averaged|generated|reported|posted|recorded|"
    r"sold|produced|delivered|added|employs?|employed|operates?|operated|raised?|cut"
    r"|remained?|jumped|surged|climbed|gained|expanded|made|led|"
    r"represent(?:s|ed)?|comprised?|contributed|supplied|provided|creates?|created|equall?ed|equals|controlled|controls|attracted|invested|spent|received"
    r"|signed|serves?|served|target(?:s|ed)?|plans?|plan|amounted|swung|found|"
    r"implying|implies|declares?|declared|paid|peaked|dipped|eased|decreased"
    r"|contracted|shrank|plunged|tumbled|slid|soared|doubled|tripled|edged|"
    r"ranges?|ranged|consumes?|consumed|costs?(?= (?:[$€£¥]|US|about|around|an?\b|between|nearly|over))|uses?|used|supports?|includes?"
    r"|included|holds?|held|owns?|owned|crossed|topped|surpassed|hired|launched"
    r"|completed|"
    r"built|acquired|repurchased|returned|achieved|achieves|saw|seen|continues"
    r"|continued|narrowed|widened|earned|lost|burned|burnt|booked|reduced|slowed|moderated|strengthened|weakened|accelerated|advanced"
    r"|rebounded|recovered|ticked|inched|deepened|swelled|trades?|traded"
    r"|closed|consume)\b"
)

_COPULA = re.compile(
    r"^(?:reach|was|were|is|are|will|would|could|should|may|can|stood|stands|total"
    r"|hit|exceed|came|averag|remain|amount|peak|has|have|had|rang|cross|topp"
    r"|surpass|grew|rose|fell|increas|declin|drop|slip|improv|expect|jump|surg|climb"
    r"|contin|saw|account|led|represent|compris|made|edg|doubl|tripl|trad|clos|dip"
    r"|eas|decreas|contract|shr|plung|tumbl|sl|soar|narrow|widen|cost|swung|reduced|slow|moderat|strengthen|weaken|accelerat|advanc|rebound"
    r"|recover|tick|inch|deepen|swell|expand|gained|climb)"
)

_SPLIT = re.compile(
    r"[;:]|, (?!\d)|,$| (?:while|whereas|but|although) |(?<=\x00) and | and (?=(?:we"
    r"|it|they|the|its|cut|raised?|target)\b)|[()]"
)

_PRONOUN = re.compile(
    r"^(?:sees )?(?:it|they|we|this|that|these|those|which|who|he|she|the (?:figure|number"
    r"|total|company|group|market|firm)|its?|both|of which|there|(?:prior|previous|earlier|consensus|analysts'?)"
    r"(?: outlook| guidance| estimates?| forecasts?| expectations?| view)?)(?: (?:now|also|currently|still|then))?$",
    re.I,
)

_PRONOUN_END = re.compile(r"(?<!\w)(?:it|they|we|he|she|which|who|whom)$", re.I)

_CLEAN_START = re.compile(
    r"^(?:[\s\x00,.;:'\"*()-]+|(?:and|or|with|while|but|whereas|although|in|of|at"
    r"|for|by|as of|on|to|from|the|a|an|meanwhile|however|overall|also|followed|up"
    r"|down|"
    r"bringing|implying|compared|versus|than|about|over|more|nearly|as|its|our|their"
    r"|that|under|during|through|per|said|expects?|forecasts?|estimates?|year|on"
    r"|reflecting|reflected|taking|pushing|lifting|representing|including|both|higher|sees|slightly|primarily|approximately"
    r"|average,)\b ?)",
    re.I,
)

_CLEAN_END = re.compile(
    r"(?:[\s\x00,.;:'\"*()-]+|\b(?:at|of|to|by|from|in|for|with|about|around|nearly"
    r"|over|more than|than|some|approximately|roughly|almost|up|down|only|just|an?"
    r"|the|and|as|"
    r"at least|per|on|between|estimated|reaching|exceeding|totalling|averaging"
    r"|estimate|forecast|respectively|alone|capturing|commanding|holding|representing|accounting|during|is|was|were|are|be|expected|expects?|exceed|drop|improved"
    r"|improve|growth|increase|decline|reach|grow|rise|fall|reached))$",
    re.I,
)

_COMPARING = re.compile(
    r"\b(?:compared (?:with|to)|relative to|versus|vs\.?|against|(?:up|down|higher|lower|changed|increased"
    r"|decreased|improved|rising|falling|increasing|decreasing) from"
    r"|than(?! (?:double|triple|treble|quadruple|halve)))\b ",
    re.I,
)
"""What follows is what a figure is compared with: a figure of its own, with the same name."""

_OF_ALONE = re.compile(r"\s*(?:of|was|were|at)(?: (?:about|around|nearly|approximately))?\s*", re.I)

_CHANGE_NOUN = (
    r"(?:increase|decrease|decline|growth|rise|drop|reduction|improvement|gain|fall|jump)s?"
)

_CHANGE_IN = re.compile(
    rf"\b{_CHANGE_NOUN} in (?P<object>[^,;%$€£\d]{{2,60}}?) of(?: (?:about|approximately|around))?\s*$",
    re.I,
)

_CHANGE_AFTER = re.compile(
    rf" {_CHANGE_NOUN} in (?P<object>[^,;.()\x00$€£%\d]{{3,60}}?)"
    r"(?=[,;.()\x00]|$| (?:and|or) an? | (?:in|during|for|from|to|by|due|driven|as|at|on|while|was|were|is)\b)",
    re.I,
)

_LIST_HEAD = re.compile(
    r"(?!(?i:in|on|for|at|as|by|during|over|under|after|before|with|while|if|from|through|however"
    r"|meanwhile|overall|also|thus|yet|but|so|and|of|to|globally|worldwide|excluding|including|up|down)\b"
    r"|\w+ly,)[A-Z][\w&'-]*(?: [\w&'-]+){0,3}, (?:[a-z][\w&'-]*(?: [\w&'-]+){0,3}, )?"
)

_WORTH = re.compile(
    r"\s*(?:worth|valued at|at|with)(?: (?:about|around|nearly|some|over))?\s*", re.I
)

_HELD = (
    r"booked|report(?:s|ed)?|post(?:s|ed)?|record(?:s|ed)?|recogni[sz]ed?|generat(?:es?|ed)|made"
    r"|incurred|ha[sd]|have|held|paid|received?|earn(?:s|ed)?|announced|raised|secured|won|achieved"
    r"|delivered|includ(?:es?|ed|ing)|carried|reali[sz]ed|reflect(?:s|ed)?|saw|sees|declared|delivers|provided"
)

_OBJECT_OF = re.compile(
    rf"\b(?:{_HELD})\b (?P<object>[^;$€£%\d]{{3,90}}?),? ?\b(?:of|worth|totall?ing|amounting to)"
    r"(?: (?:about|around|nearly|approximately|over|more than|some|up to|at least|almost))*\s*$",
    re.I,
)
"""booked revenue of, recognized other income, net of tax, of: the object is what is measured."""

_PAID = re.compile(
    r"(?:made|paid|spent|invested|recorded|recogni[sz]ed|received|incurred|used|repurchased|returned"
    r"|contributed|expensed|capitali[sz]ed|repaid|borrowed)(?: (?:about|around|nearly|approximately"
    r"|over|more than|some|a total of|an additional|another))*\s*$",
    re.I,
)

_AFTER_PAID = re.compile(
    r"(?:,? respectively,?)? (?:in|on|of|for) (?!\x00|the (?:first|second|third|fourth|year|quarter"
    r"|same))(?P<object>[a-z][^,;.()\x00$€£%\d]{3,80})"
)

_NOISE = re.compile(
    r"\b(?:(?:year|quarter|month)[ -](?:on|over)[ -](?:year|quarter|month)|YoY|QoQ"
    r"|yoy|qoq|CAGR|a year ago|a year|ago|earlier|"
    r"the previous (?:quarter|year)|growing|forecast period|across|just|between|of which|which|of whom)\b"
)


def clause_start(view: str, start: int, end: int) -> int:
    """Where the clause of ``view[start:end]`` that holds ``end`` begins."""
    found = [match.end() for match in _SPLIT.finditer(view, start, end)]
    return found[-1] if found else start


def find_subject(
    line: Line, item: Quantity, clause: int, end: int, floor: int, listed: int = 0
) -> str:
    """The noun phrase before the clause's verb, or the object of an active verb.

    ``clause`` is where the value's clause begins, ``floor`` where the value before it ends,
    ``listed`` where the list ends that it belongs to.
    """
    view = line.view
    compared = _compared(view, clause, item.start)
    if compared is not None:
        return _clean(line, compared, item.start)
    if clause == floor and (place := PLACE.match(view, clause, item.start)):
        clause = place.end()
    clause = _before_aside(view, floor, clause, item.start)
    clause = _list_start(view, floor, clause)
    if named := _worth(line, item, clause, end) or _changed(line, item, clause, end):
        return named
    segment_start = clause
    segment = view[segment_start : item.start]
    spoken = re.match(
        r"^.{0,60}?\b(?:expects?|forecasts?|estimates?|projects?|predicts?|anticipates?"
        r"|says?|said|reports?|believes?|puts|pegs|values|sees|that)\b (?:that )?",
        segment,
    )
    if spoken and _VERB.search(segment, spoken.end()) is None and " to " in segment[spoken.end() :]:
        cut = segment.index(" to ", spoken.end())
        return _clean(line, segment_start + spoken.end(), segment_start + cut)
    if spoken and publisher_named(line, segment_start, item.start):
        segment_start += spoken.end()
        segment = view[segment_start : item.start]
    if held := _OBJECT_OF.search(segment):
        return _clean(
            line, segment_start + held.start("object"), segment_start + held.end("object")
        )
    verbs = list(_VERB.finditer(segment))
    finite = [match for match in verbs if _COPULA.match(match.group())]
    verb = finite[0] if finite else verbs[0] if verbs else None
    if verb is None:
        return _clean(line, segment_start, item.start)
    subject = _clean(line, segment_start, segment_start + verb.start())
    if late := _object_after(line, item, max(item.end, listed), end, segment[verb.start() :]):
        return late
    if item.dimension == "count" and not _COPULA.match(verb.group()):
        return _object(line, item, end, verb.group(), subject)
    if verb.group() in ("raise", "raised", "cut", "target", "targets") or (
        verb.group() in ("expect", "expects") and (not subject or _PRONOUN.match(subject))
    ):
        rest = _clean(line, segment_start + verb.end(), item.start)
        return rest or subject
    return "" if _PRONOUN.match(subject) else subject


def _compared(view: str, clause: int, position: int) -> int | None:
    """Where the words after compared to, versus, down from begin, where the clause holds them."""
    found = list(_COMPARING.finditer(view, clause, position))
    return found[-1].end() if found else None


def _before_aside(view: str, floor: int, clause: int, position: int) -> int:
    """Other income, net of expenses, of: the clause begins before what the commas set apart."""
    if not _OF_ALONE.fullmatch(view, clause, position):
        return clause
    pieces = [match.end() for match in re.finditer(r", ", view[floor:position])]
    return clause_start(view, floor, floor + pieces[-2] - 2) if len(pieces) > 1 else floor


def _list_start(view: str, floor: int, clause: int) -> int:
    """Selling, general and administrative expenses: a list of words begins before its commas."""
    before = view[floor:clause]
    if not before.endswith(", ") or not _LIST_HEAD.fullmatch(before) or _VERB.search(before):
        return clause
    return floor


def _worth(line: Line, item: Quantity, clause: int, end: int) -> str:
    """Worth $5 billion in 2022, the global cheese market …: the name stands after the value."""
    if not _WORTH.fullmatch(line.view[clause : item.start]):
        return ""
    comma = line.view.find(", ", item.end, end)
    verb = _VERB.search(line.view, comma, end) if comma > 0 else None
    return _clean(line, comma, verb.start()) if verb else ""


def _changed(line: Line, item: Quantity, clause: int, end: int) -> str:
    """The increase in rent of $5 million, a 3% increase in rent: what changes is named by in."""
    before = _CHANGE_IN.search(line.view, clause, item.start)
    if before:
        return _clean(line, before.start("object"), before.end("object"))
    after = _CHANGE_AFTER.match(line.view, item.end, end)
    return _clean(line, after.start("object"), after.end("object")) if after else ""


def _object_after(line: Line, item: Quantity, start: int, end: int, predicate: str) -> str:
    """Made $5 million in payments on debt: what was made stands after the value."""
    if not _PAID.match(predicate) or item.dimension != "money":
        return ""
    after = _AFTER_PAID.match(line.view, start, end)
    return _clean(line, after.start("object"), after.end("object")) if after else ""


def publisher_named(line: Line, start: int, end: int) -> bool:
    """Whether a publisher is named in the span."""
    return any(start <= named[1] < end for named in line.publishers)


def _object(line: Line, item: Quantity, end: int, verb: str, subject: str) -> str:
    """``shipped 1.2 million units of automotive MCUs``: automotive MCUs shipped."""
    match = re.compile(
        r" of ([A-Za-z][A-Za-z\- ]{2,40}?)(?=[,.;(\x00]| in | by | for | as | to |$)"
    ).match(line.view, item.end, end)
    noun = match[1] if match else item.unit.split(" ")[-1]
    tail = (
        f" by {subject}"
        if subject and not _PRONOUN.match(subject) and not match and subject[:1].islower()
        else ""
    )
    return f"{noun} {verb}{tail}"


def _clean(line: Line, start: int, end: int) -> str:
    text = "".join(
        old
        for old, seen in zip(line.text[start:end], line.view[start:end], strict=True)
        if seen != "\x00"
    )
    text = re.sub(r"\s+", " ", _NOISE.sub(" ", text))
    for pattern in (_CLEAN_START, _CLEAN_END):
        before = None
        while before != text:
            before, text = text, pattern.sub("", text, count=1)
    text = text.strip()
    if (
        len(text) < 2
        or _PRONOUN.match(text)
        or not re.search(r"[A-Za-z]{2}", text)
        or _PRONOUN_END.search(text)
        or re.fullmatch(
            rf"(?:CAGR|compound annual growth rate|CAGR of|year|%|{MONTH_NAME})", text, re.I
        )
    ):
        return ""
    return text[:80]
