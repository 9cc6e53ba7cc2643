"""Questions whether one thing alone is enough, and the sentences that say that it is not, or what else it takes.

只要多招人就能赶上吗, is a new crane all it takes: what answers says 并不只由, not only, or that more is needed.
"""

from __future__ import annotations

from functools import lru_cache

from kb.regex import regex
from kb.text import fold

_ASKS = regex(
    r"(?:只要|只靠|光靠?|单靠?|仅靠?|仅仅|单凭|光凭|有了)[^，。？?]{1,18}?(?:就|便)(?:都)?(?:行|够|能|会|可以|好|成|万事)"
    r"|(?:是不是|难道|是否)(?:就|都)?(?:只|光|仅|单)(?!有[哪几])|(?:只|光|仅|单)[靠看跟取凭和与由][^，。？?]{1,18}?(?:[吗么不]|有关|决定|就)"
    r"|\b(?:is|are|was|will|would|does|do|can|could)\b.{2,80}\b(?:alone|by itself|on its own|enough(?! [a-z]+s\b)|sufficient|suffice|all (?:it|that it) takes|the only (?:thing|factor|reason|driver|way))\b"
    r"|\b(?:is it|is this|is that|does it) (?:just|only|simply|purely|all|merely)\b|\b(?:do|can|could|will) .{2,60}\bjust by [a-z]+ing\b"
)
_TELLS = regex(
    r"[不未]也?(?:仅|只|光|单|止|足以|够|等于|代表|意味)|[并不]非|除了?[^，。；]{1,16}(?:[，,]?还|[，,]?也|之外|以外|外[，,])|[还也](?:要|须|需|得|取决|与|受|离不开|必须)"
    r"|\b(?:not|n't|never|hardly) (?:only|just|solely|merely|simply|alone|enough|sufficient|the only|all|by itself)\b|\balone (?:is|are|does|do|will|would|can) ?(?:not|n't)|\balso (?:depend|need|tak|requir|matter|count)|\bother factors\b|\b(?:insufficient|besides|as well as|more than just)\b"
)
REMEMBERED = 64
"""Questions of which it is kept what they ask."""
WORTH = 3.0
"""The log odds that a sentence gains which says so where that is asked."""


def gain(question: str, sentence: str) -> float:
    """What a sentence gains by saying what else it takes, where a question asks whether one thing is enough."""
    return WORTH if _asks(question) and _TELLS.search(fold(sentence)) else 0.0


@lru_cache(REMEMBERED)
def _asks(question: str) -> bool:
    return _ASKS.search(fold(question)) is not None
