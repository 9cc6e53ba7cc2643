"""Questions for what is in the way, and the sentences that speak of it, in whatever words.

What is holding a trade back, 卡在哪, 头疼的是什么: what answers tells of a shortage, of limits, of what is hard.
"""

from __future__ import annotations

from functools import lru_cache

from kb.answering.understanding.plain_wording import plainly
from kb.regex import regex
from kb.text import fold

_ASKS = regex(
    r"挑战|难[题点处关]|困[难境]|瓶颈|障碍|阻[碍力]|短板|痛点|掣肘|隐患|风险(?!投资|资本|偏好)|弊端|毛病|头[疼痛]|症结|病根|顾[虑忌]|打鼓|[犯发]怵|没底|犯嘀咕|使不上劲|力不从心|吃力|[犯发]愁|担[忧心]|卡(?:在|住)|卡脖子|拖.{0,6}后腿|绊脚石|拦路虎|[座重]大山"
    r"|[哪什啥几](?:[些个么大类种])?[^，。？?]{0,6}(?:问题|压力|限制|制约)|(?:受|有|存在)(?:什么|哪些|啥)[^，。？?]{0,4}(?:限制|制约|影响而)"
    r"|\b(?:challenges?|obstacles?|hurdles?|barriers?|problems?|difficult(?:y|ies)|risks?|dangers?|threats?|worr(?:y|ies)|weakness(?:es)?|drawbacks?|bottlenecks?|troubles?|shortcomings?"
    r"|(?:holds?|holding|held|keeps?|keeping)\b.{0,60}\bback|in the way|concerns?|hesita\w+|(?:not|n't) (?:(?:really|quite|yet|fully) )*(?:ready|up to|fit for|mature|there yet)|hamper(?:s|ing)?|hinder(?:s|ing)?|pain points?)\b"
)
_NUMBER = regex(r"多少|几成|百分之|\bhow (?:much|many|big|large|high)\b")
_TELLS = regex(
    r"挑战|难[题点以]|困[难境]|瓶颈|障碍|阻[碍力]|短板|痛点|掣肘|隐患|风险|弊端|缺陷|不足[，。；、以的]|短缺|紧缺|匮乏|缺[乏少失]|受限|受制|限制|制约|压力|滞后|薄弱|老化|顾[虑忌]|担[忧心]|问题(?:尤为|突出|仍|依然|是|在|有)|[一几多]个问题|尚未|威胁|衰减|损耗|恶化|故障"
    r"|\b(?:challeng\w+|obstacles?|hurdles?|barriers?|problems?|difficult\w*|risks?|dangers?|threat\w*|shortages?|short of|lack\w*|scarce|scarcity|bottlenecks?|constrain\w*|limit(?:s|ed|ing|ations?)?"
    r"|hamper\w*|hinder\w*|held back|holding back|weak\w*|drawbacks?|insufficient\w*|struggl\w+|not enough|concerns?|worr(?:y|ies|ied)|hesita\w+|too (?:few|little|expensive|costly|slow))\b"
)
_SOLVED = regex(
    r"(?:解决|攻克|破解|克服|化解|消除|规避|降低|减轻)[^，。；、]{0,6}(?:挑战|难题|困难|瓶颈|障碍|痛点|风险|压力|问题)"
    r"|\b(?:solv|overc[oa]m|tackl|resolv|remov|reduc|eas)(?:e[sd]?|ing)?\b(?: [a-z-]+){0,3} (?:challenges?|obstacles?|hurdles?|barriers?|problems?|difficult\w*|risks?|bottlenecks?|shortages?)"
)
"""Tells of trouble that is over."""
REMEMBERED = 64
"""Questions of which it is kept what they ask."""
WORTH = 3.0
"""The log odds that a sentence gains which speaks of trouble where that is asked for."""


def gain(question: str, sentence: str) -> float:
    """What a sentence gains by speaking of trouble, where a question asks for that."""
    if not _asks(question):
        return 0.0
    return WORTH if _TELLS.search(_SOLVED.sub("", fold(sentence))) else 0.0


@lru_cache(REMEMBERED)
def _asks(question: str) -> bool:
    asked = fold(plainly(question))
    return _ASKS.search(asked) is not None and not _NUMBER.search(asked)
