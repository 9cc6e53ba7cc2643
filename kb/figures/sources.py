"""Who says so, and whether it is a forecast: publishers and hedges (Chinese and English)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kb.regex import regex
from kb.types import Period

_SAYS = (
    r"(?:预计|预测|预估|预期|预判|指出|表示|认为|称|显示|的?(?:最新)?(?:数据|统计"
    r"|调研|调查|报告|测算|监测|研究|预测|估算)"
    r"(?:[\u3400-\u9fff]{0,6})?(?:显示|表明|指出|认为|发现|更为|预计)|数据|统计|披露"
    r"|公布|发布|介绍|估计|估算|测算|宣布|透露|判断|预警|调研)"
)
_ORGANISATION = (
    r"(?:[A-Z][A-Za-z0-9&.]{1,20}(?: (?:& )?[A-Z][A-Za-z]{1,15}){0,3}"
    r"|[\u3400-\u9fffA-Za-z·]{1,16}(?:院|局|部|委员会|发展改革委|改委|部委|委|署"
    r"|银行|央行|公司|机构|联盟|协会|学会|商会|咨询|研究|研究所|"
    r"中心|证券|集团|科技|总署|智库|组织|监会|基金|基金会|大学|乘联会|顾问|信通院"
    r"|海关|数据|会|所|网|报告|咨询公司|"
    r"信息|研究院|统计局|国际|时代|股份|汽车|制药|医药|电子|资本|战略|安信|管理总局"
    r"|总局|办公室|办))"
)
_CITED = regex(
    rf"(?:根据|依据|据|按照|来自|引用|参考)(?:了)? ?(?P<name>{_ORGANISATION}"
    rf"|[^,，。;；:：()（）\d\s《》“”]{{2,16}}?) ?"
    r"(?:的|《[^》]{1,60}》)?(?:最新|初步|近日|年度|年|公开|相关|不完全|全球|中国"
    r"|今年|去年|\d{4}年)*的?(?:发布|公布)?的?"
    r"(?:数据|统计|预测|测算|调研|调查|监测|报告|显示|估算|披露|预计|介绍|研究|发布"
    r"|公告|口径|公报|《)"
)
_SPOKEN = regex(
    r"(?:^|(?<=[,，。;；:：、\x00*\s而但且并又]))(?:而|但|其中|此外|另据"
    rf"|同时)?(?P<name>{_ORGANISATION})"
    rf"(?:有关负责人|相关负责人|负责人|新闻发言人|发言人|首席\S{{0,6}}|分析师"
    rf"|方面)? ?(?:在[^,，。]{{1,30}}上|于[^,，。]{{1,12}})?(?:最新|近日|日前|今日|的"
    r"|\x00|则|也|还|又|最近|进一步)*"
    rf"{_SAYS}"
)
_NAMED = regex(rf"(?<![占数证依凭收])(?:根据|依据|据)(?P<name>{_ORGANISATION})(?=[,，])")
_SHOWN = regex(
    r"(?<![依根占])据(?:不完全)?(?:测算|统计|估算|介绍|了解|调查|悉|报道|预测)|"
    r"(?:相关|公开|最新|上述)?(?:调查|调研|数据|统计|结果|研究|报告|资料|测算"
    r"|分析)(?:结果|数据|报告)?(?:均)?(?:显示|表明|发现|指出|认为)"
)
_ENGLISH = (
    regex(
        r"(?:[Aa]ccording to|[Dd]ata from|[Ff]igures from|[Rr]esearch by|[Ss]ource:"
        r"|estimates (?:by|from)) (?:the )?(?P<name>[A-Z][\w&]*(?: [A-Z&][\w&]*){0,4})"
    ),
    regex(
        r"(?:^|(?<=[.;,] )|(?<=while )|(?<=and ))(?:The )?"
        r"(?P<name>[A-Z][\w&]*(?: (?:of |for |and )?[A-Z&][\w&]*){0,4})(?:'s [a-z ]{2,30}?)? "
        r"(?:expects?|forecasts?|estimates?|says?|said|reports?|reported|projects?|predicts?|believes?"
        r"|anticipates?|sees|notes?|noted|found|estimated|shows?|showed|puts|pegs|values)\b"
    ),
)
_NO_PUBLISHER = regex(
    r"^(?:我们|我司|本公司|公司|本报告|本行|业内|市场|专家|数据|结果|研究|调查|报告"
    r"|该机构|机构|该报告|上述数据|公开|公开数据|不完全|最新|初步|有关|相关|官方|"
    r"据|规划|计划|全年|估|会议|调研|统计|数据中心|测算|综合|行业|企业|此|上述"
    r"|多家机构|有机构|本次|本次调研|公开信息|"
    r"EPS|PE|PB|PS|ROE|ROA|GMV|ARPU|PPI|PMI|EBITDA|DAU|MAU|PUE|TAM|We|The|It|They"
    r"|Our|This|These|That|Management|In|A|An|I|He|She|Analysts|Survey|AI|GDP|CPI"
    r"|GPU|CPU|ChatGPT|Total|Revenue)$|统计数据$|公开资料|公开数据"
)
_TRIM = regex(
    r"(?:的|最新|发布的?|公布的?|年度|近日|日前|调研|统计|调查|监测|研究报告|报告"
    r"|数据|测算|预测|《.*)+$"
)
_FORECAST = regex(
    r"(?:规划|计划)到(?=\x00)|预计|预测|(?<![超及合于])预期(?!指数|寿命|收益率)|预估|预料|预判|有望|可望|力争|争取|目标(?![的任客市用人,，。;；])|计划(?=[到在于将新建投完实年孵打招集扩升提增降压缩把达开再\d\x00])|(?<!发展)规划(?!纲要|用地|总?(?:建筑|占地|用地)?面积)|拟|"
    r"(?<![已可能需即并被使令])将(?=[达增超突为是有会从由在以保实持进继升降提扩下上减成占近再首逐迎可于接高回缩翻反带新约\d\x00年跌破迈一企稳维至])"
    r"|或将|将会|即将|料将|预告|指引|给予|目标价|合理市值|招生计划|对应\d*市盈率"
    r"|(?<!最[高多大快])可达|展望|届时|今后|我们判断|冲刺|要(?=迈上|突破|达到|建成|实现)|迈向|(?<=\x00)前[,，]?[^,，。;；]{0,12}?(?:需|应|要)要?|还?需(?:要)?(?:再|新增|补充|投入|建设|新建|增加)|未来[一二三四五六七八九十两\d]"
    r"|(?<=[到在]\x00)\x00{0,12}[^,\x00]{0,2}(?:要|能|可)|"
    r"\b(?i:expect(?:s|ed)?|forecasts?|forecasted|projected"
    r"|projects(?= (?:that|an?|the|its?|their|global|total|annual|sales|revenues?|demand|growth|spending|output)\b| ?[$€£\d])"
    r"|predict(?:s"
    r"|ed)?|estimated to|will|targets?|targeting|plans? to|planned|"
    r"anticipates?|anticipated|outlook|guidance|set to|likely to|aims? to"
    r"|by the end of this decade|estimate from|(?:is|are) seen (?=[a-z]+ing\b|at )|is poised|sees |would|(?:could|should|may) (?!have |not have )(?=[a-z])|raise our|guid(?:es?|ed|ing) )\b"
)
_LOCAL = frozenset(("规划", "拟", "计划", "planned"))
_MODAL = frozenset(("will", "woul", "plan", "aims", "targ"))


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that makes what follows a forecast."""

    start: int
    end: int
    text: str

    @property
    def local(self) -> bool:
        """规划产能: holds for its own clause only."""
        return self.text[:2] in _LOCAL and not self.text.endswith("到")

    @property
    def of_clause(self) -> bool:
        """将, will, plan to: say nothing of a later clause with a subject of its own."""
        return self.text in ("将", "会", "可达", "今后") or self.text[:4].lower() in _MODAL


