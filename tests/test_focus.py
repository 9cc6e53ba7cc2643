"""What is asked, without what is said around it."""

import pytest
from asked_texts import ask

from kb.answering.understanding.abbreviations import Abbreviations, short_forms
from kb.answering.understanding.focus import focus
from kb.answering.understanding.plain_wording import plainly
from kb.answering.understanding.short_names import ShortNames


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("储能产量是多少？", "储能产量是多少？"),
        ("您好，请问储能产量是多少？谢谢啦", "储能产量是多少？"),
        ("我在写一份材料，想请教一下，储能产量是多少", "储能产量是多少"),
        ("麻烦帮我查一下储能产量", "储能产量"),
        ("我想看储能产量的对比，在哪个图", "我想看储能产量的对比，在哪个图"),
        ("储能为什么涨价，最好有出处", "储能为什么涨价"),
        ("我们公司有多少员工", "我们公司有多少员工"),
        ("谁是储能的头名，我记得不是广东", "谁是储能的头名"),
        ("Hi, could you tell me how large the market is? Thanks", "how large the market is?"),
        ("I am preparing a note on storage. What drives demand?", "What drives demand?"),
        ("For a slide: which is larger, A or B?", "which is larger, A or B?"),
        ("教育排第几", "教育排第几"),
        ("想写个简报：茶叶卖了多少", "茶叶卖了多少"),
        ("写周报要用：茶叶卖了多少", "茶叶卖了多少"),
        ("整理一份季报急用，茶叶卖了多少", "茶叶卖了多少"),
        ("写日报用了多少人", "写日报用了多少人"),
        ("我想估一下茶叶在饮料里的份额，大概是多少", "茶叶在饮料里的份额，大概是多少"),
        ("我们在做尽调，想先问下：茶叶多少钱一斤", "茶叶多少钱一斤"),
        ("how'd the price of wool move?", "how did the price of wool move?"),
        ("What's the rent, and what’ll it be?", "What is the rent, and what will it be?"),
        ("My kettle never boils, can you fix it?", "My kettle never boils?"),
        ("The 9% looks odd, can you verify it?", "The 9% looks odd, can you verify it?"),
        ("采购这边问：茶叶一斤几块？不要区间，要平均数", "茶叶一斤几块"),
        ("茶叶跟咖啡差多少？算一下差额", "茶叶跟咖啡差多少"),
        ("茶叶占几成，给个百分比", "茶叶占几成"),
        ("给个说法", "给个说法"),
        ("我印象中省份榜第一一直是甲省吧，那18年榜首是谁", "省份榜，18年榜首是谁"),
        ("恒岭的情况说下：去年卖了多少台", "恒岭，去年卖了多少台"),
        ("乙市最高排到第几，是哪年的事？（茶叶榜）", "茶叶榜，乙市最高排到第几，是哪年的事？"),
        ("跟外行解释的话，构网型储能是什么", "构网型储能是什么"),
        ("老听人说构网型储能，用大白话讲是什么意思？", "构网型储能，是什么意思？"),
        ("12PF这词听着挺玄，翻成大白话是啥意思", "12PF是啥意思"),
        ("返箱是什么，写作业要解释", "返箱是什么"),
        ("茶叶卖了多少，见客户的时候得讲", "茶叶卖了多少"),
        ("茶厂客户问，红茶为什么涨价", "红茶为什么涨价"),
        ("茶厂的老板一直问我，红茶为什么涨价", "红茶为什么涨价"),
        ("茶厂客户问得最多的是什么", "茶厂客户问得最多的是什么"),
        ("茶叶有哪些产地？给我列一列好写方案", "茶叶有哪些产地？"),
        ("茶叶有哪些产地，我好跟客户汇报", "茶叶有哪些产地"),
        ("哪里好做茶叶生意，有几家店", "哪里好做茶叶生意，有几家店"),
        ("写方案要用多少人", "写方案要用多少人"),
        ("In plain English, what is a reefer?", "what is a reefer?"),
        ("12PF这个说法听着挺玄，是啥意思", "12PF是啥意思"),
        ("储能要多少电芯（就那个万只的数）", "储能要多少电芯"),
        ("我手里储能股比较多，所以储能涨了多少", "储能涨了多少"),
        ("储能每年涨多少能给我说清楚吗？", "储能每年涨多少？"),
        ("how large is the market, if you could spell it out", "how large is the market"),
        ("茶叶卖了多少？我要估仓库得多大。", "茶叶卖了多少？"),
        ("茶叶卖了多少？领导急着等数", "茶叶卖了多少？"),
        ("茶叶卖了多少？我只要红茶的", "茶叶卖了多少？我只要红茶的"),
        ("茶叶卖了多少？我们公司能占多少？", "茶叶卖了多少？我们公司能占多少？"),
        ("How much tea was sold? We are planning a warehouse.", "How much tea was sold?"),
        ("How much tea was sold? I mean black tea.", "How much tea was sold? I mean black tea"),
        ("撇开红茶那部分不谈，绿茶卖了多少", "绿茶卖了多少"),
        ("老板让我写PPT，茶叶卖了多少", "茶叶卖了多少"),
        ("我在做逐年表格，茶叶卖了多少", "茶叶卖了多少"),
        ("我比较各家茶厂的规模，甲厂卖了多少", "甲厂卖了多少"),
        ("我对比了两年的茶叶榜，谁掉出去了", "我对比了两年的茶叶榜，谁掉出去了"),
        ("导师叫我做综述，茶叶卖了多少", "茶叶卖了多少"),
        ("我论文里要引你们那个茶叶调查，问了多少人", "茶叶调查，问了多少人"),
        ("报告里要用到茶叶的产量，是多少", "茶叶的产量，是多少"),
        ("甲市的客户想知道自己在茶叶榜排第几", "甲市在茶叶榜排第几"),
        ("乙县的读者很好奇他们那边茶叶卖了多少", "乙县茶叶卖了多少"),
        ("甲市的客户想知道茶叶榜谁第一", "甲市的客户茶叶榜谁第一"),
        ("what do Brits pay for tea?", "what do the British pay for tea?"),
        ("how's tea in '21 against '20?", "how is tea in 2021 against 2020?"),
        ("how much was sold at the end of 24", "how much was sold at the end of 2024"),
        ("who led in twenty-three, and in autumn 22?", "who led in 2023, and in autumn 2022?"),
        ("cups in 2020 compared with 19", "cups in 2020 compared with 2019"),
        ("how many cups were sold, need em for a chart", "how many cups were sold"),
        ("how many cups were sold, we just want them in a slide", "how many cups were sold"),
        ("cups each year 2019 thru 2023", "cups each year 2019 to 2023"),
        ("cups from 21 thru 24, year by year", "cups from 2021 to 2024, year by year"),
        ("how far did cups go up from 23 to 24?", "how far did cups go up from 2023 to 2024?"),
        ("cups 2021-24?", "cups 2021 to 2024?"),
        ("did it rise from 21 to 24 percent?", "did it rise from 21 to 24 percent?"),
        ("the 2023/24 season", "the 2023/24 season"),
        ("growth in 24 countries within 18 months", "growth in 24 countries within 18 months"),
        ("did sales fall by 20?", "did sales fall by 20?"),
        ("Student here, how many cups were sold?", "how many cups were sold?"),
        ("quick one for the board - which tea sells best?", "which tea sells best?"),
        ("I run a small tea shop, which tea sells best?", "which tea sells best?"),
        (
            "My aunt collects old kettles: what do those cost?",
            "My aunt collects old kettles: what do those cost?",
        ),
        (
            "My aunt collects old kettles. How many are sold in a year?",
            "How many are sold in a year?",
        ),
        (
            "I'm looking at oat milk. How big is that market?",
            "I'm looking at oat milk. How big is that market?",
        ),
        (
            "I'm interested in Peru, how much tea is drunk?",
            "I'm interested in Peru, how much tea is drunk?",
        ),
        ("How much tea was sold? need it for the committee", "How much tea was sold?"),
        ("how much tea was sold in 2020, asking for a friend", "how much tea was sold in 2020"),
        ("谢谢", "谢谢"),
        ("", ""),
    ],
)
def test_courtesies_and_asides_are_left_out_and_nothing_else(typed: str, asked: str) -> None:
    assert focus(typed) == asked


