"""Texts of the page Ask."""

TEXTS = {
    "ask_placeholder": (
        "用中文或英文提问，按 Enter 发送",
        "Ask in Chinese or English, Enter to send",
    ),
    "answered": ("已回答", "Answered"),
    "partial": ("部分回答", "Answered in part"),
    "refused": ("文档中没有依据", "The documents do not say"),
    "computed": ("计算", "Computed"),
    "warnings": ("核对提示", "Checks"),
    "passages": ("相关段落", "Passages"),
    "working": ("正在查找…", "Searching…"),
}
