"""The words of assignments in Traditional Chinese, as written in Hong Kong."""

from ui.text.assign_words import AssignWords

ASSIGN_ZH_HANT = AssignWords(
    title="審核分配",
    intro="分配給您審核的回答。「審核下一項」會依次開啟您尚未審核的紀錄。",
    intro_admin="各人分別審核哪些回答。請在問答紀錄中逐項剔選，或按篩選條件選定，再分配給審核人。",
    none="目前沒有分配任何回答。",
    assignee="審核人",
    scope="範圍",
    one_by_one="逐項選定",
    pair="{name}：{value}",
    progress="已審核",
    done="{n_judged} / {n}",
    given="分配時間",
    by="分配人：{name}",
    take_back="收回",
    take_back_label="收回分配給{name}的 {n} 項",
    open="查看",
    next="審核下一項",
    form_title="分配審核",
    form_hint="分配上面剔選的紀錄；沒有剔選時，按目前的篩選和排序從頭選取，最多 {most} 項。",
    to="分配給",
    n="項數",
    assign="分配",
    tick="選定「{question}」",
    mine="分配給我的：{n} 項待審核",
    assigned_to="已分配給{names}",
)
