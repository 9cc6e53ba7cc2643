"""The shapes in which periods are printed, in order of priority."""

from __future__ import annotations

import re

from kb.figures.periods.period_readers import (
    HAN_YEAR,
    MONTH_NAME,
    ORDINAL,
    YEAR,
    Reader,
    read_date,
    read_english_date,
    read_english_months,
    read_english_part,
    read_english_until,
    read_month_range,
    read_part,
    read_plan,
    read_range,
    read_relative,
    read_season,
    read_short,
    read_until,
    read_year,
)
from kb.figures.periods.relative_time import SEASON_BEFORE
from kb.regex import regex

_LEFT = r"(?<![\dA-Za-z./_-])(?<!\d,)"

_RIGHT = r"(?![\d%A-Za-z_]|[./-]\d|,\d{3}(?!\d))"

_DASH = r"\s?(?:[-—–~]{1,2}|至|到|to)\s?"

_NEXT = r"(?![一二三四五六七八九十]|批|代|类|点|度电|线)"

_PART = (
    r"(?:[上下]半年|[前头][三二两四2-4]个?季度?|[前头](?:[二三四五六七八九十两]|十一|1[012]|[2-9])个?月"
    r"|第?[一二三四1-4](?:[-—至][一二三四1-4])?季度?" + _NEXT + r"|首季度?"
    r"|\d{1,2}月?(?:[-—–~]{1,2}|至|到)\d{1,2}月(?:份)?|\d{1,2}月\d{1,2}日|\d{1,2}月(?:份)?)"
)

_TAIL = r"(?:[末底初]|上旬|中旬|下旬|以来)?"

_SEASON = (
    r"(?:[\u3400-\u9fff]{1,2}?季(?![度节])|[\u3400-\u9fff]{0,2}?年度|财年|学年"
    r"|\s(?:season|crop year|marketing year|school year|academic year|financial year|fiscal year)\b)"
)
"""What goes over from one year into the next: 2023/24雪季, the 2023/24 season."""

PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        regex(
            rf"{_LEFT}(?P<year>{YEAR})年(?P<month>\d{{1,2}})月\d{{1,2}}日止的?"
            r"(?P<length>(?:财政|会计)?年度?|[六6]个月|[三3]个月|[九9]个月|(?:12|十二)个月|季度)"
        ),
        read_until,
    ),
    (
        regex(
            rf"{_LEFT}(?P<year>{YEAR}|{HAN_YEAR})\s?年\s?(?P<month>\d{{1,2}})\s?月\s?"
            rf"(?P<day>\d{{1,2}})\s?日"
        ),
        read_date,
    ),
    (
        regex(
            rf"{_LEFT}(?P<year>{YEAR})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)"
            rf"(?P<day>\d{{1,2}})(?![\d.%-])"
        ),
        read_date,
    ),
    (
        regex(
            r"(?<!\w)(?P<length>(?:(?:fiscal |financial )?years?|(?:twelve|12) months|5[23] weeks)"
            r"|(?:three|3) months|quarters?|(?:six|6) months|half[- ]years?|(?:nine|9) months)"
            rf" end(?:ed|ing) (?:on )?(?:\d{{1,2}} )?(?P<name>{MONTH_NAME})(?: \d{{1,2}})?,? "
            rf"(?P<year>{YEAR})",
            re.I,
        ),
        read_english_until,
    ),
    (
        regex(rf"(?:截至)?(?P<year>{YEAR})年\d{{1,2}}月\d{{1,2}}日止年度"),
        read_year,
    ),
    (
        regex(rf"(?<!\w)(?P<day>\d{{1,2}}) (?P<name>{MONTH_NAME}),? (?P<year>{YEAR})", re.I),
        read_english_date,
    ),
    (
        regex(rf"(?<!\w)(?P<name>{MONTH_NAME}) (?P<day>\d{{1,2}}), (?P<year>{YEAR})", re.I),
        read_english_date,
    ),
    (
        regex(rf"(?<!\w)(?P<name>{MONTH_NAME}),? (?:of )?(?P<year>{YEAR})", re.I),
        read_english_date,
    ),
    (
        regex(
            rf"{_LEFT}(?P<first>{YEAR})年(?P<month>\d{{1,2}})月{_DASH}"
            rf"(?P<last>{YEAR})年(?P<end_month>\d{{1,2}})月"
        ),
        read_month_range,
    ),
    (
        regex(
            rf"{_LEFT}(?:FY)?(?P<first>{YEAR})年?[末底初]?{_DASH}(?:FY)?"
            # from 14 weeks in 2023 to 31 weeks: with to, two digits are a value
            rf"(?P<last>{YEAR}|(?<!to )(?<!to)\d\d)"
            rf"(?:{_SEASON}|\s?年[末底初]?|[EFA](?![A-Za-z])|(?!\d|[.-]\d|\s?[%个家台]))"
        ),
        read_range,
    ),
    (
        regex(
            rf"{_LEFT}(?:FY)?(?P<first>{YEAR})(?:/|[-–—](?=\d\d{_SEASON}))(?P<last>\d\d){_SEASON}?{_RIGHT}"
        ),
        read_range,
    ),
    (regex(rf"{_LEFT}(?P<first>\d\d)[/-](?P<last>\d\d){_SEASON}"), read_season),
    (
        regex(
            rf"(?:from|between) (?P<first>{YEAR}) (?:to|and|through|until) (?P<last>{YEAR})", re.I
        ),
        read_range,
    ),
    (
        regex(rf"{_LEFT}(?P<year>{YEAR}|{HAN_YEAR})\s?年?\s?的?(?P<part>{_PART}){_TAIL}"),
        read_part,
    ),
    (
        regex(rf"{_LEFT}(?P<year>{YEAR})\s?(?:财年|财政年度)的?(?P<part>第?[一二三四1-4]财?季度?)"),
        read_part,
    ),
    (regex(rf"{_LEFT}(?P<year>{YEAR})\s?(?:财年|财政年度)"), read_year),
    (regex(rf"{_LEFT}(?P<year>\d\d)年(?P<part>{_PART}){_TAIL}"), read_part),
    (
        regex(
            rf"(?:{_LEFT}(?P<year>{YEAR})\s?年)?(?<![\d一二三四])"
            r"(?P<part>第?[一二三](?=[、和及与]第?[二三四]季度))"
        ),
        read_part,
    ),
    (
        regex(rf"{_LEFT}(?P<year>{YEAR})\s?年?\s?(?P<letter>[HQhq])(?P<number>[1-4]){_RIGHT}"),
        read_short,
    ),
    (
        regex(rf"{_LEFT}(?P<year>\d\d)年?(?P<letter>[HQhq])(?P<number>[1-4]){_RIGHT}"),
        read_short,
    ),
    (
        regex(
            rf"{_LEFT}(?P<number>[1-4])(?P<letter>[HQ])(?:'| (?=\d{{4}}))?(?P<year>{YEAR}|\d\d){_RIGHT}"
        ),
        read_short,
    ),
    (
        regex(
            rf"(?<!\w)(?P<letter>[HQhq])(?P<number>[1-4])(?: of | FY|, |[ '/-]{{1,2}})?"
            rf"(?P<year>{YEAR}|(?<=['Y])\d\d){_RIGHT}"
        ),
        read_short,
    ),
    (
        regex(
            rf"(?<!\w)(?:the )?(?P<ordinal>{ORDINAL[1:-1]})[ -](?:half|quarter)"
            rf"(?: of| in|,)? ?(?:fiscal |FY ?)?(?P<year>{YEAR})?",
            re.I,
        ),
        read_english_part,
    ),
    (
        regex(
            r"(?<!\w)(?:the )?(?P<end>first|opening|last|final) (?P<count>three|six|nine|[369]) months"
            rf"(?: of| in|,)? ?(?:fiscal |FY ?)?(?P<year>{YEAR})",
            re.I,
        ),
        read_english_months,
    ),
    (regex(rf"(?:FY|fiscal(?: year)? )\s?(?P<year>{YEAR}|\d\d){_RIGHT}", re.I), read_year),
    (
        regex(
            rf"{_LEFT}(?P<year>{YEAR}|(?<!\w){HAN_YEAR})\s?年(?!来[,，的 ]|代"
            r"|版)(?:[末底初]|全年|度(?!假|过))?"
        ),
        read_year,
    ),
    (
        regex(
            r"(?<![\d.\w近逾超约满])(?P<year>(?:[12]\d|3[0-5]))年(?=[末底初度]|全年|我国"
            r"|公司|中国|全国|全球|实现|营|的|[,，])"
        ),
        read_year,
    ),
    (regex(rf"{_LEFT}(?P<year>{YEAR})(?:[EFA](?![A-Za-z]))"), read_year),
    (regex(rf"(?<!\w)(?:end|mid|early|late)-(?P<year>{YEAR}){_RIGHT}"), read_year),
    (regex(rf"(?<=20\d\d/)(?P<year>{YEAR})\s?年"), read_year),
    (regex(rf"{_LEFT}(?P<year>{YEAR})(?=(?:[/、和与及]{YEAR}){{1,4}}\s?年)"), read_year),
    (
        regex(
            r"[“\"]?十(?P<plan>[一二三四五六七八九])五[”\"]?(?:规划|计划)?"
            r"(?P<when>期?末|末期|期间|时期|初期?|以来|结束时?|收官)?"
        ),
        read_plan,
    ),
    (
        regex(
            r"(?:上年|去年|上一年度?|前年)同[期季月]|同期|(?<!不)同年(?!龄|级|代)|同月|当年|当月"
            r"|当季|本年度?|今年"
            r"|去年|(?<!以)上一?年度?末?"
            r"|(?<![\u3400-\u9fff])[前后]年|明年|全年|本季度?|上一?个?季度?|前一季|本月|上个?月"
            r"|the same period"
            r"|\b(?i:(?:an?|one) year|(?:two|three|four|five|ten) years) (?:earlier|before(?! (?:the|it|they|that|its|an?)\b))"
            r"|(?:this|last|next) year|the year before|the previous year|full[ -]year"
            rf"|{SEASON_BEFORE}"
        ),
        read_relative,
    ),
    (regex(rf"(?<![\d第])(?P<year>(?!))?(?P<part>{_PART}){_TAIL}"), read_part),
    (
        regex(r"(?<![A-Za-z0-9_-])(?P<year>(?!))?(?P<part>[HQ][1-4])(?![A-Za-z0-9_-])"),
        read_part,
    ),
    (
        regex(rf"{_LEFT}(?P<year>{YEAR}){_RIGHT}(?!\s?(?:[\u3400-\u9fff]|[$€¥](?!\d)))(?![,]\d)"),
        read_year,
    ),
)
