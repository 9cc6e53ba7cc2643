"""The English phrase: its verbs, and what is left of it as a name."""

from __future__ import annotations

import re

from kb.figures.periods.period_readers import MONTH_NAME
from kb.figures.views import Line
from kb.regex import regex

VERB = regex(
    r"\b(?:absorbed|absorbs|accelerated|accounted|accounts|achieved|achieves|acquired|added"
    r"|adds|advanced|amounted|are|attracted|attracts|averaged|(?<!\bon )(?<!\ban )(?<!\bthe )averages?(?= (?:\d|$))|booked|boosted|bought|brings"
    r"|brought|built|burned|burnt|buys|came|can|captures?|carried|charges?(?= [$€£¥])|climbed"
    r"|closed|comes?|commands?|completed|comprised?|consume|consumed|consumes?|continued"
    r"|continues|contracted|contributed|contributes|controlled|controls"
    r"|costs?(?= (?:[$€£¥]|US|about|around|an?\b|between|nearly|over))|could|covered|covers"
    r"|created|creates?|crept|crossed|cut|declared|declares?|declined|decreased|deepened"
    r"|delivered|delivers|dipped|doubled|draws|drew|drifted|dropped|drove|earned|earns|eased"
    r"|edged|employed|employs?|equall?ed|equals|exceeded|expanded|expect|expected|expects?"
    r"|exported|fed|fell|filed|fluctuated|followed(?= with)|found|gained|gave|generated|generates?|gives|goes"
    r"|grew|had|halved|handled|handles|has|have|held|hired|hit|holds?|implies|implying"
    r"|imported|improved|inched|included|includes?|increased|invested|invests|is|jumped|keeps"
    r"|kept|launched|leads|leapt|led|lengthened|lifted|loses|lost|lowered|made|makes|may|mined"
    r"|moderated|moved|narrowed|nudged|occup(?:y|ies|ied)|opened|operated|operates?|owned|owns?|paid"
    r"|pass(?:es|ed)?|pays?|peaked|plan|plans?|plunged|posted|produced|produces?|provided"
    r"|provides|pushed|put(?= (?:[$€£¥\d]|$))|puts|quadrupled|raised?|rallied|ran|ranged|ranges?(?= (?:from|between|in|up)\b)|reach(?:es|ed)?|rebounded"
    r"|received|receives|recorded|recovered|reduced|remained?|reported|represent(?:s|ed)?"
    r"|repurchased|required|requires?|retreated|returned|rose|runs|sank|saw|seen|sells|sent"
    r"|served|serves?|shipped|shortened|should|shrank|signed|slid|slipped|slowed|soared|sold"
    r"|spends|spent|spiked|stabili[sz]ed|stands|stood|stops?(?= at)|strengthened|stretched|supplied|supplies"
    r"|supports?|surged|surpassed|swelled|swung|takes|target(?:s|ed)?|ticked|took|topped"
    r"|totall?ed|traded|trades?|trebled|tripled|tumbled|used"
    r"|uses?(?! (?:per|of|in|by|is|was|for|case|and)\b)|varied|varies|was|weakened|went|were"
    r"|widened|will|would|yielded|yields)\b"
)

COPULA = regex(
    r"^(?:accelerat|account|advanc|amount|are|averag|came|can|climb|clos|compris|contin"
    r"|contract|cost|could|crept|cross|declin|decreas|deepen|dip|doubl|drift|drop|eas|edg"
    r"|exceed|expand|expect|fell|fluctuat|follow|gained|grew|had|halv|has|have|hit|improv|inch"
    r"|increas|is|jump|leapt|led|lengthen|made|may|moderat|narrow|nudg|peak|plung|quadrupl"
    r"|ralli|rang|reach|rebound|recover|reduced|remain|represent|retreat|rose|sank|saw|shorten"
    r"|should|shr|sl|soar|spik|stabili|stands|stood|stop|strengthen|stretch|surg|surpass|swell"
    r"|swung|tick|topp|total|trad|trebl|tripl|tumbl|vari|was|weaken|were|widen|will|would)"
)
"""Beginnings of the verbs whose subject is what the value measures: it rose to 5, was 5, led with 5."""

ABOUT = "(?:about|around|approximately|roughly|nearly|almost|over|some|only|just)"
"""What may stand right before a value: how near it is, or how it bounds."""

LIKE_A_VERB = regex(rf"(?<=[a-z] )[a-z]{{2,}}ed(?= (?:{ABOUT} )?$)")
"""The last word before a value, where it looks like a verb that ``VERB`` does not list."""

NO_SHARES = regex(
    r"\b(?:grew|rose|fell|increas\w+|declin\w+|dropp?\w*|growth|margins?|rates?|up|down|gain\w+|expand\w+)\b",
    re.I,
)
"""Says which way something went, or a rate: percentages beside it are no shares."""

PRONOUN = regex(
    r"^(?:sees )?(?:it|they|them|him|her|we|this|that|these|those|which|who|he|she|the (?:figure|number"
    r"|total|company|group|market|firm)|its?|both|of which|there|(?:prior|previous|earlier|consensus|analysts'?)"
    r"(?: outlook| guidance| estimates?| forecasts?| expectations?| view)?)(?: (?:now|also|currently|still|then))?$",
    re.I,
)

