"""Texts of the page Audit."""

TEXTS = {
    "audit_hint": (
        "用报告自己给出的数字重算增长率、复合增长率、重复出现的数值和排名，按印刷的位数留出四舍五入的余地。",
        "Growth, compound growth, repeated values and rankings, computed again from the reports' own "
        "figures, with room for the rounding of what is printed.",
    ),
    "findings_of": ("{} 项，共 {} 项", "{} of {}"),
    "no_findings": (
        "没有可以核对的数据：文档里没有能互相推算的数字。",
        "There is nothing to check: no figures of the documents follow from one another.",
    ),
    "no_such_findings": (
        "没有符合这些筛选条件的核对结果。",
        "No check passes these filters.",
    ),
    "verdict": ("结论", "Verdict"),
    "disagrees": ("不相符", "Disagrees"),
    "agrees": ("相符", "Agrees"),
    "cannot_be_checked": ("无法核对", "Cannot be checked"),
    "rule": ("核对方式", "Rule"),
    "rule_growth": ("同比增长", "growth"),
    "rule_cagr": ("年复合增长率", "compound growth"),
    "rule_implied": ("由增长率反推", "implied value"),
    "rule_repeated": ("重复数值", "repeated value"),
    "rule_table": ("正文与表格", "text and table"),
    "rule_ranking": ("正文与排名", "text and ranking"),
    "summary": ("说明", "Summary"),
    "formula": ("算式", "Formula"),
    "stated": ("报告所称", "Stated"),
    "computed_value": ("重算", "Computed"),
    "inputs": ("依据", "Inputs"),
    "more_inputs": (
        "另有 {} 条依据，见下载的文件。",
        "{:more input stands|more inputs stand} in the download.",
    ),
    "page_number": ("页", "Page"),
}
