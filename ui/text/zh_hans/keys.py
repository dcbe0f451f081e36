"""The words of the page of API keys in Simplified Chinese."""

from ui.journal.api_keys import KeyScope
from ui.text.keys_words import KeysWords

KEYS_ZH_HANS = KeysWords(
    title="接口密钥",
    intro="一个密钥供一家使用方的程序通过接口（API）或 MCP 提问，次数以所定的为限。系统只保存密钥的校验值。",
    needed="目前程序必须携带密钥才能使用接口。",
    docs="程序如何提问",
    make_title="创建密钥",
    owner="使用方",
    owner_hint="使用密钥的单位或个人，例如“区政务服务中心”",
    scopes="权限",
    scope={
        KeyScope.ASK: "提问",
        KeyScope.SEARCH: "检索段落",
        KeyScope.DOCUMENTS: "列出和阅读文件",
        KeyScope.FIGURES: "列出数据",
        KeyScope.FEED: "订阅被暂停显示和更正的回答",
    },
    rate="每分钟次数",
    rate_hint="五秒之内最多可用其中的十分之一。",
    make="创建密钥",
    problems={
        "owner": "请填写使用方，不超过 100 个字。",
        "scopes": "请至少选择一项权限。",
        "rate": "请填写 1 到 {most} 之间的整数。",
    },
    made_title="{owner}的密钥",
    made_once="请现在复制并妥善交给使用方：密钥只显示这一次，以后无法再查看。如有遗失，请停用后另行创建。",
    key_label="密钥",
    list_title="全部密钥",
    none="还没有创建密钥。",
    key_id="编号",
    made="创建时间",
    by="创建人：{name}",
    used="最近使用",
    never="从未使用",
    state="状态",
    good="有效",
    revoked="{name} 于 {time} 停用",
    revoke="停用",
    revoke_label="停用{owner}的密钥，编号 {key_id}",
)
