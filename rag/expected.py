"""The form an answer must have: what is asked as a sum must be answered by a sum, a date by a date."""

import re
from dataclasses import dataclass

_TITLES = "(?:区长|书记|局长|主任|市长|记者|编辑|导演|院士|主席|会长|校长|院长|作者|报告人|负责人)"
_NUMBER = r"\d[\d.]*\s*(?:多|余)?\s*[万亿千百]*\s*"


@dataclass(frozen=True)
class Form:
    """A kind of answer: how it is asked for, and what a text that gives it must contain."""

    name: str
    asked: re.Pattern[str]
    given: re.Pattern[str]


# Order matters where one question matches several: all that match count, a text fits when it has any of them.
FORMS: tuple[Form, ...] = (
    Form(
        "price",
        re.compile(
            r"多少钱一[克斤平张次晚天间套个碗杯]|一[克斤平张次晚天间套]多少钱|票价|房价|单价|租金|月租|房租|收费标准|金价|"
            r"\b(price per|ticket price|house prices?|rent per|price of gold|admission fee)\b"
        ),
        re.compile(r"\d\s*(?:多|余)?元|元\s*/|免费|折"),
    ),
    Form(
        "money",
        re.compile(
            r"多少钱|几多钱|几钱|几万块|多少块|多少元|几元|多少亿(?!人)|几亿|多少资金|金额|价格|收费|造价|"
            r"花费|预算是|投资额|总投资|总额(?!.{0,4}(升|增|涨|降|跌))|规模|收入(是|有|多少|完成)|产值|增加值|支出|duoshao qian|"
            r"\b(cost|price|fee|rent|yuan|rmb|budget|how much (money|investment)|retail sales|revenue|total value|"
            r"how big is the .{0,20}(grant|subsidy|fund))\b"
        ),
        re.compile(_NUMBER + r"(?:美元|港元|元)"),
    ),
    Form(
        "share",
        re.compile(
            r"百分之|百分比|比例|占比|占.{0,4}(多少|几多)|巴仙|几成|几个点|率(是|为|有|达|定|目标|多少|要|能|会|控制)|率$|率[?？]|增速|增幅|(增长|下降|提高|降低)了?多少(?![个家])|"
            r"多少个百分|\b(percentage|percent|share|proportion|rate|how fast|growth)\b"
        ),
        re.compile(r"\d\s*%|\d\s*‰|[一二三四五六七八九]成|百分|近半|过半|半数|持平|同步"),
    ),
    Form(
        "day",
        re.compile(r"哪一?[天日]|几月几[日号]|几号(?!线|楼|院|地铁)|\b(on )?(which|what|exact) (day|date)\b"),
        re.compile(r"\d{1,2}\s*[月·]\s*\d{1,2}"),
    ),
    Form(
        "ordinal",
        re.compile(r"第几|\bwhich (edition|session)\b"),
        re.compile(r"第\s*[\d一二三四五六七八九十百]+|首[个届次家]"),
    ),
    Form(
        "population",
        re.compile(r"(?<!流动)人口(是|有|多少|总数|规模|数)|多少人口|\bpopulation\b"),
        re.compile(r"人口\D{0,6}\d|\d[\d.]*\s*万?(?:余|多)?人(?!次)"),
    ),
    Form(
        "casualties",
        re.compile(
            r"死伤|伤亡|死了?(多少|几|好几|人)|死亡|有人(伤|死)|遇难|受伤|丧生|\b(casualt\w+|killed|died|deaths?|injur\w+|fatalit\w+|lives were lost)\b"
        ),
        re.compile(r"伤亡|死亡|遇难|受伤|丧生|致死|致[\d一二三四五六七八九十]"),
    ),
    Form(
        "company",
        re.compile(
            r"中标|承建|施工(方|单位)|开发商|承包商|哪(家|个)(公司|企业|开发商)|\b(won the bid|contractor|developer|which (company|firm))\b"
        ),
        re.compile(r"公司|集团|股份|中标|承建|[“\"][^”\"]{2,}[”\"]|企业\S{0,4}落户|落地"),
    ),
    Form(
        "mass",
        re.compile(r"多少(吨|公斤|千克|克|斤)|几(吨|公斤)|\bhow many (tons?|tonnes?|kilograms?|grams?)\b"),
        re.compile(_NUMBER + r"(?:吨|公斤|千克|克)"),
    ),
    Form(
        "power",
        re.compile(r"多少(千瓦|度电|兆瓦)|\bhow many (kilowatts?|megawatts?|kw)\b|\b(power|capacity) in kw\b"),
        re.compile(_NUMBER + r"(?:千瓦|兆瓦|度|kw|mw)"),
    ),
    Form(
        "date",
        re.compile(r"什么时候|哪个?月|何时|几时|几月(?!几)|日期|\b(when|deadline)\b"),
        re.compile(r"\d{4}\s*年|\d{1,2}月|年底|年内|上半年|下半年"),
    ),
    Form(
        "duration",
        re.compile(r"多久|几天|几日|几个月|几小时|几分钟|多少(天|分钟|小时|个月|个工作日)|多长时间|\bhow long\b"),
        re.compile(_NUMBER + r"(?:个?工作日|天|日|年|个?月|小时|分钟?)"),
    ),
    Form(
        "length",
        re.compile(r"多少公里|几公里|多长(?!时间)|多少米|里程|\b(how many (km|kilomet)|how long is)"),
        re.compile(_NUMBER + r"(?:公里|千米|米)"),
    ),
    Form(
        "area",
        re.compile(r"多大面积|面积|多少(平方米|平方公里|公顷|平米|亩)|多大一片|\b(floor space|square met|how large)"),
        re.compile(_NUMBER + r"(?:平方米|平方公里|公顷|亩)"),
    ),
    Form(
        "phone",
        re.compile(r"电话|热线号码|联系方式|号码是|\b(phone number|telephone|contact number)\b"),
        re.compile(r"\d{3,4}-?\d{7,8}|\b1\d{4}\b|1[3-9]\d{9}"),
    ),
    Form(
        "address",
        re.compile(r"地址|门牌|在哪条路|几号楼|\b(street address|address)\b"),
        re.compile(r"[路街道巷]\d+号|位于"),
    ),
    Form(
        "hours",
        re.compile(r"营业时间|开放时间|几点(开|关|到)|\b(opening hours|open until|what time)\b"),
        re.compile(r"\d{1,2}[::时点]\d{0,2}|24小时"),
    ),
    Form(
        "procedure",
        re.compile(
            r"怎么(申请|办理|报名|领取|办卡)|如何(申请|办理|报名)|什么条件|哪些条件|什么材料|交哪些|"
            r"\bhow (do|can) i (apply|register)\b"
        ),
        re.compile(r"申请|条件|材料|报名|凭|符合"),
    ),
    Form(
        "person",
        re.compile(
            rf"{_TITLES}.{{0,8}}(是谁|是边位|叫什么|叫啥|姓什么|姓名|名字)|(谁|边位)(是|系|当|做|任).{{0,8}}{_TITLES}|"
            r"\bwho (is|was|were|are) (the|luohu's) .{0,20}(mayor|chief|head|director|secretary|chair\w*|reporter|author|editor)|"
            r"\bname of .{0,20}(mayor|chief|head|director|secretary|chair\w*|reporter|author|editor)"
        ),
        re.compile(rf"{_TITLES}\s*[\u4e00-\u9fff]{{2,3}}(?![\u4e00-\u9fff])"),
    ),
)
# Names are asked: what gives them has them in quotes, or in a row.
_NAMES = Form(
    "names",
    re.compile(r"哪些|都是什么|分别是(什么|哪)|叫什么|叫啥|什么名|哪几|名单"),
    re.compile(r"[“”\"《「]|、|以及|[(（][^)）]{2,}[)）]"),
)
_MEASURE = re.compile(
    r"(?<![哪第好])(?:多少|几多|几)(?:万|千|百|亿)?([个家条所座处张套次间名项部样种人户批栋幢台宗件单期场届片棵株辆只支首款份班门节部])(?!点|巴仙|百分)"
)
# Measure words that stand for each other; 个 stands for any, and what spoken questions count as 单 reports count as 宗.
_ALIKE = ("项件宗单条处", "家间所户", "人名位户", "场次届期", "座栋幢", "套间户", "台部辆", "张床")
_ANY_MEASURE = "个家条所座处张套次间名位项部样种人户批栋幢台宗件期场届片棵株辆只支首款份班门节"
_COUNT = re.compile(r"多少|几多|数量|人数|\bhow many\b|duoshao")


@dataclass(frozen=True)
class Expected:
    """The forms a question asks for (empty when any text may answer)."""

    forms: tuple[re.Pattern[str], ...]

    def fit(self, text: str) -> float:
        """Return the share of the expected forms that a folded text has; 1 when nothing is expected."""
        if not self.forms:
            return 1.0
        return sum(bool(form.search(text)) for form in self.forms) / len(self.forms)


def expected(asked: str) -> Expected:
    """Return the forms that an answer to a folded question must have."""
    forms = [form.given for form in FORMS if form.asked.search(asked)]
    if _NAMES.asked.search(asked) and not forms:  # 要建几个产业园，都是哪些: the count is part of the question
        return Expected((_NAMES.given,))
    for measure in dict.fromkeys(_MEASURE.findall(asked)):
        alike = "".join(sorted({word for group in _ALIKE if measure in group for word in group} | {measure, "个"}))
        forms.append(re.compile(_NUMBER + f"[{_ANY_MEASURE if measure == '个' else alike}]"))
    if not forms and _COUNT.search(asked):
        forms.append(re.compile(r"\d"))
    return Expected(tuple(forms))