_PRONOUN_END = regex(r"(?<!\w)(?:it|they|we|he|she|which|who|whom)$", re.I)

_CLEAN_START = regex(
    r"^(?:[\s\x00,.;:'\"*()-]+|(?:so (?:that|far)|so|because|since|where|then|mere|and|or|with|while|but|whereas|although|in|of|at"
    r"|for|by|as of|on|to|from|the|a|an|meanwhile|however|overall|also|followed|up"
    r"|down|"
    r"bringing|implying|compared|versus|than|about|over|more|nearly|as|its|our|their"
    r"|that|under|during|through|per|said|expects?|forecasts?|estimates?|year|on"
    r"|reflecting|reflected|equivalent|equal|corresponding|amounting|translating|taking|pushing|lifting|representing|including|both|higher|sees|slightly|primarily|approximately"
    r"|average,)\b(?!-) ?)",
    re.I,
)

_CLEAN_END = regex(
    r"(?:[\s\x00,.;:'\"*()-]+|\b(?:at|of|to|by|from|in|for|with|about|around|nearly"
    r"|over|more than|than|some|approximately|roughly|almost|up|down|only|just|an?"
    r"|the|and|as|"
    r"at least|per|on|between|estimated|reaching|exceeding|totalling|averaging"
    r"|estimate|forecast|respectively|alone|capturing|commanding|holding|representing|accounting|during|is|was|were|are|be|expected|expects?|exceed|drop|improved"
    r"|improve|growth|increase|decline|reach|grow|rise|fall|reached|actually|still|now|then|already|hardly|barely"
    r"|nevertheless|therefore|being))$",
    re.I,
)

_NOISE = regex(
    r"\b(?:(?:year|quarter|month)[ -](?:on|over)[ -](?:year|quarter|month)|YoY|QoQ"
    r"|yoy|qoq|CAGR|a year ago|a year|ago|earlier|"
    r"the previous (?:quarter|year)|growing|forecast period|across|just|between|of which|which|of whom)\b"
)


_IN_PLACE = regex(
    rf"[\s\x00]*In (?P<place>(?:the )?(?!{MONTH_NAME}\b)[A-Z][\w'-]*(?: (?:of |and )?[A-Z][\w'-]*){{0,3}})"
    r" (?P<rest>(?:the |an? )?[a-z][^,]*?) ?$"
)
"""In Norway the median queue: what is measured stands after where."""

_TOLD_BY = regex(
    r", (?:according to|(?:(?:in|under|on|for) )?which|who|(?:led|driven|owned|helped|supported|boosted|operated|run|headed) by)"
    r" [^;()$€£%]{2,60}$|(?<=[A-Za-z]), (?:the|an?) [^,;()$€£%\d]{3,60},? ?$|"
    r" (?:as )?(?:reported|measured|recorded|published|compiled|surveyed|calculated|quoted|stated)"
    r" (?:by|for|in|at|across) [^,;()$€£%\d]{2,50}$"
)
"""The PUE reported by operators, the sales, led by cars,: a remark is no part of the name."""


_BY_THEN = regex(
    r"[\s\x00*]*(?:[Bb]y|[Aa]t|[Ss]ince|[Ii]n) (?:the )?(?:end|start|close|beginning|middle) of (?:the )?\x00+,? "
)
"""By the end of 2024 the fleet was: when, before what is measured."""


def clean(line: Line, start: int, end: int) -> str:
    """The name in a span: without articles, links and hedges; empty where none is left."""
    if then := _BY_THEN.match(line.view, start, end):
        start = then.end()
    text = "".join(
        old
        for old, seen in zip(line.text[start:end], line.view[start:end], strict=True)
        if seen != "\x00"
    )
    text = re.sub(r"\s+", " ", _NOISE.sub(" ", _TOLD_BY.sub("", text)))
    place = _IN_PLACE.match(text)
    if place and PRONOUN.match(place["rest"]):
        return ""
    if place and place["rest"] and place["place"] not in place["rest"]:
        text = place["rest"] + f" in {place['place']}" * (len(place["rest"]) < 60)
    for pattern in (_CLEAN_START, _CLEAN_END):
        before = None
        while before != text:
            before, text = text, pattern.sub("", text, count=1)
            if pattern is _CLEAN_END and text.count("(") > text.count(")"):
                text = before
    text = text.strip()
    if (
        len(text) < 2
        or PRONOUN.match(text)
        or not re.search(r"[A-Za-z]{2}", text)
        or _PRONOUN_END.search(text)
        or re.fullmatch(
            rf"(?:CAGR|after|following|early|late|mid|worth|valued at|(?:(?:more than|almost|nearly|about|roughly|over|just over|well over|some) )?(?:double|twice|half|triple|three times)(?: the)?|compound annual growth rate|CAGR of|year|%|{MONTH_NAME})",
            text,
            re.I,
        )
    ):
        return ""
    return text[:80]
