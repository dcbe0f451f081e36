"""What Chinese counts and measures with: measure words and units, each list named for what it is used for."""

_THINGS = """
个 家 所 张 套 件 条 项 座 台 辆 栋 幢 处 场 场次 次 批 批次 支 类 种 门 宗 间 册 对 组 片 块 幅 只 棵 株 艘 架 单 笔 份
部 集 床 首 款
"""
COUNTING = frozenset(_THINGS.split())  # say no more than that things are counted
PEOPLE = frozenset(("人", "名", "位"))
# What counts people or homes: 户 firms as well, 名 and 位 companies too.
HEADS = PEOPLE | {"人次", "户", "户次"}
_OTHERS = """
元 美元 港元 % ‰ 个百分点 班 届 期 级 层 强 倍 分 岁
年 个月 天 周 小时 个小时 分钟 秒 工作日 个工作日 季度 个季度
米 公里 千米 平方米 平方公里 立方米 公顷 亩 吨 吨标准煤 公斤 千克 克 毫克 微克 升 千瓦 千瓦时 兆瓦 度
"""
MEASURES = COUNTING | HEADS | frozenset(_OTHERS.split())

ANNOUNCING = "大个项条类种"  # behind the numeral of a list that is named: 三大口岸, 五项行动


def kind_of_measure(measure: str) -> str:
    """Return what figures that may be compared have in common: empty for counted things, 人 for people, else itself."""
    return "" if measure in COUNTING else "人" if measure in PEOPLE else measure
