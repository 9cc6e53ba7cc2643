from kb.readers import read_text
from kb.types import Document

TEXT = """---
title: 海洋能源
publishers:
  - 海研院
  - 某大学
date: 2023-11-05
edition: "2022-2023"
---

# 第一章 资源 ##

## 目录

- [1.1 储量](#a)

## 1.1 储量：**居前**

正文在此。

```python
# not a heading
| a | b |
|---|---|
```

**小标题**

- **加粗：**不是标题。

市场
----

**整段加粗的一句话，它是结论。**

# 附录

###### 图1 得分

来源：海研院

#没有空格不是标题
"""


def read(text: str) -> Document:
    return read_text(text, name="a.md")


def test_headings() -> None:
    assert [
        (each.level, each.number, each.title, each.path[:-1]) for each in read(TEXT).sections
    ] == [
        (1, "第一章", "资源", ()),
        (2, "", "目录", ("资源",)),
        (2, "1.1", "储量：居前", ("资源",)),
        (3, "", "小标题", ("资源", "储量：居前")),
        (2, "", "市场", ("资源",)),
        (1, "附录", "附录", ()),
    ]


def test_sections_begin_at_their_marks() -> None:
    document = read(TEXT)
    assert [document.text[each.start :].split("\n")[0] for each in document.sections] == [
        "# 第一章 资源 ##",
        "## 目录",
        "## 1.1 储量：**居前**",
        "**小标题**",
        "市场",
        "# 附录",
    ]


def test_front_matter() -> None:
    document = read(TEXT)
    assert (document.title, document.publisher) == ("海洋能源", "海研院、某大学")
    assert (document.date, document.edition) == ("2023-11-05", "2022-2023")


def test_front_matter_and_contents_are_boilerplate() -> None:
    document = read(TEXT)
    first, second = document.boilerplate
    assert document.text[slice(*first)].startswith("---\ntitle")
    assert document.text[slice(*first)].endswith("\n---")
    assert document.text[slice(*second)] == "## 目录\n\n- [1.1 储量](#a)\n\n"


def test_caption_in_a_heading_is_an_exhibit() -> None:
    (exhibit,) = read(TEXT).exhibits
    assert (exhibit.label, exhibit.title, exhibit.source) == ("图1", "得分", "海研院")
    assert exhibit.heading_path == ("附录",)


def test_bad_front_matter_is_left_aside() -> None:
    for bad in ("a: [", "date: 2023-13-45", "- only\n- a list", "!!python/object:os.system x"):
        document = read(f"---\n{bad}\n---\n# 标题\n\n正文。\n")
        assert (document.title, document.publisher) == ("标题", "")
        assert document.boilerplate[0][0] == 0


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    document = read("---\n\n# 标题\n\n正文。\n")
    assert document.boilerplate == ()
    assert document.sections[0].title == "标题"


def test_open_fence_hides_the_rest() -> None:
    assert [each.title for each in read("# 甲\n\n~~~\n# 乙\n```\n# 丙\n").sections] == ["甲"]


def test_case_keeps_a_space_after_its_label() -> None:
    assert read("## 案例一 甲公司：先行\n").sections[0].title == "案例一 甲公司：先行"


def test_without_marks_it_is_read_as_plain_text() -> None:
    document = read("第一章 总论\n\n正文在此。\n")
    assert [each.number for each in document.sections] == ["第一章"]
