"""Whose each value of a sentence is: "A led with 5, followed by B (4)", "甲、乙、丙分别为5、4、3"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex

LONGEST = 32
"""Characters of the longest name."""

_RESPECTIVELY = regex(r"分别|依次|各[为占有达]|\brespectively\b", re.IGNORECASE)
_CLAUSE = regex(r"[，,；;：:。（(]|——")
_NAMES = regex(r"、|，|,(?: and)?|(?<=\S)(?:和|与|及|以及)(?=\S)|\band\b")
_LEAD_IN = regex(
    r"^(?:[^，。]{0,8}(?:最[大高多]|第一|居首|领先)的(?:就|则)?是|其中|而|但|截至.{0,12}|并且|以及|和|与|及|其次(?:是|为)?|[随其]后(?:依次)?(?:是|为)?|依次(?:是|为)|紧随其后的?(?:是|为)?|前者|接着是|再次(?:是|为)"
    r"|in \d{4}|and|then|while|followed(?: closely)?(?: in turn)? by|followed|ahead of|next came|with|the|by|at)(?=\s|(?-i:[\u3400-\u9fff])|$)\s*",
    re.IGNORECASE,
)
_BEHIND = regex(
    r"\s*(?:for|in|from|by) (?:the )?([^,;.()\d]{2,32}?)\s*(?:,(?: and)?\s*$|\band\s*$|[.;。；]|\s*$)",
    re.IGNORECASE,
)
_ENDS = regex(
    r"(?:仅|只|均|也|则|已|又|还|约|大约|将)?(?:占|为|是|达|有|约|以|的(?!是)|出货|销售|合计|贡献|拥有|位居|排|居|实现|增长|份额|凭)"
    r"|\s(?:followed|with|at|led|leads|lead|came|comes|held|holds|had|has|have|bought|accounted|accounts|took|takes|stood|reached|shipped"
    r"|recorded|posted|was|is|were|are|made|makes|sold|spent|contributed|ranked|ranks|came in|on|in|by|for)\b",
    re.IGNORECASE,
)
_LINK = regex(r"^(?:for|in|among|at|of|by) (?:the )?")
_COUNTED = regex(r"[两二三四五六七八九十\d]+(?:大|个|家|座)?[市省县区国家企类种项地者行业]")
_BAD = regex(r"[。；;！？?!\n|]|^\W*$|^\d")


def names_of_values(sentence: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The name that each value at ``spans`` belongs to; empty where one has none of its own."""
    names = _respectively(sentence, spans) or _after(sentence, spans) or _before(sentence, spans)
    good = all(1 < len(name) <= LONGEST and not _BAD.search(name) for name in names)
    return names if good and len(set(names)) == len(names) else []


