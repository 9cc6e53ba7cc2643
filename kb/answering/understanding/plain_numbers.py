"""How people speak of places, versions, spans of years and amounts, in the plain words that the rest reads.

排到多少名 asks for a place, PaLM 第二代 is PaLM-2, what somebody burns on one customer is its cost.
"""

from __future__ import annotations

from kb.regex import regex

_SAID: tuple[tuple[str, str], ...] = (
    # places of a ranking
    (r"排(?:到|在)了?第?(?:多少|几)[位名]", "排第几"),
    *(
        (
            rf"(?P<place>名次|排名|位次|排位)(?:往[上下前后])?(?:{ways})得?(?:最|更)(?:[猛狠凶快多大惨]|厉害)",
            rf"\g<place>{plain}最多",
        )
        for ways, plain in (
            ("[蹿窜飙蹦跳涨升冲爬]|上[升涨]|进步|提[升高]", "上升"),
            ("[跌掉滑降退摔]|下[降滑跌]|退步", "下降"),
        )
    ),
    (r"最(?:夸张|离谱|吓人|惊人|恐怖|逆天)的?(?=$|[？?，,。是呢啊])", "最大"),
    # versions of a product
    *(
        (rf"(?<=[A-Za-z])\s?的?第\s?(?:{digit}|{number})\s?[代版](?![表理码])", f"-{number}")
        for number, digit in enumerate("二三四五六七八九", start=2)
    ),
    # spans of years
    (
        r"(?<![\d.])(?P<first>\d\d)年?(?P<to>[到至])(?P<last>\d\d)年?这[一两二三四五几]年(?:间|里)?",
        r"\g<first>年\g<to>\g<last>年",
    ),
    # what is spent on one of many, and what comes from abroad
    (
        r"(?P<one>(?:一|每一?)[个位名家台只件单套辆座项条间栋][^，。？?]{1,8}?)(?:要|得|需要?|会|能)?(?:[砸烧]|投入)(?:掉|进去)?(?=多少钱)",
        r"\g<one>的成本是",
    ),
    (
        r"从?(?:[国海境]外|外国)(?:(?:运|买|拉|采购)(?:进|过)来|(?:买|运|拉)进|进口)",
        "进口",
    ),
    (
        r"(?P<flow>[进出]口)了?的?(?P<of>[^，。？?]{1,12}?)(?:总共|一共|共|大概)?(?:价?值)(?=多少(?:钱|万?亿?[美欧日]?元))",
        r"\g<of>\g<flow>额是",
    ),
    # who is counted, and that they do not
    (
        r"(?:(?:银行|保险|证券|券商|基金)(?:公司|业)?[、和与,]?){2,4}(?:这些|这类|之类|那些|什么的|等等?)的?(?:机构|公司|企业|单位)?",
        "金融机构",
    ),
    (
        r"(?i:\b(?:banks?|insurers?|brokers?|funds?)(?:,? (?:and )?(?:banks?|insurers?|brokers?|funds?))*,? (?:and|or) (?:the like|other financial (?P<who>firms?|institutions?|companies)))",
        "financial firms",
    ),
    (r"(?:压根|根本|完全|丝毫|从来|一点儿?)(?:就|都|也)?(?=[没不未无](?![同锈足]))", ""),
    (r"(?<=[打计准][算划备])碰(?![到撞巧壁头面见])", "使用"),
    (
        r"(?i:\b(?P<none>no (?:plans?|intention)) (?:at all |what(?:so)?ever )?(?P<to>to|of) (?:touch|go near|dabble in)\b)",
        r"\g<none> \g<to> use",
    ),
    # rates by what they are a part of
    (
        r"(?P<of>(?:销售|管理|研发|财务)费用)[占在](?:营业|销售|总)?(?:收入|营收)的?[里中]?占?的?(?:比例|比重|百分比|份额)",
        r"\g<of>率",
    ),
    # exhibits by their number
    *(
        (
            rf"第\s?(?:{digit}|{number})\s?[张幅个]插?(?P<what>图表|图|表)[格片]?(?![明示层面现达])",
            rf"\g<what>{number}",
        )
        for number, digit in enumerate("一二三四五六七八九十", start=1)
    ),
    # when somebody began
    (
        r"^(?!.*[会展赛课])(?P<who>.{1,16}?)(?P<when>(?:又?是)?(?:哪一?年|什么时候|啥时候|何时))(?:[开办建创]|[搞弄办建开创](?:起来|出来))的?(?=$|[，,。？?])",
        r"\g<who>\g<when>成立的",
    ),
)
_COMPILED = tuple((regex(pattern), plain) for pattern, plain in _SAID)


def numbers_plainly(text: str) -> str:
    """``text`` with what is said of places, versions, years and amounts put plainly; others as they stand."""
    for pattern, plain in _COMPILED:
        text = pattern.sub(plain, text)
    return text
