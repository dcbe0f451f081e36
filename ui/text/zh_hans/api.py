"""The words of the page for programmers, and of the feed, in Simplified Chinese."""

from ui.text.api_words import ApiWords

API_ZH_HANS = ApiWords(
    title="程序如何提问",
    intro="程序可以得到与网页相同的回答，并附引用：以 JSON、MCP 提供，另有被暂停显示和更正的回答的订阅。以下地址和字段以英文说明。",
    skip="跳到接口地址",
    schema="OpenAPI 文档",
    keys_title="密钥",
    keys="在与网页相同的次数限制内无需密钥。本服务的管理单位可以发放有单独次数限制的密钥，请以“Authorization: Bearer 密钥”发送；订阅软件可将其作为 Basic 的密码发送。",
    keys_needed="本服务要求携带密钥，由管理单位发放。请以“Authorization: Bearer 密钥”发送；订阅软件可将其作为 Basic 的密码发送。",
    routes_label="接口地址",
    parameters="参数",
    name="名称",
    kind="类型",
    meaning="含义",
    is_needed="必填",
    statuses="其他返回",
    status="状态码",
    records="数据结构",
    mcp="智能助手以 streamable HTTP 连接此地址，或在已安装本程序的机器上启动“python -m ui mcp”。可用工具：ask、search、list_documents、list_sections、read_section、list_figures。",
    example="示例：{language}",
    feed_title="被暂停显示和更正的回答",
    feed_withheld="暂停显示：该回答经核实有误，不再显示",
    feed_shown="已更正：该问题恢复回答",
    feed_document="文件有变动：{state}",
    feed_intro="以 Atom 格式订阅：被暂停显示的回答、恢复显示的回答，以及其后更正、废止、撤回的文件。需要有“feed”权限的密钥。",
)