@pytest.mark.parametrize(
    "frame",
    [
        "老板想知道{}？",
        "客户问我{}，怎么回",
        "开会的时候有人问到{}？",
        "同事说他不清楚{}，你帮我翻翻",
        "给投资人讲的时候要说{}？",
        "话说{}？",
        "@小助手 {}？",
        "“{}”这个问题怎么回答",
        "就一句话告诉我{}？",
        "其实我就关心{}？",
        "PS：{}？",
        "数据部要核对，{}？",
        "替我核实下，{}？",
        "小白提问：{}？",
        "{}？越详细越好",
        "{}，报告里咋说的",
        "{}，能查到吗",
    ],
)
def test_who_asks_and_what_is_said_behind_a_question_are_left_out(frame: str) -> None:
    asked = "储能产量最高的是哪个省"
    assert focus(frame.format(asked)).rstrip("？") == asked


@pytest.mark.parametrize(
    "frame",
    [
        "Our boss wants to know {}.",
        "A client asked {}.",
        "Remind me {}?",
        "Sorry to bother you, {}?",
        "Would you happen to know {}?",
        "I was asked {} and had no idea.",
        "In one sentence, {}?",
        "I'm not sure {}.",
        "No idea where to look, but {}?",
        "{}? Cite the source please.",
        "{}? I can't find it.",
    ],
)
def test_the_same_in_english(frame: str) -> None:
    asked = "which province makes most"
    assert focus(frame.format(asked)).rstrip("?.") == asked


