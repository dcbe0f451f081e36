"""How a verdict is said, by language and script. What decides nothing introduces the quotes."""

from index.words.script import traditional
from rag.answer.finding import Finding
from rag.records import Language

_TRADITIONAL = {
    Finding.YES: "是，文件有這樣的記載。{markers}",
    Finding.THERE_IS: "有，文件有這樣的記載。{markers}",
    Finding.SAME_FIGURE: "是，文件寫的是{figure}。{markers}",
    Finding.NOT_SO: "不是，文件寫的是{figure}。{markers}",
    Finding.OTHER_FIGURE: "文件寫的不是這個數，是{figure}。{markers}",
    Finding.PLANNED_FIGURE: "文件寫的是計劃{figure}，沒有記載完成情況。{markers}",
    Finding.NO_FALL: "不是下降，文件寫的是{figure}。{markers}",
    Finding.NO_RISE: "不是上升，文件寫的是{figure}。{markers}",
    Finding.TOLD: "文件寫的是{figure}。{markers}",
    Finding.DONE: "已經{told}，文件有記載。{markers}",
    Finding.BEGUN: "已經{told}，文件有記載。{markers}",
    Finding.REACHED: "是，文件寫明完成了目標。{markers}",
    Finding.PLANNED: "仍是計劃，文件沒有記載完成情況。{markers}",
    Finding.TOLD_OF: "文件有相關記載：{told}。{markers}",
    Finding.UNSAID: "文件沒有直接說是或不是，相關的原文是：",
    Finding.NONE: "沒有，文件這樣寫明。{markers}",
    Finding.UNFINISHED: "文件沒有記載已經完成。{markers}",
    Finding.NO_CAUSE: "文件沒有說明原因，相關的原文是：",
}
_SAID = {
    Language.SIMPLIFIED: {
        Finding.YES: "是，文件有这样的记载。{markers}",
        Finding.THERE_IS: "有，文件有这样的记载。{markers}",
        Finding.SAME_FIGURE: "是，文件写的是{figure}。{markers}",
        Finding.NOT_SO: "不是，文件写的是{figure}。{markers}",
        Finding.OTHER_FIGURE: "文件写的不是这个数，是{figure}。{markers}",
        Finding.PLANNED_FIGURE: "文件写的是计划{figure}，没有记载完成情况。{markers}",
        Finding.NO_FALL: "不是下降，文件写的是{figure}。{markers}",
        Finding.NO_RISE: "不是上升，文件写的是{figure}。{markers}",
        Finding.TOLD: "文件写的是{figure}。{markers}",
        Finding.DONE: "已经{told}，文件有记载。{markers}",
        Finding.BEGUN: "已经{told}，文件有记载。{markers}",
        Finding.REACHED: "是，文件写明完成了目标。{markers}",
        Finding.PLANNED: "仍是计划，文件没有记载完成情况。{markers}",
        Finding.TOLD_OF: "文件有相关记载：{told}。{markers}",
        Finding.UNSAID: "文件没有直接说是或不是，相关的原文是：",
        Finding.NONE: "没有，文件这样写明。{markers}",
        Finding.UNFINISHED: "文件没有记载已经完成。{markers}",
        Finding.NO_CAUSE: "文件没有说明原因，相关的原文是：",
    },
    Language.TRADITIONAL: _TRADITIONAL,
    Language.CANTONESE: _TRADITIONAL,  # which is answered in standard Chinese
    Language.ENGLISH: {
        Finding.YES: "Yes, the documents say so.{markers}",
        Finding.THERE_IS: "Yes, the documents tell of it.{markers}",
        Finding.SAME_FIGURE: "Yes: the documents say {figure}.{markers}",
        Finding.NOT_SO: "No: the documents say {figure}.{markers}",
        Finding.OTHER_FIGURE: "That is not the figure the documents give; they say {figure}.{markers}",
        Finding.PLANNED_FIGURE: "The documents give {figure} as a plan and do not tell what came of it.{markers}",
        Finding.NO_FALL: "It did not fall: the documents say {figure}.{markers}",
        Finding.NO_RISE: "It did not rise: the documents say {figure}.{markers}",
        Finding.TOLD: "The documents say {figure}.{markers}",
        Finding.DONE: "Yes, the documents report it done ({told}).{markers}",
        Finding.BEGUN: "Yes, the documents report it begun ({told}).{markers}",
        Finding.REACHED: "Yes, the documents say that the target was met.{markers}",
        Finding.PLANNED: "It is still a plan; the documents do not tell what came of it.{markers}",
        Finding.TOLD_OF: "The documents have a statement on this: {told}.{markers}",
        Finding.UNSAID: "The documents say neither yes nor no; what they do say on it:",
        Finding.NONE: "No, the documents say that there is none.{markers}",
        Finding.UNFINISHED: "The documents do not report it finished.{markers}",
        Finding.NO_CAUSE: "The documents give no reason; what they do say on it:",
    },
}


def verdict_line(language: Language, finding: Finding, figure: str = "", markers: str = "", told: str = "") -> str:
    """Return the line that says a finding.

    Args:
        language: of the asker.
        finding: what the documents say.
        figure: it rests on, as it is shown; empty for none.
        markers: of the citations that bear it out.
        told: the word for what was done, folded; empty where none is.
    """
    told = traditional(told) if language in (Language.TRADITIONAL, Language.CANTONESE) else told
    return _SAID[language][finding].format(figure=figure, markers=markers, told=told)


def beside(language: Language, period: str, figure: str) -> str:
    """Return a figure with its period in front, as one of two that are held against each other."""
    return f"{period}{': ' if language is Language.ENGLISH else ''}{figure}"
