"""Measure words of the reports: what stands right behind a figure and says of what it is a count.

Source: every measure word found behind a figure in the five seed documents, and the longer words that begin with one
of them (个百分点, 个月, 人次, 分钟), which is why the longest that fits is taken: 5个 is not 5个百分点.
"""

import re

_WORDS = (
    "元 美元 港元 港币 欧元 日元 英镑 "
    "个 百分点 月 年 日 号 天 周 周年 小时 分钟 分 秒 工作日 自然日 季度 "
    "家 所 张 套 名 位 人 人次 户 户次 件 条 项 座 台 辆 栋 处 场 场次 次 批 批次 "
    "支 类 种 门 宗 间 册 对 组 片 块 幅 只 棵 株 艘 架 班 届 期 岁 级 层 倍 成 强 单 笔 份 部 集 床 首 头 点 线 路 "
    "号线 号楼 米 公里 千米 平方米 平方公里 公顷 亩 立方米 吨 公斤 千克 克 微克 毫克 千瓦 千瓦时 兆瓦 度 升 毫升 标准煤"
)
_LONGEST_FIRST = "|".join(sorted(_WORDS.split(), key=len, reverse=True))
_AFTER_GE = "百分点|月|工作日|自然日|小时|季度"  # not any word: in 10个点位 and 3个家庭 the unit is 个
_UNIT = re.compile(rf"(?:个(?=(?:{_AFTER_GE})))?(?P<word>(?:{_LONGEST_FIRST})(?:/(?:{_LONGEST_FIRST}))?)")


def unit_at(text: str, start: int) -> tuple[str, int]:
    """Return the measure word at `start` and where it ends; an empty word and `start` when there is none.

    个 in front of a word that counts by itself is left out: 3个工作日 and 3工作日 are the same.

    Example:
        >>> unit_at("15.8微克/立方米", 4)
        ('微克/立方米', 10)
        >>> unit_at("5个百分点", 1)
        ('百分点', 5)
        >>> unit_at("5个小巨人", 1)
        ('个', 2)
    """
    match = _UNIT.match(text, start)
    return (match["word"], match.end()) if match else ("", start)