@pytest.mark.parametrize(
    "text",
    [
        "客户问题最多的是哪个省？",
        "老板电器的销量是多少？",
        "经理人指数是多少？",
        "重点企业有几家？",
        "重点是什么方向？",
        "那个城市排第几？",
        "客户了解产品的渠道有哪些？",
        "客户问得最多的是什么？",
        "最关心的问题有哪些？",
        "同学会的规模有多大？",
        "A client paid how much?",
        "Clients asked for what?",
    ],
)
def test_what_is_asked_about_is_no_frame(text: str) -> None:
    assert focus(text) == text


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("去年茶叶产量排老三的是哪个省", "去年茶叶产量排第三的是哪个省"),
        ("22年销量榜老五是谁", "22年销量榜第五是谁"),
        ("老师傅带了多少徒弟", "老师傅带了多少徒弟"),
        ("谁坐上了头把交椅", "谁坐上了第一"),
        ("2022年份额位列第四的茶企", "2022年份额排第四的茶企"),
        ("列示福建的名次变动", "列出福建的名次变化"),
        ("请阐释何谓冷萃", "请解释什么是冷萃"),
        ("各省产量分别为何？", "各省产量分别是什么？"),
        ("茶企凭啥涨价，咋看", "茶企凭什么涨价，怎么看"),
        ("表3的数据打哪儿来的？", "表3的数据来源是什么？"),
        ("去年奶茶这盘生意总共多大", "去年奶茶市场规模多大"),
        ("28年能冲到多少亿", "28年能达到多少亿"),
        ("茶叶买卖合同怎么签", "茶叶买卖合同怎么签"),
        ("利润同比窜了多少", "利润同比增长了多少"),
        ("奶茶这块盘子到底有多大", "奶茶市场规模到底有多大"),
        ("茶厂去年开工跑到几成了", "茶厂去年的产能利用率是多少了"),
        ("茶企手里还压着多少订单", "茶企多少在手订单"),
        ("头部五家茶企谁毛利更厚", "前五名茶企谁毛利率更厚"),
        ("哪个省的茶叶产量蹿得最猛", "哪个省的茶叶产量增长最快"),
        ("哪个省名次蹿得最猛", "哪个省名次上升最多"),
        ("福建还压着云南一头吗", "福建还排在云南前面吗"),
        ("报告提醒了哪些雷？", "报告提醒了哪些风险？"),
        ("Which came third?", "Which came third?"),
        ("What did it earn in the Fiscal Year 2024?", "What did it earn in the Year 2024?"),
        ("fiscal revenue in fiscal 2024", "fiscal revenue in 2024"),
        ("前6个月的产量比后六个月多吗", "上半年的产量比下半年多吗"),
        ("2022年最后六个月卖了多少", "2022年下半年卖了多少"),
        ("项目提前六个月完工了吗", "项目提前六个月完工了吗"),
        ("今后六个月价格怎么走", "今后六个月价格怎么走"),
        ("投产后6个月的良率", "投产后6个月的良率"),
        ("训个Tern-2要多少度电", "训练个Tern-2要多少度电"),
        ("训练Tern-2要多少度电", "训练Tern-2要多少度电"),
        ("去年关门了多少家茶馆", "去年关闭了多少家茶馆"),
        ("相关门店有多少家", "相关门店有多少家"),
        ("海关门户网站的访问量", "海关门户网站的访问量"),
        ("今年入帐多少", "今年入账多少"),
        ("蚊帐单价是多少", "蚊帐单价是多少"),
    ],
)
def test_speech_and_formal_writing_are_put_plainly(said: str, plain: str) -> None:
    assert plainly(said) == plain


