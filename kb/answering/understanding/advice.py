"""Questions for advice on a share, or its price of today, which no report gives that rates none."""

from __future__ import annotations

from collections.abc import Iterable

from kb.regex import regex
from kb.text import fold

_ASKED = regex(
    r"\b(?:stocks?|shares|(?<!what )(?<!market )share(?! (?:do|does|did|of|will|would|can|each)\b)|equity)\b.{0,20}\b(?:a )?(?:buy|sell|hold|worth buying|overvalued|undervalued)\b|\b(?:price target|target price|worth (?:buying|investing))\b"
    r"|(?<!where )(?<!what )\b(?:should|shall|would) (?:i|we|you) (?:buy|sell|short|invest|own|hold)\b|\b(?:buy|sell|short) (?:the |its |their )?(?:stocks?|shares)\b"
    r"|\b(?:stock|share) price (?:today|now|right now)\b|\b(?:today's|current|latest) (?:stock|share) price\b|(?:今[天日]|现在|目前|最新|眼下)的?股价"
    r"|目标价|(?:股票|这只股|个股|股价).{0,12}(?:上车|买入|抄底|加仓|卖出|持有|值得买|能买|会涨|怎么看)|值得?(?:投|买|入手|持有)(?!资[^吗？?])|该不该[买卖投]|(?:可以|能不?能?)(?:买入|抄底|加仓|上车)"
)
_RATED = regex(
    r"\b(?:price target|target price|stock rating|(?:buy|sell|hold|outperform|overweight|underweight) rating)\b|目标价|(?:买入|增持|减持|卖出|中性)评级"
)


def wants_advice(question: str, passages: Iterable[str]) -> bool:
    """Whether advice on a share, or its price of today, is asked for that none of the ``passages`` gives."""
    return bool(_ASKED.search(fold(question))) and not any(
        _RATED.search(fold(passage)) for passage in passages
    )
