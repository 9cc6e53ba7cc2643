import pytest

from kb import text


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("智能算力規模", "智能算力规模"),
        ("ＡＩ服务器１２３％", "ai服务器123%"),
        ("①½㎡", "1½㎡"),
        ("乾坤 EFLOPS", "乾坤 eflops"),
        ("", ""),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert text.fold(raw) == folded


def test_fold_keeps_the_length() -> None:
    raw = "ﬀİ㎡臺灣裡面著麼，３．５％…①⑩ß"
    assert len(text.fold(raw)) == len(raw)


def test_half_a_surrogate_pair_is_no_error() -> None:
    assert text.fold("臺\ud800灣") == "台\ufffd湾"
    assert text.tokens("\udfff") == []


def test_tokens_are_words_then_bigrams() -> None:
    assert text.tokens("智能算力 GPT-3") == [
        "智能", "算力", "gpt-3", "智能", "能算", "算力",
    ]  # fmt: skip


def test_sentences_keep_closing_quotes_and_decimals() -> None:
    raw = "增长3.5%。他说：“好。”\n  Second one. It ends."
    assert [raw[a:b] for a, b in text.sentences(raw)] == [
        "增长3.5%。",
        "他说：“好。”",
        "Second one.",
        "It ends.",
    ]


def test_sentences_within_a_span() -> None:
    raw = "甲。乙。丙。"
    assert text.sentences(raw, 2, 4) == [(2, 4)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2027年智能算力规模？", "zh"),
        ("What is the 2027 forecast?", "en"),
        ("IDC EFLOPS 算力规模多少", "zh"),
        ("", "en"),
    ],
)
def test_language(raw: str, expected: str) -> None:
    assert text.language(raw) == expected


def test_english_words_are_indexed_by_their_stems() -> None:
    assert text.tokens("Operators improved direct-to-chip cooling, GPT-4 and V2G") == [
        "oper", "improv", "direct", "to", "chip", "cool", "gpt-4", "and", "v2g",
    ]  # fmt: skip


@pytest.mark.parametrize("piece", ["液冷", "ＡＩ伺服器", "Ⅳ", "İ", "\ud800", "乾隆"])
def test_a_text_that_is_kept_folds_as_one_that_is_too_long_to_be_kept(piece: str) -> None:
    assert text.fold(piece) * (text.SHORT + 1) == text.fold(piece * (text.SHORT + 1))
    assert text.fold(piece) == text.fold(piece)


def test_a_sentence_may_begin_with_an_emphasised_word() -> None:
    raw = "It includes waiting. *Uptime* is a share. **Lane** means a route."
    assert [raw[a:b] for a, b in text.sentences(raw)] == [
        "It includes waiting.",
        "*Uptime* is a share.",
        "**Lane** means a route.",
    ]


def test_what_stands_between_semicolons_is_of_a_whole_sentence_in_english_alone() -> None:
    raw = "Before. Duties may come; they are not in it; nor is salt. After.\n水泵增长3%；阀门下降。"
    pieces = text.sentence_spans(raw)
    assert [raw[a:b] for a, b in pieces[1:4]] == [
        "Duties may come;",
        "they are not in it;",
        "nor is salt.",
    ]
    wholes = [text.whole_sentence(raw, *piece) for piece in pieces]
    assert [raw[a:b] for a, b in wholes] == [
        "Before.",
        *["Duties may come; they are not in it; nor is salt."] * 3,
        "After.",
        "水泵增长3%；",
        "阀门下降。",
    ]
