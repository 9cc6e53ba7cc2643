"""Plain wording: what is said in speech is put plainly, and no part of another word is taken for it."""

from __future__ import annotations

import pytest

from kb.answering.understanding.plain_wording import plainly


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("公司老板姓什么", "公司负责人姓什么"),
        ("去年净赚了多少", "去年净利润多少"),
        ("Top10城市有哪些", "前10名城市有哪些"),
        ("前TOP3名是谁", "前3名是谁"),
        ("桌面TOP5企业", "桌面前5名企业"),
        ("卖到国外的有多少", "出口额有多少"),
        ("一架无人机卖多少钱", "一架无人机售价多少钱"),
        ("去年卖了多少钱", "去年销售额多少钱"),
        ("2023年卖多少亿元", "2023年销售额多少亿元"),
        ("出过事的电站有多少", "发生事故的电站有多少"),
        ("一共投了几个亿", "一共投资几亿"),
        ("十座城有地铁", "十座城市有地铁"),
        ("国货品牌占多少", "国产品牌占多少"),
        ("米饭和面条差多少", "米饭和面条相差多少"),
        ("甲买了乙多少股份", "甲买了乙百分之多少的股份"),
        ("不看台数看金额，甲排第几", "按金额，甲排第几"),
        ("国产份额过半了没", "国产份额超过一半了没"),
        ("一柜耗电几个千瓦", "一柜耗电几千瓦"),
        ("平均一台卖几万块", "平均单价是几万元"),
        ("给农户支了什么招", "给农户有什么建议"),
        ("茶农最怕的是什么", "茶农最担忧的是什么"),
        ("洋牌子占多少", "进口品牌占多少"),
        ("米饭是国内增速快还是国外快", "国内米饭增速和国外米饭增速哪个更快"),
        ("房价到底北京高还是上海高", "北京房价和上海房价哪个更高"),
        ("到去年（23年）10月有多少", "到23年10月有多少"),
        ("20年三甲城市有谁", "20年前三城市有谁"),
        ("第三居然不是甲市？那是哪个", "第三是谁，不是甲市吧"),
        ("甲市的名次有动吗", "甲市的名次变没变"),
        ("老大比老二多多少", "第一比第二多多少"),
        ("榜首是甲市吗还是谁？", "榜首是甲市吗？"),
        ("第三是甲市，还是别的城市", "第三是甲市吗"),
        ("Did Acme lead in 2018 or was it another firm?", "Did Acme lead in 2018?"),
        ("Is it Acme or someone else that makes most?", "Is it Acme that makes most?"),
        ("泵业榜状元是谁", "泵业榜第一是谁"),
        ("甲市的高光时刻：哪一年", "甲市名次最高：哪一年"),
        ("销量比上年同期多了百分之几", "销量同比增长百分之几"),
        ("销量多少，比上年同期多了几成", "销量多少，比上年同期多了几成"),
        ("2023年1到6月的销量", "2023年上半年的销量"),
        ("那张比较各家泵的表里，价格堆得最高的是哪个", "泵中，价格最高的是哪个"),
        (
            "Is the Chinese salt market growing faster than the global one?",
            "which is higher, the Chinese salt market growth or the global salt market growth?",
        ),
        ("面条和米饭，哪个每年涨得快", "面条和米饭，哪个增速更快"),
        (
            "Does rice or salt have the greater number of makers?",
            "which has more makers, rice or salt?",
        ),
        ("那23年呢，产量多少", "23年产量多少"),
        ("面条和米饭谁长得快", "面条和米饭谁增速更快"),
        ("房价涨得快还是工资涨得快？", "房价和工资增速哪个更高？"),
        (
            "Did profit or revenue grow more in 2023?",
            "which is higher, profit growth or revenue growth in 2023?",
        ),
        ("电动船的数量到没到总量的5%？", "电动船的数量有没有达到总量的5%？"),
        ("规模过没过百亿", "规模有没有超过百亿"),
        ("产能够不够500万吨", "产能有没有达到500万吨"),
    ],
)
def test_speech_is_put_plainly(said: str, plain: str) -> None:
    assert plainly(said) == plain


@pytest.mark.parametrize(
    "said",
    [
        "过半的企业亏损了吗",
        "卖得第二多",
        "老板电器的市场份额是多少",
        "净赚钱的企业有几家",
        "laptop 3的销量",
        "城市top100有哪些",
        "top 10%的城市占多少",
        "外卖多少钱",
        "货到没到港",
        "人手够不够用",
        "专卖多少钱一件",
        "拍卖了多少钱",
        "卖了多少台",
        "卖了多少万辆",
        "卖到海外了几台",
        "销往国外的产品占多少",
        "新能源汽车出事率是多少",
        "推出事情多",
        "燃烧多少亿吨",
        "烧了多少万吨煤",
        "一座城堡",
        "三座城际铁路",
        "多少个亿元级项目",
        "多少个万人小区",
        "全国货运量是多少",
        "外国货币占多少",
        "德国货车销量",
        "远洋货轮有多少",
        "太平洋牌照",
        "外牌车辆有多少",
        "一线城市占多少",
        "超市占多少",
        "是进口的贵还是国产的贵",
        "你说的是真的还是假的",
        "你觉得长得高还是长得矮",
        "三甲医院有多少",
        "榜首是甲市还是乙市",
        "谁先谁后还是谁都没动过",
        "Is it Acme or Bolt that makes most?",
        "Did sales rise or another item fall?",
    ],
)
def test_parts_of_other_words_stay_as_they_are(said: str) -> None:
    assert plainly(said) == said
