"""The words of the line that shows what is computed, in each language."""

from index.records import Status
from rag.figures.compute.arithmetic import Bound
from rag.records import Language, Operation

TIMES = {Language.SIMPLIFIED: "倍", Language.ENGLISH: "times"}
POINTS = {Language.SIMPLIFIED: "个百分点", Language.ENGLISH: "percentage points"}
BOUNDS = {
    Language.SIMPLIFIED: {Bound.EXACT: "", Bound.ABOUT: "约 ", Bound.AT_LEAST: "至少 ", Bound.AT_MOST: "至多 "},
    Language.ENGLISH: {
        Bound.EXACT: "", Bound.ABOUT: "about ", Bound.AT_LEAST: "at least ", Bound.AT_MOST: "at most ",
    },
}  # fmt: skip
LABELS = {
    Language.SIMPLIFIED: {
        Operation.SUM: "合计：",
        Operation.DIFFERENCE: "相差：",
        Operation.CHANGE: "变化：",
        Operation.SHARE: "占比：",
        Operation.RATIO: "倍数：",
        Operation.AVERAGE: "平均：",
        Operation.PER_ITEM: "平均每{each}：",
        Operation.MOST: "文件写明的各年中，最多的是{of}：",
        Operation.LEAST: "文件写明的各年中，最少的是{of}：",
        Operation.RANK: "从高到低：",
    },
    Language.ENGLISH: {
        Operation.SUM: "In total: ",
        Operation.DIFFERENCE: "Difference: ",
        Operation.CHANGE: "Change: ",
        Operation.SHARE: "Share: ",
        Operation.RATIO: "Ratio: ",
        Operation.AVERAGE: "On average: ",
        Operation.PER_ITEM: "On average for each: ",
        Operation.MOST: "Of the years the documents tell, the most in {of}: ",
        Operation.LEAST: "Of the years the documents tell, the least in {of}: ",
        Operation.RANK: "From the most to the least: ",
    },
}
HIGHEST = {  # of rates
    Language.SIMPLIFIED: {
        Operation.MOST: "文件写明的各年中，最高的是{of}：",
        Operation.LEAST: "文件写明的各年中，最低的是{of}：",
    },
    Language.ENGLISH: {
        Operation.MOST: "Of the years the documents tell, the highest in {of}: ",
        Operation.LEAST: "Of the years the documents tell, the lowest in {of}: ",
    },
}
MORE = {Language.SIMPLIFIED: "（{of}较多）", Language.ENGLISH: " ({of} has more)"}
OF = {
    Language.SIMPLIFIED: {Status.RESULT: "{years}年", Status.PLAN: "{years}年计划", Status.OTHER: "{years}年"},
    Language.ENGLISH: {Status.RESULT: "{years}", Status.PLAN: "the plan for {years}", Status.OTHER: "{years}"},
}
SLOT = {
    Language.SIMPLIFIED: {Status.RESULT: "{year}年实际完成", Status.PLAN: "{year}年计划", Status.OTHER: "{year}年"},
    Language.ENGLISH: {
        Status.RESULT: "the outcome of {year}",
        Status.PLAN: "the plan for {year}",
        Status.OTHER: "{year}",
    },
}
CANNOT = {
    Language.SIMPLIFIED: "{slots}的数字与其余的口径不一，或文件没有写明，不能直接计算。",
    Language.ENGLISH: "The figure for {slots} is not stated, or is not like the others, so this cannot be computed.",
}
PLAN_AND_RESULT = {
    Language.SIMPLIFIED: "这些数字有的是实际完成的，有的是计划的，不能直接相加。",
    Language.ENGLISH: "Some of these figures are outcomes and some are plans, so they cannot be added up.",
}
UNLIKE = {
    Language.SIMPLIFIED: "这些数字的口径不一，不能直接计算。",
    Language.ENGLISH: "These figures are not of the same thing, so nothing can be computed of them.",
}
OPEN = {
    Language.SIMPLIFIED: "有的数字只说到“以上”或“约”，据此算不出确定的结果。",
    Language.ENGLISH: "Some of the figures are only bounds or rounded, so nothing certain can be computed of them.",
}
