"""The words of the list of conversations in Simplified Chinese."""

from ui.text.conversations_words import ConversationsWords

CONVERSATIONS_ZH_HANS = ConversationsWords(
    open="历史对话",
    heading="历史对话",
    kept_where="对话只保存在这台设备的浏览器里，最多 50 个，再多时最早的会被删除。",
    unkept="浏览器不允许保存，或已没有空间：关闭页面后，这次对话不再保留。",
    none="还没有保存的对话。",
    current="正在看",
    n_questions="{n} 个问题",
    one_question="1 个问题",
    delete="删除",
    delete_named="删除“{name}”",
    delete_all="全部删除",
    deleted="已删除“{name}”",
    undo="撤销",
    undo_named="撤销删除“{name}”",
    restored="已恢复“{name}”",
    close="关闭",
)
