"""What a question says in speech or in formal writing, in the plain words that the rest reads.

老三 is the third place, 头把交椅 the first; 何谓 is 什么是, 咋 is 怎么; 这盘生意多大 asks for the size of a market.
"""

from __future__ import annotations

from kb.regex import regex

_SAID: tuple[tuple[str, str], ...] = (
    # places of a ranking
    (r"老几", "第几"),
    (
        r"老([二三四五六七八九])(?=$|[是的归呢啊吗了都，,。？?！!、]|[哪谁][一个家座])|(?<=[排当列居坐行榜])老([二三四五六七八九])",
        r"第\1\2",
    ),
    (r"(?:头|第?一)把交椅|头名(?!状)|头一名|头一号|魁首|独占鳌头|执牛耳", "第一"),
    (r"第?([二三四五六])把交椅", r"第\1"),
    (r"(?:位列|名列|位居|列居|列于?|居于?)(?=第[几一二三四五六七八九十\d])", "排"),
    (r"(名次|排名|位次|座次|排位)(?:的)?(?:变动|更迭|升降|沉浮|起伏)", r"\1变化"),
    (r"座次|排位(?!赛)", "名次"),
    # formal words
    (r"何者(?!为)", "哪个"),
    (r"^试(?=比较|对比|问|述|分析|说明|列|举|算)", ""),
    (r"何谓|何为(?=[^，。？?])|何者为", "什么是"),
    (r"((?:分别|依次|各自?|数值|比例|名称))为何", r"\1是什么"),
    (r"(?:阐释|阐述|阐明|诠释|释义)(?:一?下)?", "解释"),
    (r"列示|罗列|胪列|枚举", "列出"),
    (r"缘何|何故|因何", "为什么"),
    # speech
    (r"咋", "怎么"),
    (r"([凭为])啥", r"\1什么"),
    (r"(?:都是)?(?:打|从)哪[儿里]?(?:得|弄|拿|搞)?来的?|哪[儿里]来的", "来源是什么"),
    (r"哪儿", "哪里"),
    (
        r"(?:这|那|整)?(?:一)?[盘门块摊]?(?:生意|买卖)(?=.{0,8}(?:多大|多少|几[个万亿]|规模))",
        "市场规模",
    ),
    (r"总共|拢共|统共|合共|满打满算|里里外外", ""),
    (r"[冲干做飙窜蹿奔摸爬]到(?=了?(?:多少|几|什么))", "达到"),
    (r"(?:赚|挣)(?:到|来)?的钱", "利润"),
    (r"[窜蹿飙噌]了?(?=多少|几|百分)", "增长了"),
)
_COMPILED = tuple((regex(pattern), plain) for pattern, plain in _SAID)


def plainly(text: str) -> str:
    """``text`` with the words of speech and of formal writing put plainly; others as they stand."""
    for pattern, plain in _COMPILED:
        text = pattern.sub(plain, text)
    return text
