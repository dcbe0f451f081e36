import pytest

from rag.question.answer_form import expected


@pytest.mark.parametrize(
    ("asked", "fits", "does_not_fit"),
    [
        ("花了多少钱", "投入1.3亿元", "建成14家长者饭堂"),
        ("生育补贴一个月发多少", "每月300元", "惠及13万人"),
        ("头回评上的船厂奖多少", "奖励20万元", "评出20家"),
        ("学费减免多少", "减免三成", "惠及13万人"),  # a share tells it as well
        ("要先缴几年社保", "缴满3年", "社保3项"),
        ("馆里座席数量", "设座席300个", "确保2018年开放"),  # a year is no amount
        ("馆里座席数量", "座席300个", "159. 馆舍宽敞"),  # nor the mark of a paragraph
        ("馆里座席数量", "座席300个", "第14届灯会会场"),
        ("馆里能坐多少观众", "可坐300人", "座席300个"),
        ("how many workers are there", "职工300名", "产能300吨"),
        ("how many days does it last", "为期3天", "展出3件"),
        ("how large is the park", "占地3公顷", "占地3处"),
        ("经常开支多少", "开支三千万元", "服务六个星期"),
        ("按投资额给百分之几", "给30%", "给3元"),
        ("单个最多能拿多少支持", "最高不超过5万元", "支持渔船改造"),
        ("月租每平方米收多少钱", "租金30元", "供应2683套"),
        ("增速目标是多少", "增长8.5%", "投资410亿元"),
        ("覆盖率,实际做到多少", "覆盖率超70%", "建成4家"),
        ("船厂的总数", "船厂达310家", "船厂增长3%"),
        ("失业率是多少", "控制在5.5%以内", "提供岗位7.4万个"),
        ("什么时候开业", "2025年3月开业", "新增4家以上"),
        ("什么时候开业", "预计三月开业", "三个月后开业"),
        ("前后用了几天", "用7天时间", "完成7项改造"),
        ("建了多少公里", "新建20.1公里", "新建20个"),
        ("筹集了多少套", "筹集5601套", "筹集资金5601元"),
        ("办公室电话多少", "电话0755-25666666", "办公室28个"),
        ("how much did it cost", "投入1.3亿元", "建成14家"),
        ("停车票价多少", "每次5元", "车位5个"),
        ("几月几号开园", "3月5日开园", "2025年开园"),
        ("第几届运动会", "第十二届运动会", "运动会12天"),
        ("流入人口有多少", "常住人口30.2万", "新增学位30.2万个"),
        ("有没有人受伤", "致1死2伤", "演练2次"),
        ("桥由哪家公司承建", "由青岭路桥集团建设", "桥长200米"),
        ("清运多少吨", "清运30吨", "清运30车"),
        ("清运总量是多少万吨", "清运30万吨", "清运30万车"),
        ("水库库容多少立方米", "库容3亿立方米", "水库3座"),
        ("每月加几块钱", "提高20元", "提高两成"),
        ("来看灯的人一共有多少", "接待300人", "门票收入300元"),
        ("大水造成多少直接经济损失", "损失3亿元", "修堤3处"),
        ("班列开了多少趟", "开行300列", "开行三成"),
        ("务工的规模有多少人", "务工人口规模超过3300万，稳中有增", "投入3300万元"),
        ("图书馆藏书多少册", "藏书9万册", "新建图书馆2家"),
        ("收了多少斤稻谷", "总产量13亿斤", "总产量13亿元"),
        ("装了多少千瓦", "装机300千瓦", "装机300台"),
        ("有多大面积", "占地3公顷", "占地3处"),
        ("在哪条路", "云溪路8号", "云溪路旁"),
        ("几点开门", "9:00开门", "每天开门"),
        ("如何申请", "凭身份证领取", "发放300份"),
        ("区长是谁", "区长 张三", "召开会议3次"),
        ("who is the mayor", "区长 张三", "会议3次"),
        ("what was the total value of timber", "木材26亿元", "木材多"),
        ("what is the target for lanterns", "灯笼3000盏", "灯笼多"),
        ("number of lanterns", "灯笼3000盏", "灯笼多"),
        ("by how much did the toll rise", "提高20元", "有所提高"),
        ("by how much did fishing grow", "增长6%", "达到936万"),
        ("这项政策有效期几年", "本办法试行两年", "补贴发放两年"),
        ("措施从几月几号起施行", "自3月5日起施行", "3月5日印发"),
        ("意见征集到哪天截止", "征集意见至3月5日", "自3月5日起征集意见"),
        ("入驻年龄不能超过几岁", "不超过50周岁", "不超过50人"),
        ("对店员人数有什么限制", "店员10人以内", "贷款10万元以内"),
        ("租金减免多少", "减免5%", "租金减免"),
        ("获批的市集给多少钱", "给予最高30万一次性补助", "最高30万人次"),
        ("when do the rules take effect", "自3月5日起施行", "3月5日印发"),
        ("until when can people comment", "征集意见至3月5日", "自3月5日起征集意见"),
        ("when will it open", "2025年开园", "已经开园"),
    ],
)
def test_an_answer_must_have_the_form_that_is_asked(asked: str, fits: str, does_not_fit: str) -> None:
    assert expected(asked).fit(fits) == 1.0
    assert expected(asked).fit(does_not_fit) < 1.0


