"""Number-like spans that are no figures: codes, versions, addresses, ordinals, dates, links.

Each rule is a shape with the reason for it. None of them names a particular product or place.
"""

from __future__ import annotations

import re

from kb.regex import regex

_RULES: tuple[tuple[str, str], ...] = (
    ("link", r"https?://[!-~]+|www\.[!-~]+|[A-Za-z0-9._-]{1,40}@[A-Za-z0-9.-]{1,60}"),
    (
        "identifier",
        r"(?<![A-Za-z])(?i:arxiv)(?: preprint)?[ :]{0,2}\d{4}\.\d{4,5}(?:v\d{1,2})?"
        r"|(?<![\d.])10\.\d{4,9}/[!-~]+",
    ),
    (
        "coordinate",
        r"(?:[东西]经|[南北]纬)(?:为|约)?[ :]?\d{1,3}(?:\.\d{1,9})?[度°]?(?:\d{1,2}[分′'](?:\d{1,2}[秒″])?)?"
        r"|(?<![\d.])\d{1,3}(?:\.\d{1,9})?° ?[NSEW](?![A-Za-z])"
        r"|(?<![\d.])\d{1,3}°\d{1,2}[′'](?:\d{1,2}(?:\.\d{1,4})?[″\"])?",
    ),
    (
        "number after its name",
        r"(?:邮政?编码?|电话|热线|专线|传真|(?<![A-Za-z])(?:Tel|Fax|ISBN|ISSN|DOI"
        r"|CN)|编号|文号|批号|序列号|流水号"
        r"|QQ群?|微信|口令|密码|验证码|兑换码|单号|账号|代码|证号|许可证|备案号|ICP备|国药准字|证券代码)"
        r"(?:号码|号|为|是)?[ :]{0,2}\+?[A-Za-z]{0,4}\d[0-9A-Za-z.\-/ ]*",
    ),
    ("telephone", r"手机(?:号码?)?(?:为|是)?[ :]{0,2}\+?\d[\d\- ]{5,}\d(?![\d.]|[万亿部台])"),
    ("version", r"(?<![\d.])\d{1,30}(?:\.\d{1,30}){2,}"),
    ("telephone", r"(?<![\d.])\+?\d{1,4}-\d{3,4}-\d{3,4}(?:-\d{1,30})*(?!\d)"),
    ("telephone", r"(?<![\d.])0\d{2,3}-\d{3,4} ?\d{4}(?!\d)|(?<![\d.])1[3-9]\d{9}(?!\d)"),
    (
        "standard",
        r"(?<![A-Za-z])(?:GB|ISO|IEC|YD|IEEE|RFC|DL|JB|HJ|JR|DB|SJ|QB|NB|CJ|JT|EN|ASTM|PCIe|DDR)"
        r"(?:/[A-Z]+)* ?\d[\d.:\-]*",
    ),
    (
        "ordinal",
        r"第 ?[\d一二三四五六七八九十百零、,和及第\-至. ]{0,20}[\d一二三四五六七八九十百] ?"
        r"(?:条|章|节|款|号|届|期|批次?|版|页|部分|阶段|步|类|卷|辑|代|轮|标段|次|产业"
        r"|方|线|个|梯队|周|天|日|集|篇"
        r"|大|曲线|层|组|张|回|份|年度?)",
    ),
    (
        "label",
        r"(?:附?[图表]|附件|附录|专栏|公式|图表|(?<![A-Za-z])(?:Figures?|Fig\.?|Tables?"
        r"|Sections?|Chapters?"
        r"|Exhibits?|Appendix|Notes?|Vol\.?|No\.?|Page|version|Version|Windows|Ubuntu|Model))"
        r" ?\d[\d.\-]*(?:[、,至和 ]{1,2}\d{1,30}(?:[.\-]\d{1,30})*(?![\d.%]|\s?[亿万元家个]))*",
    ),
    (
        "section of a law",
        r"(?:\d{1,3} )?U\.?S\.?C\.?(?: §{1,2})? ?\d{1,5}[a-z]{0,2}(?:\([A-Za-z0-9]{1,4}\)){0,4}"
        r"|§{1,2} ?\d[\d.\-]{0,8}|(?<![A-Za-z])(?:Rule|Item|Articles?|Recital|Clause|Annex|Regulation)"
        r" \d[\w.\-]{0,8}(?:\([A-Za-z0-9]{1,4}\)){0,4}",
    ),
    ("pages of a journal", r"(?<![\d.])\d{1,4}(?:\(\d{1,3}\)): ?\d{1,9}(?:[-–—]\d{1,6})?(?![\d.])"),
    ("document number", r"[〔\[\(]\d{4}[〕\]\)] ?(?:第)?\d{1,30}号|(?<![\d.])\d{1,30}号"),
    ("stock code", r"(?<![\d.])\d{4,6}\.(?:SH|SZ|HK|BJ|OF|US)(?![A-Za-z])"),
    (
        "time of day",
        r"(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d.:]| ?[:.])"
        r"|(?<![\d.])\d{1,2}[时点]\d{1,2}分(?:\d{1,2}秒)?(?![钟之])",
    ),
    ("round the clock", r"\d{1,2} ?[×x*/] ?(?:24|7)(?!\d)(?: ?小时)?"),
    (
        "address",
        r"(?<![\d.])\d{1,30}(?:路(?:公交)?|弄|幢|室|单元|号楼|号线|楼(?![盘市宇])|栋\d|层|病区)(?:\d{1,3}床)?",
    ),
    (
        "ordinal",
        r"[\d一二三四五六七八九十百]{1,5}届(?=[一二三四五六七八九十\d]{0,3}(?:中全会|全会|全国|人大|政协|代表|委员|会议|峰会|论坛|大会|次))"
        r"|(?<![\d.,])\d{1,3}(?:st|nd|rd|th) (?=(?:(?:UN|U\.S\.|United|National|Annual) )?(?:General|Session|Congress"
        r"|Assembly|Annual|Anniversary|Plen|Edition|edition|session|congress|annual|anniversary|century|floor|Amendment"
        r"|Meeting|meeting|Conference|conference|Summit|summit|Street|Avenue))",
    ),
    (
        "label",
        r"(?<![A-Za-z])(?i:type|phase|season|tier|stage|category|episode|grade|class|lot|batch|gate|platform|route|flight"
        r"|suite|seat|terminal|zone|highway|interstate|exit) \d{1,4}[A-Z]?(?![\d.,]|\s?(?:%|per ?cent|pct|million|billion|trillion))",
    ),
    (
        "number after its name",
        r"(?<![A-Za-z])(?i:id|identifier|passcode|pin|password|access code|confirmation number|reference)"
        r"(?i: (?:is|no\.?|number))?:? ?[#\dA-Z][\dA-Z#-]{3,20}",
    ),
    ("section of a law", r"\((?:EU|EC|EEC)\) (?:No\.? ?)?\d{1,4}/\d{1,4}"),
    (
        "version",
        r"(?<![A-Za-z])(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]* \d{1,2}\.\d{1,2}|[A-Z][a-z]+ \d{1,2}\.0)(?!\d)"
        r"(?! ?(?:%|per ?cent|pct|points?|thousand|million|billion|trillion|times|[a-zA-Z]{1,3}(?![A-Za-z])))",
    ),
    ("place to wait", r"(?<![\d.])\d{1,3}[A-Z]?(?:站台|登机口|航站楼|出站口|检票口|车厢)"),
    ("post code", r"(?<![A-Za-z])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?![A-Za-z\d])"),
    ("standard", r"(?<![\d.])\d{3,4}\.\d{1,2}[a-z]{1,3}(?![a-z])"),
    ("network generation", r"(?<![\d.])[2-6]G(?:\.5)?(?![A-Za-z])|(?<![\d.])\d{1,2}D(?![A-Za-z])"),
    ("grade", r"(?<![\d.])\d{1,2}\+(?![\d万亿]| ?(?:家|个|%))"),
    ("item number", r"(?m:^)[ \t]*(?:[-*■•#]+ ?)*[(（]?\d{1,3}(?:[.、)]|(?= ))(?!\d)"),
    (
        "item number",
        r"(?m:^)[ \t]*(?:[-*■•#]+ ?)*\d{1,2}(?:\.\d{1,2}){1,3}[ \t]+(?=[^\d\s%])(?![-–—~] ?\d)",
    ),
    ("item number", r"(?<=[;；。] )\d{1,2}\.(?= )"),
    ("part of a name", r"(?<=[“\"《])[^\"”》\n]{0,20}\d[^\"”》\n]{0,20}(?=[”\"》])"),
    ("figure of speech", r"千兆|万兆|万千|千万(?=不|要|别)|百年老|千行|百业|百家争鸣|千家万户"),
    ("shopping day", r"双(?:十一|十二|11|12)|(?<![\d.])(?:618|315)(?=期间|大促|活动|晚会)"),
    ("ratio", r"(?<![\d.:])\d{1,9}(?:\.\d{1,9})?[:比]\d{1,30}(?:\.\d{1,30})?(?![\d.:])"),
    ("share of a name", r"1\+[NXn]"),
    (
        "age",
        r"\d{1,3}(?:[~\-至到]\d{1,3})?周?岁(?=及?以[上下]|[~\-至到人的老儿]|[)）]|青|女"
        r"|男|居民|常住)",
    ),
    (
        "size in a name",
        r"(?<![\d.])0-\d{2,3} ?(?:km/h|公里(?:/小时)?)(?=加速)|(?<![\d.])\d{1,30}(?:\.\d{1,30})?(?:英?寸|V|nm|纳米|mm|毫米|层)"
        r"(?=的?(?:及以[上下])?(?:平台|晶圆|制程|工艺|屏|芯片|产线|先进|硅片|显示|电视"
        r"|高压|架构|面板|及以[上下]|节点))",
    ),
    (
        "term in a name",
        r"(?<!\d)[\d一二三五十]{1,3}年期(?!间|末|初)(?:及?以[上下])?|(?<![\d.])\d类(?=新药|创新药|医疗器械)",
    ),
)
_COMPILED = tuple((reason, regex(pattern)) for reason, pattern in _RULES)
_CODE = regex(r"(?<![A-Za-z0-9])[A-Za-z]+(?:[-_][A-Za-z]+)?[-.]?\d[A-Za-z0-9\-]*(?:\.\d{1,30})*")
_HAN_NAME = regex(
    r"(?<=[\u3400-\u9fff])(?<![为到至达是约近超逾由从降升了过于在占率额量比值数])\d{1,30}(?:\.0|(?:\.\d{1,30})?(?= ?(?:大模型|模型|版本"
    r"|系列|机型|标准版|处理器|芯片|显卡|主板|手机|相机|Pro|Plus)))"
    r"(?![\d.%]| ?[万亿元个家台%‰℃°岁倍成分人吨户辆套度米公千天秒次项件头亩斤克升瓦桶箱股美日欧港吉兆])"
)
_NOT_A_CODE = regex(
    r"(?:[A-Za-z]{2,8}(?:/[A-Za-z]+)?)(?=\d{1,30}(?:\.\d{1,30})?(?: ?%|倍|元|亿|万|个|pct|bp))"
    r"|(?:US|HK|NT|RMB|CNY|USD|EUR|JPY|HKD|GBP|TWD|KRW|INR|CHF) ?\d"
    r"|(?i:(?:by|to|of|at|in|from|or|and|the|over|about|than|nearly|top|under|below|above|for|with"
    r"|was|were|is|are|a|only|around|up|down|down to|reached|hit|least|most|totalled|grew|fell|rose"
    r"|between|some|all|covers?|covered|added|opened|shipped|per|its|just)[ -]\d)"
)


def masked(folded: str) -> list[tuple[int, int, str]]:
    """Spans of ``folded`` (plain text) that hold digits but no figure, with the reason."""
    found = [
        (match.start(), match.end(), reason)
        for reason, pattern in _COMPILED
        for match in pattern.finditer(folded)
    ]
    found += [
        (match.start(), match.end(), "code or model name")
        for match in _CODE.finditer(folded)
        if _is_code(folded, match)
    ]
    found += [(m.start(), m.end(), "version") for m in _HAN_NAME.finditer(folded)]
    return sorted(found)


def _is_code(folded: str, match: re.Match[str]) -> bool:
    text = match.group()
    if _NOT_A_CODE.match(folded, match.start()):
        return False
    return " " not in text or text[0].isupper()
