"""Names for the cells of a table: the metric and the entity, from caption, header and label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.figures.periods.period_readers import MONTH_NAME
from kb.figures.tables.captions import without_rate
from kb.figures.tables.cells import is_total
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.regex import regex
from kb.text import fold
from kb.types import Exhibit, PointKind

_ENTITY_CORNER = regex(
    r"公司|企业|厂商|品牌|车企|机构|集团|城市|省份|省市|国家|银行|基金|平台|模型|型号|车型|产品型号|名称$"
    r"|服务商|供应商|运营商|开发商|生产商|零售商|经销商|承运商"
    r"|vendor|company|companies|brand|supplier|manufacturer|maker|model|firm|city|country|bank|player|provider|operator|producer|retailer"
    r"|carrier|insurer|developer|contractor|distributor|\bchain|airline|airport|hospital|universit|\bschool|\bclub|studio|publisher|lender|\butility\b"
    r"|brewer|\bminer\b|shipyard|refiner|hotel|\bteam\b"
)
_CATEGORY_CORNER = regex(r"产品名称|类别|地区|项目|指标|领域|行业|品类|类型")
_MEASURE_END = regex(
    r"(?:率|额|量|数|值|比|收入|利润|规模|产能|增速|增幅|同比|环比|份额|市场|增长|金额|成本|价格|均价|支出|投入|当量"
    r"|逆差|顺差|缺口|功耗|资产|负债|存款|贷款|现金流|权益|面积|里程|密度|得分|指数|数量|占比|比重|比例"
    r"|租金|运价|单价|报价|工资|薪酬|薪资|年薪|月薪|时长|寿命|年限|周期|距离|重量|长度|厚度|电压|功率|速度|年龄|评分|满意度|能耗|库存|营收|毛利|净利|吞吐|人次|费用?|工期|账期)(?:（.*）|\(.*\))?$"
    r"|\b(?:revenues?|sales|shipments?|share|growth|margins?|volume|value|size|prices?|costs?|cagr|yoy|profits?"
    r"|capacity|units|output|spending|parameters|income|expenses?|assets|liabilities|earnings|ebitda?"
    r"|rents?|fees?|wages?|salar(?:y|ies)|deliveries|exports?|imports?|production|consumption|employees|headcount|turnover|backlog|tonnage|throughput|additions|installations|duration|lifetime|scores?|yields?|efficiency)\b"
    r"(?=$|[,(:]| (?:of|in|per|for|at|from|to|by|on|and|or|before|after|under|net|vs|growth|rate|index|share)\b)"
)
_PAIRS = {"进出口": ("进口", "出口"), "产销": ("产", "销"), "收支": ("收入", "支出")}
_ONE = r"(?:收入|利润|规模|产能|份额|金额|成本|价格|均价|数量|排名|名次|[销产出订客货存容]量|[产市净总增]值|租金|单价|费用|人数|[率额])(?:[与和及、]|以及)"
_AND = regex(rf"{_ONE}(?:[^与和及、]{{0,4}}?{_ONE})*$")
"""The measures of a caption that names several, before the last."""
_FIRST_FEW = regex(
    r"^(?:排?名?前|[Tt]op ?)[\d一二两三四五六七八九十]+[大家位名个强]?(?:城市|企业|公司|厂商|品牌|国家|省份|地区|行业|机构|供应商)的?"
)
"""Which rows a caption says that its table has: 前八位城市得分."""
_YEARS = regex(r"(?:19|20)\d\d年?(?:\d{1,2}月)?")
_REMARK = regex(
    r"(?:[;；。，,]|\. )\s*[^;；。，,.]{0,30}(?:预测|估算|\bforecast|\bestimate)[^;；。]*[。.]?$",
    re.IGNORECASE,
)
"""What a source line says of its figures after the names: 2024年为预测值."""
_NOTE = regex(
    rf"(?:(?<=[a-z\d)])\. |; )(?:(?=(?:note|shares|totals?|figures|numbers|values|sums|data|percentages|amounts)\b)"
    rf"|[^.;]{{0,40}}\b(?:prices|rounding|exchange rates?|dollars)\b).*$|,? (?:{MONTH_NAME}) (?=(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
"""What else stands in a source line: Shares may not add to 100%, 2024 prices, the month of a year."""
_NEXT = regex(r"[,，](?!\d{3}(?!\d))|[;；、]")
"""Between the sources of an exhibit, and not within 15,000."""
_DONE = regex(r"(?<=.{2})(?:测算|整理|绘制|汇总|估算)$")
"""What who is named did with the figures."""
_SOURCE_WORDS = regex(r"^(?:数据|资料)?来源[:：]\s*|^(?:source|note)s?[:：]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What one cell measures, and of whom."""

    metric: str
    entity: str
    kind: PointKind


