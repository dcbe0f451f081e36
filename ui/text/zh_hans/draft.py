"""The words of what a model wrote, in Simplified Chinese."""

from rag.by_model import Became, WritingNote
from rag.writing.records import Fault
from ui.text.draft_words import DraftWords

DRAFT_ZH_HANS = DraftWords(
    title="模型写的内容",
    notes={
        WritingNote.WRITTEN: "写了 {n} 句，{kept} 句通过核对",
        WritingNote.SLOW: "没有按时写完，显示的是文件原话",
        WritingNote.DOWN: "模型连接不上或出错，显示的是文件原话",
        WritingNote.BUSY: "当时要写的回答太多，没有写，显示的是文件原话",
        WritingNote.RESTING: "模型接连出错，暂停使用，没有写，显示的是文件原话",
        WritingNote.MALFORMED: "写的不是所要求的格式，显示的是文件原话",
        WritingNote.OTHER_LANGUAGE: "写的不是提问者的语言，显示的是文件原话",
        WritingNote.TOO_LITTLE: "写了 {n} 句，{kept} 句通过核对，不足以作答，显示的是文件原话",
    },
    model="模型：{model}",
    took="用时 {seconds} 秒",
    tokens="词元：提示 {prompt}，写出 {completion}",
    became={
        Became.KEPT: "通过核对",
        Became.REPLACED: "未显示，改为所引的原文",
        Became.DROPPED: "未显示",
    },
    failed="未通过核对",
    faults={
        Fault.UNCITED: "没有注明出处，或所注的出处不存在",
        Fault.FIGURE: "所引原文没有这个数字，也不能由原文算出",
        Fault.UNIT: "单位与原文不同",
        Fault.DIRECTION: "增减方向与原文相反",
        Fault.QUALIFIER: "“约”“超过”“以上”等限定与原文不同",
        Fault.PERIOD: "时间与原文不同",
        Fault.PLACE: "地点与原文不同",
        Fault.STATUS: "把计划说成结果，或把结果说成计划",
        Fault.NEGATION: "比原文多了或少了否定",
        Fault.QUOTE: "引号中的话不是原文",
        Fault.NAME: "原文没有这个名称",
        Fault.LANGUAGE: "与提问的语言不同",
        Fault.BEYOND: "说了原文没有的内容",
    },
    at="{fault}（“{words}”）",
    verdict="{became}：{reason}",
)