@pytest.mark.parametrize(
    ("asked", "written_out"),
    [
        ("海风装机多少", "海上风电装机多少"),
        ("风机多少钱", "风电机组多少钱"),
        ("上海风电装机多少", "上海风电装机多少"),
        ("茶机多少钱", "茶机多少钱"),
        ("海缆多长", "海缆多长"),
        ("火电多少", "火电多少"),
    ],
)
def test_a_short_form_that_no_document_uses_is_written_out(asked: str, written_out: str) -> None:
    phrases = ["海上风电容量", "海上风电成本", "风电机组市场规模", "海底电缆长度", "海底电缆产值"]
    counts = {"海缆": 2, "海底电缆": 6, "海上风电": 9, "风电机组": 5}
    known = Abbreviations(phrases)
    assert known.expand(asked, short_forms(asked), lambda word: counts.get(word, 0)) == written_out


def test_a_short_form_of_two_things_stays() -> None:
    known = Abbreviations(["风电机组市场规模", "风力机械价格"])
    assert known.expand("风机多少钱", ["风机"], lambda word: 9 * (len(word) > 2)) == "风机多少钱"


@pytest.mark.parametrize(
    ("asked", "full"),
    [
        ("恒岭卖了几台", "恒岭泵业卖了几台"),
        ("协作机械卖几块", "协作机械卖几块"),
    ],
)
def test_a_short_name_ends_where_a_word_does(asked: str, full: str) -> None:
    names = ShortNames(["恒岭泵业", "协作机器人"])
    counts = {"恒岭": 3, "恒岭泵业": 3, "恒岭泵": 3, "协作机": 5, "协作机器人": 5, "协作": 9}
    assert names.expand(asked, lambda word: counts.get(word, 0), lambda _: False) == full


def test_a_short_form_may_stand_before_a_particle_and_for_a_name_with_what_follows_it() -> None:
    names = ShortNames(["澄目医疗", "长桥物流", "长桥物流则"])
    counts = {"澄目": 1, "澄目医疗": 1, "长桥": 3, "长桥物流": 3}

    def expanded(question: str) -> str:
        return names.expand(question, lambda word: counts.get(word, 0), lambda _: False)

    assert expanded("甲是澄目的几倍") == "甲是澄目医疗的几倍"
    assert expanded("长桥排第几") == "长桥物流排第几"


def test_the_end_of_the_decade_is_that_of_the_years_of_the_figures() -> None:
    text = "# Kelp\n\nSales were 40 tonnes in 2023 and 44 tonnes in 2024. We expect 70 tonnes in 2030.\n"

    answer = ask(text, "What sales of kelp do you expect at the end of the decade?")

    assert "70 tonnes" in answer.text.split("\n")[0]
