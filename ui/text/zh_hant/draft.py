"""The words of what a model wrote, in Traditional Chinese."""

from rag.by_model import Became, WritingNote
from rag.writing.records import Fault
from ui.text.draft_words import DraftWords

DRAFT_ZH_HANT = DraftWords(
    title="模型寫的內容",
    notes={
        WritingNote.WRITTEN: "寫了 {n} 句，{kept} 句通過核對",
        WritingNote.SLOW: "沒有按時寫完，顯示的是文件原文",
        WritingNote.DOWN: "模型連接不上或出錯，顯示的是文件原文",
        WritingNote.BUSY: "當時要寫的回答太多，沒有寫，顯示的是文件原文",
        WritingNote.RESTING: "模型接連出錯，暫停使用，沒有寫，顯示的是文件原文",
        WritingNote.MALFORMED: "寫的不是所要求的格式，顯示的是文件原文",
        WritingNote.OTHER_LANGUAGE: "寫的不是提問者的語言，顯示的是文件原文",
        WritingNote.TOO_LITTLE: "寫了 {n} 句，{kept} 句通過核對，不足以作答，顯示的是文件原文",
    },
    model="模型：{model}",
    took="需時 {seconds} 秒",
    tokens="詞元：提示 {prompt}，寫出 {completion}",
    became={
        Became.KEPT: "通過核對",
        Became.REPLACED: "沒有顯示，改為所引的原文",
        Became.DROPPED: "沒有顯示",
    },
    failed="未能通過核對",
    faults={
        Fault.UNCITED: "沒有註明出處，或所註的出處不存在",
        Fault.FIGURE: "所引原文沒有這個數字，也不能由原文算出",
        Fault.UNIT: "單位與原文不同",
        Fault.DIRECTION: "增減方向與原文相反",
        Fault.QUALIFIER: "「約」「超過」「以上」等限定與原文不同",
        Fault.PERIOD: "時間與原文不同",
        Fault.PLACE: "地點與原文不同",
        Fault.STATUS: "把計劃說成結果，或把結果說成計劃",
        Fault.NEGATION: "比原文多了或少了否定",
        Fault.QUOTE: "引號中的話不是原文",
        Fault.NAME: "原文沒有這個名稱",
        Fault.LANGUAGE: "與提問的語言不同",
        Fault.BEYOND: "說了原文沒有的內容",
    },
    at="{fault}（「{words}」）",
    verdict="{became}：{reason}",
)
