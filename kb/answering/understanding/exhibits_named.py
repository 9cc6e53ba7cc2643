"""Charts and tables that a question names by their place, called by their number: the third chart, 第三张图."""

from __future__ import annotations

import re

from kb.figures.quantities.numerals import whole
from kb.regex import regex

_NTH = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten"
_EXHIBIT = r"(?:chart|graph|table|exhibit|diagram)"
_GOES_ON = (
    r"(?=\s*(?:$|[?.,;:)]|(?:about|show\w*|in|on|of|say\w*|tell\w*|is|are|was|does|depict\w*|illustrat\w*"
    r"|cover\w*|give\w*|and|list\w*|deal\w*|from|called|titled|headed|has|plot\w*)\b))"
)
_ENGLISH = regex(
    rf"\b(?:the )?(?P<nth>{_NTH}) (?P<what>{_EXHIBIT}){_GOES_ON}"
    rf"|\b(?P<named>{_EXHIBIT}|figure) (?:(?:number|no\.?) (?=\w))?(?P<number>{_NUMBER}){_GOES_ON}",
    re.IGNORECASE,
)
_CHINESE = regex(
    r"第\s?(?P<nth>\d{1,2}|[一二三四五六七八九十]{1,3})[张幅个](?P<what>图表|统计图|[图表](?:格|片)?)(?![书示像标形谱层])"
)
_WHICH = regex(
    r"^(?:我?[想要]?(?:给[^，,。]{1,4}?)?(?:放|配|贴|插|找|引用)一?[张幅个])?(?P<what>[^，,。？?]{3,40}(?<![代仪手地]))(?P<sort>[图表])[，,]\s?"
    r"(?:[它那]?[是在])(?:(?:报告|文中|文章|书)[里中]?|里[面头])?的?(?:第几|哪一?)[张幅个][图表]?"
)
"""Names what an exhibit is of, then asks which it is."""


def by_number(text: str) -> str:
    """``text`` with chart 3 for the third chart, 图3 for 第三张图, and which chart before what it is of."""
    text = _WHICH.sub(r"哪张\g<sort>是\g<what>", text)
    return _CHINESE.sub(_numbered, _ENGLISH.sub(_labelled, text))


def _labelled(match: re.Match[str]) -> str:
    what = (match["what"] or match["named"]).lower()
    place = (match["nth"] or match["number"]).lower()
    return f"{'table' if what == 'table' else 'chart'} {whole(place)}"


def _numbered(match: re.Match[str]) -> str:
    what = match["what"].removeprefix("统计")
    label = what if what == "图表" else what[0]
    return f"{label}{whole(match['nth'])}"
