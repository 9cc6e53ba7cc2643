"""What people call an industry, as a ranking of industries calls it: 运营商 is 电信, and hospitals are 医疗."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.answering.rankings.mentions import mentioned
from kb.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.figures.vocabulary.vocabulary import Vocabulary

_CALLED = {
    "互联网": r"(?:网络|互联网)(?:公司|企业|大厂)|大厂(?!房)|\binternet companies\b",
    "电信": r"(?:电信)?运营商|通信公司|\b(?:telcos?|phone companies|mobile operators)\b",
    "政府": r"(?:政府|公共)部门|公家|政府机关|机关单位|\bpublic sector\b|\bpublic administration\b",
    "金融": r"金融机构|银行|保险|证券|券商|\b(?:banks?|banking|lenders)\b",
    "制造": r"工厂|厂子|造东西的?|\b(?:factory|factories|manufacturers)\b",
    "医疗": r"医院|看病|医生|卫生(?!间)|\b(?:hospitals?|doctors|medicine)\b",
    "教育": r"学校|高校|大学|上学|老师|\b(?:schools?|universit(?:y|ies)|teaching)\b",
    "交通": r"交通出行|出行|运输|物流|公交|\b(?:railways|airlines|public transport)\b",
    "能源": r"电力|石油|煤炭|油气|\b(?:utilit(?:y|ies)|oil and gas|power companies)\b",
    "零售": r"商超|超市|商场|\b(?:shops|stores|supermarkets|retailers)\b",
    "农业": r"种地|种田|农民|\b(?:farms?|farming|farmers)\b",
    "物流": r"快递|送货|\b(?:couriers?|delivery companies)\b",
    "建筑": r"盖房子?|工地|\bbuilders\b",
}
"""Everyday words of each industry, by its name in the vocabulary."""
_PATTERNS = {name: regex(rf"(?:{called}|{name})+") for name, called in _CALLED.items()}
LEAST = 3
"""Industries that a ranking must name to be one of industries."""


def as_ranked(question: str, names: Sequence[str], vocabulary: Vocabulary) -> str:
    """``question`` with everyday words for industries put as ``names`` call them.

    As it stands where ``names`` are no industries, or one of them is mentioned already.
    """
    industries = {vocabulary.normalise(name): name for name in names}
    ranked = [name for name in _CALLED if vocabulary.normalise(name) in industries]
    if len(ranked) < LEAST:
        return question
    own = mentioned(question, names, vocabulary)
    for name in ranked:
        if not own or own == [industries[vocabulary.normalise(name)]]:
            question = _PATTERNS[name].sub(name, question)
    return question
