"""The kinds of answer that questions ask for: how each is asked, and what a text that gives it must contain."""

import re
from dataclasses import dataclass

from index.words.numerals import HEADED, ORDINALS
from index.words.quotes import IN_MARKS, MARKS

NUMBER = r"\d[\d.]*\s*(?:多|余)?\s*[万亿千百]*\s*"
_TITLES = "(?:区长|书记|局长|主任|市长|记者|编辑|导演|院士|主席|会长|校长|院长|作者|报告人|负责人)"
_ENGLISH_TITLES = r"(?:mayor|chief|head|director|secretary|chair\w*|reporter|author|editor)"


@dataclass(frozen=True)
class Form:
    """A kind of answer: how it is asked for, and what a text that gives it must contain, both folded."""

    name: str
    asked: re.Pattern[str]
    given: re.Pattern[str]


def _form(name: str, *, chinese: str, english: str, given: str) -> Form:
    return Form(name, re.compile(rf"{chinese}|\b(?:{english})\b"), re.compile(given))


FORMS: tuple[Form, ...] = (
    _form(
        "price",
        chinese="多少钱一[克斤平张次晚天间套个碗杯]|一[克斤平张次晚天间套]多少钱|票价|房价|单价|租金|月租|房租|收费标准|金价",
        english="price per|ticket price|house prices?|rent per|price of gold|admission fee",
        given=r"\d\s*(?:多|余)?元|元\s*/|免费|折",
    ),
    _form(
        "money",
        chinese=(
            "多少钱|几多钱|几钱|几万块|多少块|多少元|几元|多少亿(?!人)|几亿|多少资金|金额|价格|收费|造价|花费|预算是|投资额|"
            "总投资|总额(?!.{0,4}(升|增|涨|降|跌))|规模|收入(是|有|多少|完成)|产值|增加值|支出|duoshao qian"
        ),
        english=(
            "cost|price|fee|rent|yuan|rmb|budget|how much (money|investment)|retail sales|revenue|total value|"
            "how big is the .{0,20}(grant|subsidy|fund)"
        ),
        given=NUMBER + r"(?:美元|港元|元)",
    ),
    _form(
        "share",
        chinese=(
            r"百分之|百分比|比例|占比|占.{0,4}(多少|几多)|巴仙|几成|几个点|率(是|为|有|达|定|目标|多少|要|能|会|控制)|率$|率[?？]|"
            r"增速|增幅|(增长|下降|提高|降低)了?多少(?![个家])|多少个百分"
        ),
        english="percentage|percent|share|proportion|rate|how fast|growth",
        given=r"\d\s*%|\d\s*‰|[一二三四五六七八九]成|百分|近半|过半|半数|持平|同步",
    ),
    _form(
        "day",
        chinese="哪一?[天日]|几月几[日号]|几号(?!线|楼|院|地铁)",
        english="(which|what|exact) (day|date)|opening date",
        given=r"\d{1,2}\s*[月·]\s*\d{1,2}",
    ),
    _form(
        "ordinal",
        chinese="第几",
        english="which (edition|session)",
        given=rf"第\s*[\d{HEADED}]+|首[个届次家]",
    ),
    _form(
        "population",
        chinese="(?<!流动)人口(是|有|多少|总数|规模|数)|多少人口",
        english="population",
        given=r"人口\D{0,6}\d|\d[\d.]*\s*万?(?:余|多)?人(?!次)",
    ),
    _form(
        "casualties",
        chinese="死伤|伤亡|死了?(多少|几|好几|人)|死亡|有人(伤|死)|遇难|受伤|丧生",
        english=r"casualt\w+|killed|died|deaths?|injur\w+|fatalit\w+|lives were lost",
        given=rf"伤亡|死亡|遇难|受伤|丧生|致死|致[\d{ORDINALS}]",
    ),
    _form(
        "company",
        chinese="中标|承建|施工(方|单位)|开发商|承包商|哪(家|个)(公司|企业|开发商)",
        english="won the bid|contractor|developer|which (company|firm)",
        given=rf"公司|集团|股份|中标|承建|{IN_MARKS}|企业\S{{0,4}}落户|落地",
    ),
    _form(
        "mass",
        chinese="多少(吨|公斤|千克|克|斤)|几(吨|公斤)",
        english="how many (tons?|tonnes?|kilograms?|grams?)",
        given=NUMBER + r"(?:吨|公斤|千克|克)",
    ),
    _form(
        "power",
        chinese="多少(千瓦|度电|兆瓦)",
        english="how many (kilowatts?|megawatts?|kw)|(power|capacity) in kw",
        given=NUMBER + r"(?:千瓦|兆瓦|度|kw|mw)",
    ),
    _form(
        "date",
        chinese="什么时候|哪个?月|何时|几时|几月(?!几)|日期",
        english="when|deadline",
        given=r"\d{4}\s*年|\d{1,2}月|年底|年内|上半年|下半年",
    ),
    _form(
        "duration",
        chinese="多久|几天|几日|几个月|几小时|几分钟|多少(天|分钟|小时|个月|个工作日)|多长时间",
        english="how long",
        given=NUMBER + r"(?:个?工作日|天|日|年|个?月|小时|分钟?)",
    ),
    _form(
        "length",
        chinese="多少公里|几公里|多长(?!时间)|多少米|里程",
        english=r"how many (km|kilomet\w+)|how long is",
        given=NUMBER + r"(?:公里|千米|米)",
    ),
    _form(
        "area",
        chinese="多大面积|面积|多少(平方米|平方公里|公顷|平米|亩)|多大一片",
        english=r"floor space|square met\w+|how large",
        given=NUMBER + r"(?:平方米|平方公里|公顷|亩)",
    ),
    _form(
        "phone",
        chinese="电话|热线号码|联系方式|号码是",
        english="phone number|telephone|contact number",
        given=r"\d{3,4}-?\d{7,8}|\b1\d{4}\b|1[3-9]\d{9}",
    ),
    _form("address", chinese="地址|门牌|在哪条路|几号楼", english="address", given=r"[路街道巷]\d+号|位于"),
    _form(
        "hours",
        chinese="营业时间|开放时间|几点(开|关|到)",
        english="opening hours|open until|what time",
        given=r"\d{1,2}[:：时点]\d{0,2}|24小时",
    ),
    _form(
        "procedure",
        chinese="怎么(申请|办理|报名|领取|办卡)|如何(申请|办理|报名)|什么条件|哪些条件|什么材料|交哪些",
        english="how (do|can) i (apply|register)",
        given="申请|条件|材料|报名|凭|符合",
    ),
    _form(
        "person",
        chinese=(
            rf"{_TITLES}.{{0,8}}(是谁|是边位|叫什么|叫啥|姓什么|姓名|名字)|(谁|边位)(是|系|当|做|任).{{0,8}}{_TITLES}"
        ),
        english=rf"who (is|was|were|are) (the|luohu's) .{{0,20}}{_ENGLISH_TITLES}|name of .{{0,20}}{_ENGLISH_TITLES}",
        given=rf"{_TITLES}\s*[\u4e00-\u9fff]{{2,3}}(?![\u4e00-\u9fff])",
    ),
)
# What gives names has them in quotes, in brackets or in a row.
NAMES = Form(
    "names",
    re.compile(r"哪些|都是什么|分别是(什么|哪)|叫什么|叫啥|什么名|哪几|名单"),
    re.compile(rf"[{MARKS}《]|、|以及|[(（][^)）]{{2,}}[)）]"),
)
