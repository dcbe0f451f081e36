"""The words of the list of conversations in Traditional Chinese, as written in Hong Kong."""

from ui.text.conversations_words import ConversationsWords

CONVERSATIONS_ZH_HANT = ConversationsWords(
    open="過往對話",
    heading="過往對話",
    kept_where="對話只儲存在這部裝置的瀏覽器內，最多 50 個，超過時最早的會被刪除。",
    unkept="瀏覽器不容許儲存，或已沒有空間：關閉網頁後，這次對話不再保留。",
    none="還沒有儲存的對話。",
    current="正在看",
    n_questions="{n} 條問題",
    one_question="1 條問題",
    delete="刪除",
    delete_named="刪除“{name}”",
    delete_all="全部刪除",
    deleted="已刪除“{name}”",
    undo="復原",
    undo_named="復原“{name}”",
    restored="已恢復“{name}”",
    close="關閉",
)
