"""How people speak of places, versions, spans of years and amounts, in the plain words that the rest reads.

排到多少名 asks for a place, PaLM 第二代 is PaLM-2, what somebody burns on one customer is its cost.
"""

from __future__ import annotations

from kb.regex import regex

_NUMBER = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_SAID: tuple[tuple[str, str], ...] = (
    # places of a ranking
    (r"排(?:到|在)了?第?(?:多少|几)[位名]", "排第几"),
    (
        rf"(?P<lead>排名?在?|榜)第?(?P<first>{_NUMBER})[名位]?[到至]第?(?P<last>{_NUMBER})[名位]?(?=[的都有是，,。？?]|分别|$)",
        r"\g<lead>第\g<first>名到第\g<last>名",
    ),
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
    (
        r"^(?P<had>[^，,。？?]{2,16}?年)的?(?P<of>[^，,。？?]{2,16}?)我?们?(?:都|已经?)有了?[，,](?:就|只|还)(?:差|缺|少)了?(?P<asked>(?:20)?\d\d年)(?:(?:那|的)?一?[格个]|的?数据?)?[，,]?",
        r"\g<asked>\g<of>",
    ),
    # years one by one
    (
        r"(?<![\d.])(?P<year>[12]\d)(?:[、和跟与]|年?(?:还有|以及))(?=(?:[12]\d年?(?:[、和跟与]|还有|以及))*[12]\d年)",
        r"\g<year>年、",
    ),
    # what is more of something
    (r"(?:能|会|要)?再?(?:多|[长涨]出来?)(?=多少(?:万?亿|个?点|[美欧日]?元))", "增加了"),
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
    (
        r"(?i:\b(?P<amount>how (?:much|many)\b[^?]*?)\b(?:put|pour|plough|plow|sink)(?P<s>s?) into\b)",
        r"\g<amount>spend\g<s> on",
    ),
    (
        r"(?<![至最不多])(?P<more>[多少])卖出?了?(?:多少|几个?(?=[万亿]))(?![万亿]*[台辆部件套片只个吨条份颗枚艘])",
        r"\g<more>了多少",
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
    # of which of two a measure is the greater
    (
        r"(?P<two>[^，。？?、和与跟]{2,14}[和与跟、][^，。？?、和与跟]{2,14}?)(?:之间|当中|里|中)?(?:是)?(?:谁家?|哪一?[个家边方种类])的?"
        r"(?P<measure>[^，。？?更最比还是的家]{1,9}[率额量价速重例模入润数度])(?P<more>(?:更|比较|要)?[高大快多低小少慢])(?=$|[，。？?些一点呢啊])",
        r"\g<two>的\g<measure>哪个\g<more>",
    ),
    # what something is likened to
    (r"(?:跟|像|就?好像|如同?)[^，。？?和跟]{1,8}(?:似的|一般)(?:的|地)?[，,]?", ""),
    # a government by where it sits
    *(
        (rf"{capital}(?=那[边里头儿]|当局|政府|方面)", country)
        for capital, country in (
            ("东京", "日本"),
            ("首尔", "韩国"),
            ("华盛顿", "美国"),
            ("布鲁塞尔", "欧盟"),
            ("柏林", "德国"),
            ("巴黎", "法国"),
            ("伦敦", "英国"),
            ("莫斯科", "俄罗斯"),
            ("新德里", "印度"),
        )
    ),
    # rates by what they are a part of
    (
        r"有?(?:多大|多少|几分之几)的?一?(?:块儿?|部分|份儿?|片)是(?P<part>[^，。？?是]{2,18}?)的?(?=[？?，,。呢啊]|$)",
        r"\g<part>的占比是多少",
    ),
    (r"[占有]多大的?一?(?:块儿?|部分|份儿?|片)(?=[？?，,。呢啊]|$)", "占多少比例"),
    (
        r"(?P<of>(?:销售|管理|研发|财务)费用)[占在](?:营业|销售|总)?(?:收入|营收)的?[里中]?占?的?(?:比例|比重|百分比|份额)",
        r"\g<of>率",
    ),
    (
        r"(?P<part>[一二两三四五六七八九]成|百分之[一二三四五六七八九十百]+|\d+\s?%)(?:[都全]|基本上?|几乎)+是",
        r"\g<part>是",
    ),
    (
        r"(?:一个?月|每个?月|月均?)(?:大概|大约|平均)?有?多少(?:个?人|用户)(?:在|会)?用(?=$|[？?，,。它的呢啊])",
        "月活跃用户数是多少",
    ),
    (
        r"(?:一天|每天|日均)(?:大概|大约|平均)?有?多少(?:个?人|用户)(?:在|会)?用(?=$|[？?，,。它的呢啊])",
        "日活跃用户数是多少",
    ),
    # what else is not meant, and by which reckoning
    (
        r"[，,？?。；;]\s*(?:我|可)?(?:不是|不只|不光|不要|不|别)(?:只|光|仅|单)?(?:[看说指要算给讲问])?(?:国内|中国|我国)的?[^，。？?]{0,4}[？?。]?$",
        "",
    ),
    (
        r"按照?(?P<case>中性|乐观|悲观|保守|基准)的?(?:那[种个]|这[种个])?(?:估法|算法|估计|预测|预期|测算|说法|口径)(?:来?[看说算])?",
        r"按\g<case>情景",
    ),
    # of one thing one measure is told, and another one is asked
    (
        r"^(?P<one>[A-Za-z][\w.-]*|[^，,的比]{2,10}的)(?P<said>[\u3400-\u9fff]{2,8})比(?:老|旧|上一代)?(?P<other>[A-Za-z][\w.-]*|[^，,的]{2,10}?)的?(?:[更要还]?)(?:[少多高低大小快慢贵]|便宜)[，,]"
        r"那?么?(?P<asked>[^，,]{2,14}?)(?:是不是|是否|会不会)也(?:更|比较|会)?(?P<more>[少多高低大小快慢贵])",
        r"\g<one>\g<asked>比\g<other>\g<more>吗",
    ),
    # when somebody began, and who began first
    (
        r"(?<=[家个谁司])(?:开|办|创办|创立|起步|起家|成立)得?(?:更|比较|要)?(?P<when>[早晚])(?=$|[，,。？?一些点呢啊])",
        r"成立更\g<when>",
    ),
    # the best place of somebody, and its year
    (
        r"(?P<who>[^，,。？?]{2,12}?)最(?P<when>风光|辉煌|高光|靠前|厉害|低谷|惨)的?(?:时候)?是?(?:在|是)?哪一?年[，,]\s?(?:当时|那时候?|那年)(?P<rest>[^，,。？?]{0,10}?)(?:排|在)?第几",
        r"\g<who>最\g<when>的时候\g<rest>排到第几？哪一年",
    ),
    # a place, by where it stands in a list, and what is said of one
    (r"(?<=[榜])上?的?(?:位置|座次)(?=是?[怎如变起有])", "的名次"),
    (r"(?P<how>怎么|如何|怎样)(?:起伏|浮动|波动|起起落落)", r"\g<how>变化"),
    (
        r"^(?:(?:我的?)?(?:稿子|文章|草稿|初稿|报道|新闻|帖子|同事|有人|网上|记者)(?:里|上)?面?(?:写|说|讲|称|传)(?:的是|着|了)?)?(?P<claim>[^，,。？?]*(?:[榜名位]|第[一二三四五六七八九十\d])[^，,。？?]*)[，,]\s?(?:这|那)(?:句话|个?说法|种说法|话)?(?:站不站得住脚?|站得住脚?[吗么]?|(?:对|成立|准确|靠谱|属实)[吗么不])",
        r"\g<claim>吗",
    ),
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
