"""What an English question says in speech or in newspaper words, in the plain words that reports use.

What did it turn over is how much revenue it made, a firm in the red makes a loss.
"""

from __future__ import annotations

from kb.regex import regex

_HARMS = (
    r"(?:kill|hurt|harm|hitt|squeez|weigh|dragg|hold|stand|stopp|slow|hamper|hinder|limit|block|prevent|imped|stall|chok|deter|plagu|troubl|threaten)ing"
    r"(?: (?:back|down|on|in the way of|up))?"
)
"""What a cause of trouble does: is killing, is holding back."""
_SAID: tuple[tuple[str, str], ...] = (
    # what is asked about stands before the question, and in it only a word for it
    (
        r"^(?!(?:in|for|of|at|by|on|if|when|given|according|and|so|but|ok|okay|well)\b)(?P<topic>[a-z][a-z0-9' -]{1,40}?) ?(?:[–—:]|--?(?= )|,) ?"
        r"(?P<ask>(?:what|why|how|when|where|who)\b[^?]*?)\b(?:them|they|it|these|those)\b(?!['’]s? )",
        r"\g<ask>\g<topic>",
    ),
    (
        r",? (?:according to|in the (?:view|opinion|eyes) of) (?:the|this|these) (?:authors?|report|study|analysts?|writers?|researchers?)\b",
        "",
    ),
    # trouble, uses, advice
    (
        rf"\bwhat (?:is|are|was|were|has been|have been|keeps?) (?:really |actually |currently |still )?{_HARMS} (?P<what>(?!(?:at|in|on|to|by|for|from|with)\b)[^?]{{3,}})",
        r"why is there a problem for \g<what>",
    ),
    (
        r"\bwhat (?:(?:holds|held) back|hampers|hampered|hinders|hindered|st(?:ands|ood) in the way of|(?:keeps|kept|stops|stopped|prevents|prevented)(?= [^?]{2,60} from )) (?P<what>[^?]{3,})",
        r"why is there a problem for \g<what>",
    ),
    (
        r"\bwhat (?:is|are|was|were|can|could|will|would) (?P<what>(?!the)[^,?]{2,60}?) (?:be |being |mainly |mostly |typically )*used for\b",
        r"which use cases are there of \g<what>",
    ),
    (
        r"\bwhat (?:do|does|did|can|could) (?P<who>[^,?]{2,40}?) use (?P<what>[^,?]{2,40}?) for\b",
        r"which use cases of \g<what> are there for \g<who>",
    ),
    (
        r"\bwhere (?:should|would|could|can|do|does) (?:i|we|one|you|people|investors?|an investor|some(?:one|body)|any(?:one|body))(?: with (?:some |the )?(?:money|cash|capital)(?: to (?:spend|invest|spare))?)? (?:put|invest|place|park)\b(?: (?:it|(?:my|our|their|the|your|one's) (?:money|capital|cash|funds)|money|capital))?",
        "what is the advice for investors",
    ),
    (
        r"\bwhat(?: else)? (?:could|might|can|may|would) (?:(?:all|still|possibly) )?(?:go wrong|derail|upset|spoil|threaten|endanger|undermine|jeopardi[sz]e|thwart|go against)\b(?: (?:with|for|in|to|about))?",
        "what are the risks to",
    ),
    (
        r"\b(?P<which>main|biggest|key|chief|greatest|principal|major|the) (?:dangers|threats|perils|pitfalls)\b",
        r"\g<which> risks",
    ),
    (
        r"\bwhat(?: is|'s)?(?P<which> the (?:number one|no\.? ?1|main|biggest|chief|top|most common|single biggest) (?:thing|reason|factor|worry|issue))?(?: that)?(?: is| mainly| most| mostly)*"
        r" (?:put(?:s|ting)?|scar(?:es?|ing)|turn(?:s|ing)?|frighten(?:s|ing)?) (?P<whom>[a-z'-]+(?: [a-z'-]+){0,3}) (?:off|away)\b(?! the)",
        r"what is the main barrier for \g<whom>",
    ),
    # how to answer is no part of what is asked
    (r"\b(?:walk|talk|take|run) (?:me|us) through\b", "give"),
    (
        r"\b(?:put|line|rank|sort|arrange) (?P<what>.{2,60}?) (?:up )?in order (?:of|by)\b",
        r"rank \g<what> by",
    ),
    (r"\bin order of\b", "ranked by"),
    (
        r",? ?(?:and )?(?:the )?(?:best|highest|largest|biggest|fastest|strongest|top|most) first\b(?= *[.?!]?$)",
        "",
    ),
    (r",? in (?:percentage|per ?cent|relative) terms\b", ""),
    # money
    (
        r"\b(?:what|how much) (?:did|does|do|will|would) (?P<who>.{2,60}?) (?:turn over|take in|rake in|bring in|gross)\b(?! (?:profit|margin))",
        r"how much revenue did \g<who> make",
    ),
    (r"\b(?:in|into|out of) the red\b", "in loss"),
    (r"\b(?:in|into) the black\b", "in profit"),
    (r"\bmak(?:es?|ing) (?:such )?(?:good|decent|big|so much) money\b", "earns a high margin"),
    (r"\b(?:r ?& ?d|research) (?:outlays?|bill|budget|spend)\b", "research spending"),
    (r"\boutlays?\b", "spending"),
    (
        r"\b(?:slice|share|part|portion|proportion) of (?:the |its |total )?income\b",
        "share of revenue",
    ),
    (
        r"^what (?P<of>(?:an?|the) [a-z' -]{2,40}?) (?P<is>is|are)(?=\s*[?.]?$)",
        r"what \g<is> \g<of>",
    ),
    (
        r"\b(?:is |are )?(?:grow(?:s|ing)?|expand(?:s|ing)?|ris(?:es?|ing)) (?:the )?(?:faster|quicker|more (?:quickly|rapidly))\b(?! than)",
        "has the higher growth rate",
    ),
    (r"\bUS\$ ?(?:bn|billions?)\b", "billion dollars"),
    (r"\bhow many (?:[bmt]n|(?:b|m|tr)illions?)(?=\s*(?:[?.,!]|$))", "how much"),
    (r"\bUS\$ ?(?:mn?|millions?)\b", "million dollars"),
    # a gloss of the words around it
    (r"(?<=[a-z]) \((?-i:[A-Z]{2,5}\d{0,3})\) (?=[a-z])", " "),
    # whether it is so or not, whatever else it may be
    (
        r"(?P<whether>\b(?:is|was|are|were|did|does|do|has|had)\b[^?]{2,80}?),? or (?:(?:is|was|are|were) (?:it|that) )?"
        r"(?:some(?:one|body|thing)|any(?:one|body)|who|some other [a-z]+|another [a-z]+|a different [a-z]+)(?: else)?(?=\s*[?.]?$| (?:that|who|which)\b)",
        r"\g<whether>",
    ),
    (r"^(?P<who>is it [^,?]{2,30}?) (?:who|which)\b", r"\g<who> that"),
    (r"\b(?:besides|in addition to|aside from)\b(?= \w)", "apart from"),
    # places and moves
    (r"\b(?:half[- ]a[- ]dozen|half[- ]dozen)\b", "six"),
    (r"\bleap-?frog(?:s|ged|ging)?\b", "overtake"),
    (
        r"\b(?:came?|coming|finish(?:ed|es)?|rank(?:ed|s)?) in (?P<nth>first|second|third|fourth|fifth|sixth|last)\b",
        r"was in \g<nth> place",
    ),
    (
        r"\b(?P<what>[a-z'-]+) (?:shot|jumped|soared|surged|rose|climbed|went) up the (?:most|fastest)\b",
        r"\g<what> grew fastest",
    ),
    (
        r"^(?:of|among|out of) the (?:top|leading|biggest|largest|main) (?:[a-z0-9]+ )?(?P<what>[a-z]+), ",
        r"among \g<what>, ",
    ),
    (r"\b(?:venture and )?growth (?=(?:money|capital|investors?|equity|funds?)\b)", "venture "),
    (
        r"\b(?:posted|recorded|saw|registered|logged|enjoyed|showed|had) the (?:fastest|highest|strongest|biggest|largest|greatest) growth\b",
        "grew fastest",
    ),
    (
        r"\bwhere (?:was|were|is|are|did) (?P<whom>.{2,40}?) (?:placed|ranked|positioned)\b",
        r"what place in the ranking had \g<whom>",
    ),
    (r"\b(?:placings?|placements?|standings?) (?=(?:in|on) the\b)", "rank "),
    (
        r"\bmov(?:e|ed|es|ing) up or down\b(?: (?:in )?the (?:table|list|ranking|league))?",
        "ranked",
    ),
    # changes
    (r"\b(?:jump|leap|spike|surge|climb|upswing|uptick|hike) in\b", "growth in"),
    (r"\b(?:year-on-year|yearly|annual) growth in the\b", "year-on-year growth in"),
    (r"\b(?:slump|plunge|slide|dip|drop-off|downturn) in\b", "decline in"),
    (
        r"\b(?:did|does|do|has|have|will) (?P<one>[a-z][^,?]{1,30}?) or (?P<other>[a-z][^,?]{1,30}?) (?:gr[oe]wn?|rise|risen|climb(?:ed)?|increased?|expand(?:ed)?) (?:more|faster|the most)\b",
        r"which is higher, \g<one> growth or \g<other> growth",
    ),
    (
        r"(?P<first>\bthe [a-z]+ (?P<noun>[a-z][a-z -]{3,40}?) (?:grow|ris|expand|increas|larger|bigger|smaller|higher|lower|faster)[a-z]*\b[^?]{0,30} than the )(?P<other>[a-z]+) one\b",
        r"\g<first>\g<other> \g<noun>",
    ),
    (
        r"^(?:does|do|did|has|have) (?P<one>[^,?]{2,40}?) or (?P<other>[^,?]{2,40}?) (?:have|has|had|got) (?:the )?(?:more|most|greater|greatest|larger|largest|higher|highest|bigger|biggest) (?:number of |amount of )?(?P<what>[^,?]{3,40})",
        r"which has more \g<what>, \g<one> or \g<other>",
    ),
    (
        r"^(?:is|are|was|were|did|does|do|will|has|have) (?P<one>[^,?]{3,60}?) (?:be )?(?:gr[eo]w\w*|expand\w*|ris\w*|risen) (?:faster|more quickly)(?: (?:per|a|each) year)? than (?P<other>[^,?]{3,60})",
        r"which is higher, \g<one> growth or \g<other> growth",
    ),
    (
        r"\b(?:came|comes?|is|was|are|were|finish(?:ed|es)?|sits?|sat|land(?:ed|s)?|missed|misses|ended up) (?:(?:just|right|only|immediately) )?(?:behind|off|outside|below|short of) the (?:podium|top three|first three)\b"
        r"|\b(?:just|narrowly) missed (?:out on )?the podium\b",
        "was in fourth place",
    ),
    (r"\bleague tables?\b", "ranking"),
    (r"\bpriciest\b", "most expensive"),
    (r"\b(?:quickest|speediest|swiftest)\b", "fastest"),
    (r"\bslowest[- ]growing\b", "with the lowest growth"),
    # things
    (r"\bmid-?sized?\b", "medium"),
    (r"\bheaviest(?= (?:[a-z]+ ){0,2}(?:class|segment|category|type|group|payload))", "heavy"),
    (r"\blightest(?= (?:[a-z]+ ){0,2}(?:class|segment|category|type|group|payload))", "light"),
)
_COMPILED = tuple((regex(rf"(?i:{pattern})"), plain) for pattern, plain in _SAID)


def in_plain_english(text: str) -> str:
    """``text`` with words of speech put plainly; others as they stand."""
    for pattern, plain in _COMPILED:
        text = pattern.sub(plain, text)
    return text
