"""Units of measure: what each normalises to. A table, since a page of them is all reports use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kb.regex import regex


@dataclass(frozen=True, slots=True)
class Unit:
    """``printed`` times ``factor`` is in ``normalised``."""

    normalised: str
    factor: float
    dimension: str


_CURRENCY_ROWS = """
CNY|人民币, 元人民币, 元, RMB, CNY, ¥, 块钱, yuan
USD|美元, 美金, US$, USD, $, dollars
EUR|欧元, €, EUR, euros
JPY|日元, 日圆, JPY, yen
HKD|港元, 港币, HK$, HKD
GBP|英镑, £, GBP
TWD|新台币, 新台币元, 台币, NT$, TWD
KRW|韩元, KRW, ₩
RUB|卢布, RUB
INR|卢比, INR, ₹, rupees
SGD|新元, 新加坡元, S$, SGD
AUD|澳元, A$, AUD
CAD|加元, C$, CAD
CHF|瑞士法郎, 瑞郎, CHF, Swiss francs
NZD|新西兰元, NZ$, NZD
MOP|澳门元, 澳门币, MOP
THB|泰铢, THB
BRL|雷亚尔, R$, BRL
SEK|瑞典克朗, SEK
NOK|挪威克朗, NOK
DKK|丹麦克朗, DKK
MYR|林吉特, 令吉, MYR
IDR|印尼盾, 印尼卢比, IDR
VND|越南盾, VND
ZAR|兰特, ZAR
AED|迪拉姆, AED
TRY|土耳其里拉, 里拉
PLN|兹罗提, PLN
MXN|墨西哥比索, MXN
比索|比索
"""
"""Code, then its printed forms."""

_MEASURE_ROWS = """
ratio|%|1|%, ％, percent, per cent
points|pp|1|pct, pcts, 个百分点, 百分点, percentage points, percentage point, ppt, pp, pts
ratio|%|0.1|‰
ratio|%|10|成
points|pp|0.01|个基点, 基点, bps, 个bp, bp, BP, basis points
multiple|times|1|倍, times, x, -fold, fold
mass|t|1|吨, 公吨, tonnes, tonne, tons, metric tons, metric tonnes, metric tonne
other|ppm|1|ppm
other|ppb|1|ppb
other|mpg|1|mpg
mass|t|1000|kt
mass|t|1e+06|Mt
mass|t|1e+09|Gt
energy|toe|1e+06|Mtoe
volume|m3|1e+09|bcm
mass|t|0.907185|short tons
mass|t|0.000453592|pounds, lbs, 磅
mass|t|2.83495e-05|ounces, 盎司
mass|g|1|grams
mass|t|0.001|千克, 公斤, kg, kilograms, kilogrammes
mass|t|0.0005|斤
mass|t|1e-06|克
mass|t|1e-09|毫克
mass|t|1e-12|微克
energy|tce|0.001|千克标准煤
energy|tce|1|吨标准煤, 吨标煤
energy|tce|1e-06|克标准煤
mass|t CO2|1|吨CO2, 吨二氧化碳
volume|bbl|1|桶, barrels, barrels of oil
volume|boe|1|barrels of oil equivalent, boe
volume|l|1|litres, liters
volume|gal|1|gallons, 加仑
volume|bu|1|bushels, 蒲式耳
volume|m3|1|cubic metres, cubic meters
volume|ft3|1|cubic feet, 立方英尺
length|m|1609.34|miles, 英里
length|m|1|metres, meters
area|m2|4046.86|acres, 英亩
area|m2|1e+06|square kilometres, square kilometers
area|m2|1|square metres, square meters
area|m2|1|平方米, 平米, ㎡, sq m
area|m2|0.092903|square feet, sq ft, 平方英尺
area|m2|0.00064516|square inches, 平方英寸
area|m2|1e+06|平方公里, 平方千米
area|m2|10000|公顷, hectares
area|m2|666.667|亩
volume|m3|1|立方米, 方, m³
volume|m3|0.001|升
volume|m3|1e-06|毫升
length|m|1000|公里, 千米, km, kilometres, kilometers
length|m|1852|海里
work|t·km|1|吨公里
work|t·nm|1|吨海里
work|人公里|1|人公里
work|客公里|1|客公里
length|m|1|米
length|m|0.01|厘米, cm
length|m|0.001|毫米, mm
length|m|1e-06|微米, μm, um
length|m|1e-09|纳米, nm
length|m|0.0254|英寸, 寸, inches
length|m|0.3048|英尺, feet
length|芯公里|1|芯公里
length|皮长公里|1|皮长公里
power|W|1000|千瓦
power|W|1e+06|兆瓦
power|W|1e+09|吉瓦
power|W|1|瓦
power|W|735.5|马力
power|VA|1000|千伏安
voltage|V|1000|千伏
voltage|V|1|伏
energy|Wh|1000|千瓦时, 千瓦小时, 度电
energy|Wh|1e+06|兆瓦时
energy|Wh|1e+09|吉瓦时
energy|Wh|1e+12|太瓦时
power|W|1e+12|太瓦
other|度|1|度
temperature|℃|1|℃, °C, 摄氏度, degrees Celsius
time|s|1|秒, seconds
time|s|0.001|毫秒, ms
time|s|1e-06|微秒
time|s|60|分钟, minutes
time|s|3600|小时, 个小时, hours
time|天|1|天, 日, days
time|个工作日|1|个工作日
time|天|7|周, weeks
time|月|1|个月, months
time|年|1|年, years
time|岁|1|岁
time|季度|1|个季度
rate|fps|1|fps
count|TEU|1|TEU, 标准箱
count|Token|1|tokens, Tokens, Token, token
work|PF-days|1|PF-days, PD
other|dB|1|分贝, dB
other|点|1|点
charge|Ah|0.001|mAh
charge|Ah|1|Ah
other|分|1|分
count|重量箱|1|重量箱, 重箱
count|标准机架|1|标准机架
count|卡|1|卡
energy|千卡|1|千卡
work|人天|1|人天
data|bit|1|比特
data|B|1|字节
mass|dwt|1|dwt, 载重吨
mass|CGT|1|修正总吨
money|CNY|0.1|角
money|CNY|0.01|分钱
money|cents|1|cents
money|GBP|0.01|pence
money|EUR|0.01|euro cents, eurocents
money|USD|0.01|US cents
"""
"""Dimension, normalised unit, factor, then the printed forms."""

_LATIN_ROWS = """
power|W|W, Wp
energy|Wh|Wh
frequency|Hz|Hz
data|B|B
computing|FLOPS|FLOPS, Flops, FLOPs, flops
computing|OPS|OPS
rate|bit/s|bps, b/s, bit/s
rate|B/s|B/s
voltage|V|V
power|VA|VA
pressure|Pa|Pa
"""
"""Dimension, normalised unit, then the symbols that take k, M, G, T, P, E and Z before them."""

_SPELLED_ROWS = """
power|W|watt, watts
energy|Wh|watt-hour, watt-hours, watt hour, watt hours
frequency|Hz|hertz
voltage|V|volt, volts
data|B|byte, bytes
data|bit|bit, bits
"""
"""The same as words, which take kilo, mega, giga and tera before them."""

_CLASSIFIERS = """
TEUs FEU FEUs
家 个 所 台 片 辆 人 名 户 款 座 张 份 件 篇 项 套 条 架 颗 枚 只 头
批 支 部 艘 种 处 间 块 笔 起 例 单 宗 场 站 城 幢 栋 位 次 门 本 册
集 盒 瓶 箱 包 袋 棵 株 匹 届 省 对 双 层 列 行 组 类 人次 架次
户次 人份 标箱 机架 机柜 节点 用户 家次 车次 班次 批次 标段 席 床 张床位 羽 把
标准件 卡时 账户 客户 参数 企业 基站 股 手 剂 剂次 例次 万人 平台 吨位 具
艇 口 眼 粒 根 台套 台次 亿人 副 扇 罐 幅 卷 盏 尾 趟
"""
_PREFIXES = {
    "": 1.0,
    "k": 1e3,
    "K": 1e3,
    "M": 1e6,
    "G": 1e9,
    "T": 1e12,
    "P": 1e15,
    "E": 1e18,
    "Z": 1e21,
}
_SPELLED_PREFIXES = {"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12}
_SPOKEN_FLOPS = (
    ("每秒百亿亿次", 1e18),
    ("百亿亿次", 1e18),
    ("每秒亿亿次", 1e16),
    ("每秒千万亿次", 1e15),
    ("每秒万亿次", 1e12),
)


def _rows(block: str) -> list[list[str]]:
    return [line.split("|") for line in block.strip().splitlines()]


CURRENCIES = {name: code for code, names in _rows(_CURRENCY_ROWS) for name in names.split(", ")}
SIGNS = r"(?:(?:US|HK|NT|NZ|A|C|S|R)\$|[$¥€£₩₹])"
"""The signs that stand before an amount."""
_CODES = "|".join(sorted({"RMB", *CURRENCIES.values()} - {"比索"}))
CURRENCY_PREFIX = regex(rf"(?:{SIGNS}|(?<![A-Za-z])(?:{_CODES}))\s?$")


@cache
def table() -> dict[str, Unit]:
    """Every unit known, by its printed form with simplified characters."""
    units = {name: Unit(name, 1.0, "count") for name in _CLASSIFIERS.split()}
    for dimension, normalised, symbols in _rows(_LATIN_ROWS):
        for symbol in symbols.split(", "):
            for prefix, factor in _PREFIXES.items():
                units[prefix + symbol] = Unit(normalised, factor, dimension)
    for dimension, normalised, names in _rows(_SPELLED_ROWS):
        for name in names.split(", "):
            for prefix, factor in _SPELLED_PREFIXES.items():
                units[prefix + name] = Unit(normalised, factor, dimension)
    for words, factor in _SPOKEN_FLOPS:
        for tail in ("浮点运算", "浮点运算(EFLOPS)", "浮点运算(PFLOPS)", "浮点计算", ""):
            units[words + tail] = Unit("FLOPS", factor, "computing")
    for dimension, normalised, factor_text, names in _rows(_MEASURE_ROWS):
        unit = Unit(normalised, float(factor_text), dimension)
        units |= dict.fromkeys(names.split(", "), unit)
    units |= {name: Unit(code, 1.0, "money") for name, code in CURRENCIES.items()}
    for vague in ("B", "V", "GV", "TV", "PV"):
        del units[vague]
    return units


@cache
def _longest() -> int:
    return max(map(len, table()))


def match(text: str, start: int) -> str:
    """The longest known unit that ``text`` holds at ``start``; a Latin one ends with its word."""
    known_units = table()
    for end in range(min(len(text), start + _longest()), start, -1):
        name = text[start:end]
        if name in known_units and not (_latin(name[-1]) and _latin(text[end : end + 1])):
            return name
    return ""


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def known(unit: str) -> Unit | None:
    """What a printed unit (no scale word) normalises to; ``元/吨`` divides, None if unknown."""
    found = table().get(unit)
    if found or "/" not in unit:
        return found
    head, _, rest = unit.partition("/")
    top = table().get(head)
    return Unit(f"{top.normalised}/{rest}", top.factor, "rate") if top else None
