"""Texts of the page Ask."""

TEXTS = {
    "hero": ("向报告提问", "Ask the reports"),
    "hero_hint": (
        "{}份文档，{}条数据。每个数字都能点回原文。",
        "{} documents, {} figures. Every number leads back to its source.",
    ),
    "suggestions": ("可以这样问", "You could ask"),
    "ask_placeholder": ("用中文或英文提问", "Ask in Chinese or English"),
    "answered": ("已回答", "Answered"),
    "partial": (
        "部分回答：文档只给出其中一部分",
        "Answered in part: the documents give some of it",
    ),
    "refused": ("文档中没有依据", "The documents do not say"),
    "computed": ("计算", "Computed"),
    "warnings": ("核对提示", "Notes of the check"),
    "stage_searching": ("正在检索段落…", "Searching passages…"),
    "stage_composing": ("正在查找数据、撰写回答…", "Looking up figures and writing…"),
    "stage_verifying": ("正在逐句核对…", "Checking every sentence…"),
    "stage_rewording": ("正在改写…", "Rewording…"),
    "seconds": ("{:.2f} 秒", "{:.2f} s"),
    "panel_figures": ("数据", "Figures"),
    "panel_source": ("原文", "Source"),
    "panel_passages": ("段落", "Passages"),
    "panel": ("右侧内容", "What is shown beside"),
    "show_beside": ("在右侧显示", "Show beside"),
    "nearby_figures": (
        "没有答案，但相关段落里有这些数据：",
        "No answer, but the nearest passages hold these figures:",
    ),
    "nothing_beside": (
        "这条回答没有可列出的数据。",
        "This answer has no figures to list.",
    ),
    "no_source_open": (
        "点击回答里的引用编号，在这里查看原文。",
        "Press a citation in the answer to read its source here.",
    ),
    "passages_hint": (
        "检索到的段落，最相关的在前。",
        "The passages that the search found, best first.",
    ),
    "download_markdown": ("回答与引用（Markdown）", "Answer with citations (Markdown)"),
    "download_word": ("回答与引用（Word）", "Answer with citations (Word)"),
    "download_png": ("图 PNG", "Chart PNG"),
    "download_svg": ("图 SVG", "Chart SVG"),
    "download_feedback": ("评测文件：已标“好”的问答", "Evaluation file: answers marked good"),
    "feedback_kept": ("已记下，谢谢。", "Noted, thank you."),
    "feedback_failed": ("无法写入反馈：{}", "The feedback cannot be written: {}"),
    "new_conversation": ("新对话", "New conversation"),
}
