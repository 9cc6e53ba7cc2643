"""What holds for every text, however odd."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.readers import read_text

PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        "\x0c",
        "\t",
        "  ",
        "\u3000",
        "- ",
        "第一章 总论",
        "1.1 甲",
        "2.3 乙",
        "一、丙",
        "（一）丁",
        "目录",
        "正文在此。",
        "图1 戊",
        "表2：",
        "来源：己，2023",
        "青岛",
        "**粗",
        "**",
        "# ",
        "---",
        "a \\",
        " b",
        "｜",
        "```",
        "版权声明",
        "© 2023 庚",
        "www.a.com",
        "3",
        "1...2",
        "甲\t5",
        "此外，",
        "案例一",
        "关于辛",
        "Chapter 2",
        "Key Findings",
        "1. Growth",
        "[x](y)",
        "？",
        "：",
        "😀",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60), st.sampled_from(["a.txt", "a.md"]))
@example(["# ", "```"], "a.md")
def test_offsets_order_and_nesting(pieces: list[str], name: str) -> None:
    text = "".join(pieces)
    document = read_text(text, name=name)
    assert document.text == text
    open_sections: list[tuple[int, int]] = []
    for section in document.sections:
        assert 0 <= section.start < section.end <= len(text)
        assert len(section.path) == section.level and section.path[-1] == section.title
        assert section.title == section.title.strip() != ""
        while open_sections and open_sections[-1][1] <= section.start:
            open_sections.pop()
        assert all(section.end <= end and start < section.start for start, end in open_sections)
        open_sections.append((section.start, section.end))
        assert document.heading_path(section.start) == section.path
    last = 0
    for exhibit in document.exhibits:
        assert last <= exhibit.start < exhibit.end <= len(text)
        last = exhibit.end
        assert exhibit.heading_path == document.heading_path(exhibit.start)
        for row in exhibit.table.rows if exhibit.table else ():
            for cell in row:
                assert text[cell.start : cell.end] == cell.text
                assert exhibit.table and exhibit.table.start <= cell.start
                assert cell.end <= exhibit.table.end
    ends = [0, *(end for _, end in document.boilerplate)]
    for (start, end), before in zip(document.boilerplate, ends, strict=False):
        assert before <= start < end <= len(text)
