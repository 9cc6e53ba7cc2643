"""The English phrase: its verbs, and what is left of it as a name."""

from __future__ import annotations

import re

from kb.figures.period_readers import MONTH_NAME
from kb.figures.views import Line
from kb.regex import regex

VERB = regex(
    r"\b(?:reach(?:es|ed)?|expect|was|were|is|are|will|would|could|should|may|can"
    r"|stood|stands|totall?ed|grew|rose|fell|increased|declined|dropped|hit|exceeded"
    r"|"
    r"accounted|accounts|shipped|opened|covered|covers|slipped|improved|has|have|had"
    r"|expects?|expected|came|averaged|generated|reported|posted|recorded|"
    r"sold|produced|delivered|added|employs?|employed|operates?|operated|raised?|cut"
    r"|remained?|jumped|surged|climbed|gained|expanded|made|makes|led|leads|"
    r"ran|runs|produces?|generates?|delivers|provides|contributes|supplies|sells|loses|adds|spends|buys|earns|attracts|receives|invests|absorbed|absorbs"
    r"|keeps|kept|yields|yielded|occup(?:y|ies|ied)|comes?|went|goes|pass(?:es|ed)?|filed|charges?(?= [$€£¥])|pays?|bought|sent|fed|drew|draws|requires?|required|takes|took|gives|gave|brings|brought|handles|handled|lifted|pushed|drove|lowered|boosted|captures?|commands?|"
    r"represent(?:s|ed)?|comprised?|contributed|supplied|provided|creates?|created|equall?ed|equals|controlled|controls|attracted|invested|spent|received"
    r"|signed|serves?|served|target(?:s|ed)?|plans?|plan|amounted|swung|found|"
    r"implying|implies|declares?|declared|paid|peaked|dipped|eased|decreased"
    r"|contracted|shrank|plunged|tumbled|slid|soared|doubled|tripled|edged|"
    r"ranges?|ranged|consumes?|consumed|costs?(?= (?:[$€£¥]|US|about|around|an?\b|between|nearly|over))|uses?(?! (?:per|of|in|by|is|was|for|case|and)\b)|used|supports?|includes?"
    r"|included|holds?|held|owns?|owned|crossed|topped|surpassed|hired|launched"
    r"|completed|"
    r"built|acquired|repurchased|returned|achieved|achieves|saw|seen|continues"
    r"|continued|narrowed|widened|earned|lost|burned|burnt|booked|reduced|slowed|moderated|strengthened|weakened|accelerated|advanced"
    r"|rebounded|recovered|ticked|inched|deepened|swelled|trades?|traded"
    r"|closed|consume|stretched|lengthened|shortened|quadrupled|halved|trebled|crept|drifted|nudged|rallied"
    r"|retreated|sank|leapt|spiked|stabili[sz]ed|fluctuated|varied|varies|exported|imported|carried|mined)\b"
)

COPULA = regex(
    r"^(?:reach|was|were|is|are|will|would|could|should|may|can|stood|stands|total"
    r"|hit|exceed|came|averag|remain|amount|peak|has|have|had|rang|cross|topp"
    r"|surpass|grew|rose|fell|increas|declin|drop|slip|improv|expect|jump|surg|climb"
    r"|contin|saw|account|led|represent|compris|made|edg|doubl|tripl|trad|clos|dip"
    r"|eas|decreas|contract|shr|plung|tumbl|sl|soar|narrow|widen|cost|swung|reduced|slow|moderat|strengthen|weaken|accelerat|advanc|rebound"
    r"|recover|tick|inch|deepen|swell|expand|gained|climb|stretch|lengthen|shorten|quadrupl|halv|trebl"
    r"|crept|drift|nudg|ralli|retreat|sank|leapt|spik|stabili|fluctuat|vari)"
)

ABOUT = "(?:about|around|approximately|roughly|nearly|almost|over|some|only|just)"
"""What may stand right before a value: how near it is, or how it bounds."""

LIKE_A_VERB = regex(rf"(?<=[a-z] )[a-z]{{2,}}ed(?= (?:{ABOUT} )?$)")
"""The last word before a value, where it looks like a verb that ``VERB`` does not list."""

PRONOUN = regex(
    r"^(?:sees )?(?:it|they|them|him|her|we|this|that|these|those|which|who|he|she|the (?:figure|number"
    r"|total|company|group|market|firm)|its?|both|of which|there|(?:prior|previous|earlier|consensus|analysts'?)"
    r"(?: outlook| guidance| estimates?| forecasts?| expectations?| view)?)(?: (?:now|also|currently|still|then))?$",
    re.I,
)

_PRONOUN_END = regex(r"(?<!\w)(?:it|they|we|he|she|which|who|whom)$", re.I)

_CLEAN_START = regex(
    r"^(?:[\s\x00,.;:'\"*()-]+|(?:and|or|with|while|but|whereas|although|in|of|at"
    r"|for|by|as of|on|to|from|the|a|an|meanwhile|however|overall|also|followed|up"
    r"|down|"
    r"bringing|implying|compared|versus|than|about|over|more|nearly|as|its|our|their"
    r"|that|under|during|through|per|said|expects?|forecasts?|estimates?|year|on"
    r"|reflecting|reflected|equivalent|equal|corresponding|amounting|translating|taking|pushing|lifting|representing|including|both|higher|sees|slightly|primarily|approximately"
    r"|average,)\b ?)",
    re.I,
)

_CLEAN_END = regex(
    r"(?:[\s\x00,.;:'\"*()-]+|\b(?:at|of|to|by|from|in|for|with|about|around|nearly"
    r"|over|more than|than|some|approximately|roughly|almost|up|down|only|just|an?"
    r"|the|and|as|"
    r"at least|per|on|between|estimated|reaching|exceeding|totalling|averaging"
    r"|estimate|forecast|respectively|alone|capturing|commanding|holding|representing|accounting|during|is|was|were|are|be|expected|expects?|exceed|drop|improved"
    r"|improve|growth|increase|decline|reach|grow|rise|fall|reached))$",
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
    r", (?:according to|which|who|(?:led|driven|owned|helped|supported|boosted|operated|run|headed) by)"
    r" [^;()$€£%]{2,60}$|"
    r" (?:as )?(?:reported|measured|recorded|published|compiled|surveyed|calculated|quoted|stated)"
    r" (?:by|for|in|at|across) [^,;()$€£%\d]{2,50}$"
)
"""The PUE reported by operators, the sales, led by cars,: a remark is no part of the name."""


def clean(line: Line, start: int, end: int) -> str:
    """The name in a span: without articles, links and hedges; empty where none is left."""
    text = "".join(
        old
        for old, seen in zip(line.text[start:end], line.view[start:end], strict=True)
        if seen != "\x00"
    )
    text = re.sub(r"\s+", " ", _NOISE.sub(" ", _TOLD_BY.sub("", text)))
    place = _IN_PLACE.match(text)
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
