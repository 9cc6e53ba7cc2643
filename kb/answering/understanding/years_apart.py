"""A year that is told by how far it is from one spoken of before: the year before, two years later, 三年后."""

from __future__ import annotations

from kb.figures.quantities.numerals import ENGLISH_NUMBERS, whole
from kb.regex import regex
from kb.text import fold

_WORDS = "|".join(word for word, value in ENGLISH_NUMBERS.items() if 1 <= value <= 20)
_HAN = r"(?<![十百\d])[一二两三四五六七八九\d]"
_FEW = rf"\b(?:an?|{_WORDS}|\d)"
_NOT_OF = r"(?! (?:the|an?|that|this|it|its|than)\b)"
_EARLIER = regex(
    rf"[前上]一?年(?!度|份|代|级)|上年(?!度)|(?P<han>{_HAN})\s?年(?:之|以)?前"
    r"|(?:\b(?:in|for) )?(?:\bthe )?\b(?:year (?:before|earlier)|(?:previous|prior|preceding) year)\b"
    rf"|(?P<english>{_FEW}) years? (?:before|earlier|previously)\b{_NOT_OF}"
)
_LATER = regex(
    rf"[后次下]一?年(?!度|份|代|级)|(?P<han>{_HAN})\s?年(?:之|以)?后"
    r"|(?:\b(?:in|for) )?(?:\bthe )?\b(?:year (?:after|later)|(?:following|next) year)\b"
    rf"|(?P<english>{_FEW}) years? (?:after|later)\b{_NOT_OF}"
)


def year_apart(text: str, year: int) -> tuple[int, int, int] | None:
    """Where ``text`` tells a year by its distance from ``year``, and which it is; None where it does not."""
    folded = fold(text)
    for pattern, sign in ((_EARLIER, -1), (_LATER, 1)):
        if said := pattern.search(folded):
            count = said["han"] or said["english"] or "a"
            return said.start(), said.end(), year + sign * (1 if count in "an" else whole(count))
    return None
