"""Countries and regions: a general gazetteer, the longest name wins."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.figures.chinese.words import word_set
from kb.regex import regex

_NAMES = word_set(
    "中国大陆 中国 我国 全国 全省 全市 全县 全区 我省 我市 本省 本市 国内 全球 世界 美国 "
    "欧洲 欧盟 亚太 亚洲 北美 南美 拉美 非洲 中东 东南亚 日本 韩国 印度 英国 德国 法国 "
    "俄罗斯 巴西 加拿大 澳大利亚 新加坡 台湾 香港 澳门 中东和非洲 西欧 东欧 北欧 大洋洲 "
    "中亚 南亚 东亚 墨西哥 意大利 西班牙 荷兰 瑞士 瑞典 越南 泰国 印度尼西亚 印尼 "
    "马来西亚 菲律宾 沙特 阿联酋 土耳其 南非 海外 国外 华东 华北 华南 华中 东北 西北 西南 "
    "东部 中部 西部 京津冀 长三角 珠三角 粤港澳大湾区 北京 上海 天津 重庆 河北 山西 辽宁 "
    "吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 "
    "陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 China global worldwide world Europe Asia "
    "Africa America Japan Korea India Germany France Britain Brazil Canada Australia "
    "Singapore Italy Spain Portugal Netherlands Belgium Switzerland Austria Sweden Norway Denmark "
    "Finland Poland Ireland Greece Hungary Romania Ukraine Russia Turkey Mexico Argentina Chile "
    "Colombia Peru Indonesia Malaysia Thailand Vietnam Philippines Pakistan Bangladesh Kazakhstan "
    "Israel Egypt Nigeria Kenya Morocco Taiwan"
)
_PATTERN = regex(
    r"United States|United Kingdom|European Union|Great Britain|South[- ]?[Ee]ast Asia|(?:East|South|Central) Asia|Asia[- ]Pacific"
    r"|(?:North|South|Latin|Central) America|(?:Eastern|Western|Northern|Southern|Central) Europe"
    r"|South Africa|(?:South|North) Korea|New Zealand|Saudi Arabia|Hong Kong|Middle East"
    r"|\bU\.?S\.?\b|\bUK\b|\bEU\b|"
    + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
)


@lru_cache(64)
def first_region(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the first region named in ``text[start:end]`` ends, and its name; (-1, "") for none."""
    match = _PATTERN.search(text, start, end)
    return (match.end(), match.group()) if match else (-1, "")


def region_of(text: str) -> str:
    """The first region named in ``text``, as printed; empty for none."""
    match = _PATTERN.search(text)
    return match.group() if match else ""
