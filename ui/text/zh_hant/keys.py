"""The words of the page of API keys in Traditional Chinese."""

from ui.journal.api_keys import KeyScope
from ui.text.keys_words import KeysWords

KEYS_ZH_HANT = KeysWords(
    title="介面密鑰",
    intro="一個密鑰供一個使用方的程式透過介面（API）或 MCP 提問，次數以所定的為限。系統只保存密鑰的校驗值。",
    needed="目前程式必須攜帶密鑰才能使用介面。",
    docs="程式如何提問",
    make_title="建立密鑰",
    owner="使用方",
    owner_hint="使用密鑰的單位或個人，例如「区政务服务中心」",
    scopes="權限",
    scope={
        KeyScope.ASK: "提問",
        KeyScope.SEARCH: "檢索段落",
        KeyScope.DOCUMENTS: "列出和閱讀文件",
        KeyScope.FIGURES: "列出數據",
        KeyScope.FEED: "訂閱被暫停顯示和更正的回答",
    },
    rate="每分鐘次數",
    rate_hint="五秒之內最多可用其中的十分之一。",
    make="建立密鑰",
    problems={
        "owner": "請填寫使用方，不超過 100 個字。",
        "scopes": "請至少選擇一項權限。",
        "rate": "請填寫 1 到 {most} 之間的整數。",
    },
    made_title="{owner}的密鑰",
    made_once="請現在複製並妥善交給使用方：密鑰只顯示這一次，以後無法再查看。如有遺失，請停用後另行建立。",
    key_label="密鑰",
    list_title="全部密鑰",
    none="還沒有建立密鑰。",
    key_id="編號",
    made="建立時間",
    by="建立者：{name}",
    used="最近使用",
    never="從未使用",
    state="狀態",
    good="有效",
    revoked="{name} 於 {time} 停用",
    revoke="停用",
    revoke_label="停用{owner}的密鑰，編號 {key_id}",
)