def is_measure(name: str) -> bool:
    """Whether a header or a label names something that is measured: 营业收入, 增长率, shipments."""
    return bool(name) and _MEASURE_END.search(fold(name)) is not None


def is_entity_header(header: str) -> bool:
    """Whether a header says that names of companies, cities, models and the like stand below."""
    return _ENTITY_CORNER.search(fold(header)) is not None


def is_named_entity(name: str, corner: str) -> bool:
    """Whether the labels under ``corner`` are names of companies, models, cities and the like."""
    folded = fold(corner)
    if _CATEGORY_CORNER.search(folded) or is_total(name):
        return False
    if _ENTITY_CORNER.search(folded):
        return True
    terms = Vocabulary.load().terms(name)
    return len(terms) == 1 and terms[0].category == "cities"


def name_cell(
    *,
    subject: str,
    corner: str,
    row_name: str,
    column_name: str,
    measure: str,
    kind: PointKind,
    is_column_measure: bool,
    holder: str = "",
) -> Named:
    """The metric and entity of one cell.

    ``measure`` is what the column, or in a transposed table the row, measures; empty where only
    the caption says it.
    """
    base = said_once(_without_corner(subject, corner), measure)
    if not is_column_measure and column_name and column_name.lower() not in base.lower():
        base = f"{column_name}{_joint(column_name)}{base}"
    if kind == "share" and not re.search(
        r"占比|份额|比重|比例|率|share|penetration|percentage|%", base.lower()
    ):
        base = f"{base} share" if base[-1:].isascii() and base else f"{base}占比"
    if not row_name:
        return Named(base, holder, kind)
    if is_named_entity(row_name, corner):
        return Named(base, row_name, kind)
    if is_total(row_name) and re.search(r"合计|总计|小计|total", fold(row_name)):
        joint = _joint(row_name)
        return Named(f"{row_name} {base}" if joint else f"{base}{row_name}", "", kind)
    plain = re.sub(r"^(?:全国|全球|中国|我国)", "", base)
    own = plain if row_name not in base else base
    joined = own if row_name in base else f"{row_name}{_joint(row_name)}{own}"
    return Named(joined.strip(), "", kind)


def publisher_of(exhibit: Exhibit) -> str:
    """The source line without its lead and years."""
    source = _SOURCE_WORDS.sub("", exhibit.source.strip(" *_")).partition("。")[0]
    source = _REMARK.sub("", source)
    source = _NOTE.sub("", source)
    source = _YEARS.sub("", source)
    parts = [_DONE.sub("", part.strip(" .。")) for part in _NEXT.split(source)]
    return (", " if source.isascii() else "，").join(part for part in parts if part)


def canonical_region(text: str) -> str:
    """The first region or city named, canonical; empty where there is none."""
    for term in Vocabulary.load().terms(text):
        if term.category in ("regions", "cities"):
            return term.canonical
    return ""


def said_once(subject: str, measure: str) -> str:
    """The caption's subject and the column's measure, said once."""
    subject = _FIRST_FEW.sub("", subject)
    own = without_rate(measure) or measure
    if not own:
        return subject
    for pair, halves in _PAIRS.items():  # 进口额 of 我国集成电路进出口
        if pair in subject and own.startswith(halves):
            return subject[: subject.index(pair)] + own
    place = subject.lower().find(own.lower())  # Shipments of Tablet shipments
    begins = place if place >= 0 else _place_of_kind(subject, own)
    if beside := _AND.search(subject, 0, max(begins, 0)):  # 毛利率 of 业务收入与毛利率
        return subject[: beside.start()] + own
    if place >= 0:
        return subject[: place + len(own)]
    for size in range(min(len(own), len(subject)) - 1, 1, -1):  # 快递业务 + 业务量
        if subject.endswith(own[:size]):
            return subject + own[size:]
    return own


def _place_of_kind(subject: str, own: str) -> int:
    """Where a caption names the measure with fewer words, behind others: 租金 for 平均租金; -1 where it does not."""
    for size in range(len(own) - 1, 1, -1):
        at = subject.find(own[-size:])
        if at > 0 and subject[at - 1] in "、与和及":
            return at
    return -1


def _without_corner(subject: str, corner: str) -> str:
    """Rows under 产品名称 stand for the 产品 of the caption."""
    stem = corner.removesuffix("名称")
    if stem and subject == stem:
        return ""
    word = rf"\b{re.escape(stem)}\b" if stem.isascii() else re.escape(stem)
    found = list(re.finditer(word, subject)) if len(stem) > 1 else []
    if not found or is_named_entity("", corner):
        return subject
    return subject[found[-1].end() :]


def _joint(name: str) -> str:
    return " " if name[-1:].isascii() else ""
