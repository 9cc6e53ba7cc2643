"""Texts of the page Search."""

TEXTS = {
    "search_query": ("检索词", "Query"),
    "search_placeholder": ("关键词或一句话", "Keywords or a sentence"),
    "search_hint": (
        "输入检索词，查看最相关的段落；词语和意思都会用来查找。",
        "Enter a query to see the passages nearest to it, by words and by meaning.",
    ),
    "filter_documents": ("文档", "Documents"),
    "filter_section": ("章节", "Section"),
    "filter_pages": ("页码", "Pages"),
    "any_page": ("如 3 或 3-8", "such as 3 or 3-8"),
    "no_range": ("页码写作 3 或 3-8。", "Pages are written 3 or 3-8."),
    "any_document": ("全部文档", "All documents"),
    "any_section": ("全部章节", "All sections"),
    "passages_found": ("{} 个段落，{:.2f} 秒", "{:passage|passages}, {:.2f} s"),
    "nothing_found": (
        "没有找到相关段落。换一个说法，或放宽筛选。",
        "Nothing was found. Try other words, or widen the filters.",
    ),
    "more_passages": ("更多", "More"),
}