class Publisher(NamedTuple):
    """Who is named as the source: ``view[start:end]``, in a phrase that begins at ``phrase``."""

    phrase: int
    start: int
    end: int


def hedges(view: str) -> list[Hedge]:
    """The forecast words of ``view``, in order."""
    return [Hedge(m.start(), m.end(), m.group().strip("\x00 ")) for m in _FORECAST.finditer(view)]


def publishers(view: str) -> list[Publisher]:
    """The publishers that ``view`` names, in order."""
    found: list[Publisher] = []
    for pattern in (_CITED, _NAMED, _SPOKEN, *_ENGLISH):
        for match in pattern.finditer(view):
            span = _trimmed(view, *match.span("name"))
            if span:
                found.append(Publisher(match.start(), *span))
    return sorted(found)


def _trimmed(view: str, start: int, end: int) -> tuple[int, int] | None:
    name = view[start:end].rstrip("\x00 ")
    while name[:1] in ("\x00", " ", "*"):
        name, start = name[1:], start + 1
    bare = _TRIM.sub("", name) or name
    if len(bare) < 2 or _NO_PUBLISHER.search(bare) or "\x00" in bare:
        return None
    return start, start + len(bare)


def attributions(view: str) -> list[tuple[int, int]]:
    """Spans of the phrases that only say who speaks, to be hidden from names."""
    said = (_CITED, _NAMED, _SHOWN)
    spans = [match.span() for pattern in said for match in pattern.finditer(view)]
    return spans + [
        match.span() for match in _SPOKEN.finditer(view) if _trimmed(view, *match.span("name"))
    ]


def after(period: Period, date: str) -> bool | None:
    """Whether ``period`` ends after ``date``; None where either is unknown."""
    if period.end_year is None or not date[:4].isdigit():
        return None
    year = int(date[:4])
    if period.end_year != year:
        return period.end_year > year
    month = int(date[5:7]) if date[5:7].isdigit() else None
    last = period.end_month or period.month or (period.quarter or 0) * 3 or (period.half or 0) * 6
    length = 1 if period.month else 3 if period.quarter else 6
    if period.month and period.end_month:
        length = period.end_month - period.month + 1
    if month is None or not last:
        return None
    return None if last - length < month <= last else last > month
