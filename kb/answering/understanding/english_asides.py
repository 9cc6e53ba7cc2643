"""Who asks and what for, said around an English question: I run a small firm, how much; student here - what.

A clause of that sort is left out where the question stands by itself. Where it points back (that market, does it), or
where the clause has a name or a number or tells what somebody wants to know of, both belong together.
"""

from __future__ import annotations

from kb.regex import regex
from kb.text import fold, language

_SELF = r"(?:(?:i|we)(?:['’](?:m|ve|re|d|ll))?|(?:my|our) [a-z-]+(?: [a-z-]+)?)"
_CLAUSE = r"[^,;:.?!–—]"
_ASIDE = regex(
    rf"^(?:(?:ok|okay|so|well|hey|right|btw|sorry)[, ]+)?(?:(?:just )?(?:a )?(?:quick|short|simple|silly|dumb|stupid|last|another|one more) (?:one|question|thing|q)\b{_CLAUSE}{{0,40}}?"
    rf"|(?:asking|need(?:ed)?|this is|it['’]?s) (?:(?:this|it) )?for {_CLAUSE}{{2,40}}?"
    r"|(?:[a-z-]+ ){1,3}here"
    rf"|{_SELF} (?P<does>{_CLAUSE}{{3,90}}?)"
    rf"|(?:as|for) (?:a|an|my|our) {_CLAUSE}{{3,50}}?"
    rf"|(?:writing|preparing|doing|making|working on|drafting) (?:a|an|my|our|the|some) {_CLAUSE}{{3,50}}?)"
    r"\s*(?:[,;:.!]\s+|\s[-–—]+\s|[–—]\s*)(?:(?:and|so|but|now|then) )?"
    r"(?=(?:how|what|which|who|whom|whose|when|where|why|is|are|was|were|do|does|did|has|have|can|could|will|would|should|any|give|list|name|tell|show|explain|compare|rank"
    r"|(?:by|in|on|at|of|out of|for|from|since|until) (?:how|what|which|whom)|roughly|whats|the|by)\b(?P<asked>.{12,}))"
)
_TOPICAL = regex(
    r"^(?:i|we)(?:['’](?:m|ve|re|d))? ?(?:(?:am|are|is|was|were|have been|has been|just|really|only|also|still|always|keep|might|would|do|did|can)(?:n['’]t)? |not )*"
    r"(?:interested|look|ask|curious|follow|think|thought|talk|mean|focus|wonder|want|need|like|see|saw|hear|read|believ|assum|understand|understood"
    r"|know|knew|notic|remember|recall|gather|expect|suppos|guess|figur|find|found|consider|follow|compar|watch|track|study|research|care)[a-z]*\b"
)
"""Says what the question is about, or what somebody holds to be so; of others it only tells what they are up to."""
_POINTS_BACK = regex(
    r"\b(?:it|its|they|them|their|those|these|one|ones|there|such|this (?!report|study|outlook|paper|year)[a-z]+|that (?!is\b|are\b|were\b|was\b|have\b|has\b)[a-z]+)\b"
    r"|\b(?:that|this|so)\s*[?.]?\s*$"
)
_IN_THE_REPORT = regex(r"\b(?:in|from) (?:there|here|it)\b|\bis there\b|\bare there\b")
_NAME_OR_NUMBER = regex(r"(?<=[a-z,] )(?!I\b)[A-Z][\w-]+|\d")
_WHY_ASKED = regex(
    r"(?P<asked>^.{15,}?[\w?])(?:[,.]?\s*(?:asking for (?:a|my|our|the)|(?:it['’]?s|it is|this is|that['’]?s) for (?:a|my|our|the)|(?:i |we )?(?:just |only )?(?:need|want) (?:it|this|that|them|these|those|['’]?em) (?:for|by|asap|today|now|in))\b[^?]{0,50}"
    r"|(?<=\?)\s*(?:need|asking|want|looking for)\b[^?]{3,70})[.!]?\s*$"
)


def without_asides(text: str) -> str:
    """``text`` without the clauses of an English question that say who asks it, and what for."""
    if after := _WHY_ASKED.match(fold(text)):
        text = text[: after.end("asked")]
    head = _ASIDE.match(fold(text))
    if head is None or (head["does"] and belongs(text[: head.end()], head["asked"])):
        return text
    return text[head.end() :]


def belongs(clause: str, asked: str) -> bool:
    """Whether an English ``clause`` on the asker tells what ``asked`` is about, and whether that points back to it."""
    if language(clause) != "en":
        return False
    about = _TOPICAL.match(fold(clause)) or _NAME_OR_NUMBER.search(clause)
    return bool(about or _POINTS_BACK.search(_IN_THE_REPORT.sub("", fold(asked))))
