"""Texts of the page Search."""

TEXTS = {
    "search_query": ("检索词", "Query"),
    "search_placeholder": ("关键词或一句话", "Keywords or a sentence"),
    "nothing_found": ("没有找到相关段落。", "Nothing was found."),
}