def test_measure_words_that_stand_for_each_other_fit() -> None:
    assert expected("接了多少单").fit("受理诉求15万宗") == 1.0
    assert expected("有多少个医生").fit("全科医生6.1名") == 1.0


def test_nothing_expected_is_always_met() -> None:
    assert expected("打造成什么样的口岸").fit("跨境商务精品口岸") == 1.0


def test_two_forms_count_by_half() -> None:
    assert expected("建了多少公里，花了多少钱").fit("新建6公里") == 0.5


def test_a_form_that_is_met_in_part_counts_by_its_share() -> None:
    three = expected("建了多少公里，花了多少钱，什么时候完工")
    assert len(three.forms) == 3
    assert three.fit("新建6公里，投入3亿元") == pytest.approx(2 / 3)
    assert three.fit("道路") == 0.0


def test_names_are_asked_only_where_no_other_form_is() -> None:
    assert expected("都是哪些").fit("云溪、松坪") == 1.0
    assert expected("都是哪些").fit("建成公园") == 0.0
    assert expected("要建几个公园，都是哪些").fit("云溪、松坪") == 1.0  # the count is part of the question
    priced = expected("哪些项目，花了多少钱")
    assert priced.fit("投入3亿元") == 1.0
    assert priced.fit("云溪、松坪") == 0.0


def test_a_count_must_be_of_what_is_counted() -> None:
    assert expected("多少个").fit("6所") == 1.0  # 个 stands for any
    assert expected("多少家").fit("6个") == 1.0
    assert expected("多少家").fit("6所") == 1.0
    assert expected("多少家").fit("6场") == 0.0
    assert expected("多少条路和多少条河").fit("6条") == 1.0
    assert expected("多少场和几所").fit("6场") == 0.5


def test_a_number_is_asked_where_nothing_says_of_what() -> None:
    assert expected("数量").fit("共6") == 1.0
    assert expected("数量").fit("不少") == 0.0
    assert len(expected("多少家，数量").forms) == 1


def test_growth_tells_of_a_sum_through_the_years() -> None:
    money = expected("投入多少钱")
    assert money.or_growth().fit("增长5%") == 1.0
    assert money.or_growth().fit("投入3亿元") == 1.0
    assert money.or_growth().fit("新建6所") == 0.0
    assert money.fit("增长5%") == 0.0


def test_growth_tells_of_nothing_but_a_sum() -> None:
    count = expected("新建多少所")
    assert count.or_growth() == count
    both = expected("新建多少所，投入多少钱")
    assert len(both.or_growth().forms) == 2
    assert both.or_growth().fit("增长5%") == 0.5


def test_a_time_may_be_told_by_a_period_and_a_day_may_not() -> None:
    assert expected("什么时候开业").without_time().fit("新增4家以上") == 1.0
    assert expected("几月几号开业").without_time().fit("新增4家以上") < 1.0


@pytest.mark.parametrize(
    ("asked", "text", "lacking"),
    [
        ("意见征集到哪天截止", "自3月5日起征集意见", "deadline"),
        ("意见征集到哪天截止", "征集意见至3月5日", ""),
        ("申请到几时", "申请期限延长至明年三月底", ""),
        ("申请到几时", "明年三月推出", "deadline"),
        ("花了多少钱", "建成14家长者饭堂", ""),
    ],
)
def test_until_when_is_told_by_no_day_of_another_kind(asked: str, text: str, lacking: str) -> None:
    assert expected(asked).lacks(["补贴500元", text]) == lacking


def test_what_a_head_of_government_gives_is_no_address_of_a_place() -> None:
    for asked, n in (
        ("what is the address of the office", 1),
        ("the 2031 address promised", 0),
        ("to address floods", 0),
    ):
        assert len([form for form in expected(asked).forms if form.name == "address"]) == n


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("渔业增加值多少亿元", "渔业增加值近千亿元"),
        ("来了多少家船厂", "引进船厂超百家"),
        ("惠及多少个老人家", "惠及3万老年人"),
    ],
)
def test_a_round_number_and_people_behind_one_are_of_the_form(asked: str, text: str) -> None:
    assert expected(asked).fit(text) == 1.0
