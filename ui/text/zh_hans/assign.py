"""The words of assignments in Simplified Chinese."""

from ui.text.assign_words import AssignWords

ASSIGN_ZH_HANS = AssignWords(
    title="审核分配",
    intro="分配给您审核的回答。“审核下一条”会依次打开您尚未审核的记录。",
    intro_admin="各人分别审核哪些回答。请在问答记录中逐条勾选，或按筛选条件选定，再分配给审核人。",
    none="目前没有分配任何回答。",
    assignee="审核人",
    scope="范围",
    one_by_one="逐条选定",
    pair="{name}：{value}",
    progress="已审核",
    done="{n_judged} / {n}",
    given="分配时间",
    by="分配人：{name}",
    take_back="收回",
    take_back_label="收回分配给{name}的 {n} 条",
    open="查看",
    next="审核下一条",
    form_title="分配审核",
    form_hint="分配上面勾选的记录；没有勾选时，按当前的筛选和排序从头取，最多 {most} 条。",
    to="分配给",
    n="条数",
    assign="分配",
    tick="选定“{question}”",
    mine="分配给我的：{n} 条待审核",
    assigned_to="已分配给{names}",
)