def _before(sentence: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Each name before its value; of the last values, those that one word gives out in order."""
    word = _RESPECTIVELY.search(sentence, spans[0][0], spans[-1][1])
    own = [span for span in spans if word is None or span[1] <= word.start()]
    begins = (0, *(end for _, end in own))
    names = [
        _name_before(sentence, begin, start) for begin, (start, _) in zip(begins, own, strict=False)
    ]
    if len(own) < len(spans):
        cut = begins[-1]
        rest = [(start - cut, end - cut) for start, end in spans[len(own) :]]
        names += _respectively(sentence[cut:], rest) or _before(sentence[cut:], rest)
    return names


def names_in_metrics(metrics: Sequence[str]) -> list[str]:
    """What tells the names of several figures apart: A and B of A share of sales, B share of sales.

    Empty where they share no beginning or end, or one of them says nothing more.
    """
    words = [metric.split(" ") for metric in metrics]
    shortest = min(map(len, words))
    behind = _alike([own[::-1] for own in words], shortest - 1)
    before = _alike(words, shortest - 1 - behind)
    names = [" ".join(own[before : len(own) - behind]) for own in words]
    names = [_LINK.sub("", name) for name in names] if before else names
    good = all(1 < len(name) <= LONGEST and not _BAD.search(name) for name in names)
    return names if good and len(set(names)) == len(names) else []


def _alike(words: Sequence[Sequence[str]], most: int) -> int:
    """How many words all of them begin with."""
    size = 0
    while size < most and len({own[size] for own in words}) == 1:
        size += 1
    return size


def _respectively(sentence: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """``甲、乙和丙的产能分别为``: as many names as values, before the word."""
    if len(spans) < 2:
        return []
    first, last = spans[0][0], spans[-1][1]
    word = _RESPECTIVELY.search(sentence)
    if word is None or first < word.start() < last:
        return []
    before = sentence[: word.start() if word.start() < first else first]
    starts = [match.end() for match in re.finditer(r"[，,；;：:]\s*", before)]
    for opens in (*reversed(starts), 0):
        names = [name for name in (_plain(n) for n in _NAMES.split(before[opens:])) if name]
        if len(names) >= len(spans):
            return _cut_last(names) if len(names) == len(spans) else []
    return []


def _after(sentence: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """``5 for A, 4 for B and 3 for C``: each name behind its value, where all are."""
    ends = [*(start for start, _ in spans[1:]), len(sentence)]
    pieces = [sentence[end:until] for (_, end), until in zip(spans, ends, strict=True)]
    found = [_BEHIND.match(piece) for piece in pieces]
    return [match[1].strip() for match in found if match] if all(found) else []


def _cut_last(names: list[str]) -> list[str]:
    """The last name without what all of them are: 丙 of 丙三市的产能."""
    last = names[-1]
    cuts = [match.start() for match in (_COUNTED.search(last), _ENDS.search(last)) if match]
    terms = Vocabulary.load().terms(last)
    cuts += [term.start for term in terms if term.category == "measures" and term.start > 0]
    cut = min((place for place in cuts if place > 0), default=len(last))
    return [*names[:-1], last[:cut].strip()]


def _name_before(sentence: str, begin: int, start: int) -> str:
    """The name of a value that begins at ``start``: in front of its bracket, or before its verb."""
    lead = sentence[begin:start].rstrip()
    lead = re.sub(r"(?:US|HK|NT)?[$¥€£]$", "", lead).rstrip()
    if lead.endswith(("(", "（")):
        lead = lead[:-1].rstrip()
        return _plain(re.split(r"[，,；;：:、)）]|\band\b|和", lead)[-1] or lead)
    # The last clause that names something; the first one may only say when.
    for clause in reversed(_CLAUSE.split(lead)):
        if clause.startswith("占"):
            continue  # of what it is a share; whose, the clause before says
        for piece in map(_without_home, map(_led_into, reversed(clause.split("、")))):
            end = _ENDS.search(piece, 1)
            name = _plain(piece[: end.start()] if end else piece)
            if name and not re.fullmatch(r"(?:in )?\d{4}年?(?:[上下]半年)?", name):
                return name
    return ""


def _without_home(text: str) -> str:
    """``text`` without where somebody is from: 日本的赫默 is 赫默, but 日本的份额 stays."""
    terms = Vocabulary.load().terms(text)
    if not terms or terms[0].start or terms[0].category != "regions":
        return text
    rest = text[terms[0].end :]
    measured = len(terms) > 1 and terms[1].start == terms[0].end + 1
    return rest[1:] if rest.startswith("的") and len(rest) > 2 and not measured else text


def _plain(text: str) -> str:
    return re.sub(r"^\d{4}年?", "", _led_into(text)).strip(" *“”\"'")


def _led_into(text: str) -> str:
    """``text`` without the words that lead in to a name: 其后为乙 is 乙."""
    text = text.strip(" *“”\"'、，,;；)）")
    shorter = _LEAD_IN.sub("", text)
    while shorter != text:
        text, shorter = shorter, _LEAD_IN.sub("", shorter)
    return text
