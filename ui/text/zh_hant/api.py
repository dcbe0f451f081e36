"""The words of the page for programmers, and of the feed, in Traditional Chinese."""

from ui.text.api_words import ApiWords

API_ZH_HANT = ApiWords(
    title="程式如何提問",
    intro="程式可以得到與網頁相同的回答，並附引用：以 JSON、MCP 提供，另有被暫停顯示和更正的回答的訂閱。以下地址和欄位以英文說明。",
    skip="跳到介面地址",
    schema="OpenAPI 文檔",
    keys_title="密鑰",
    keys="在與網頁相同的次數限制內無需密鑰。本服務的管理單位可以發放有單獨次數限制的密鑰，請以「Authorization: Bearer 密鑰」傳送；訂閱軟件可將其作為 Basic 的密碼傳送。",
    keys_needed="本服務要求攜帶密鑰，由管理單位發放。請以「Authorization: Bearer 密鑰」傳送；訂閱軟件可將其作為 Basic 的密碼傳送。",
    routes_label="介面地址",
    parameters="參數",
    name="名稱",
    kind="類型",
    meaning="含義",
    is_needed="必填",
    statuses="其他返回",
    status="狀態碼",
    records="數據結構",
    mcp="智能助手以 streamable HTTP 連接此地址，或在已安裝本程式的機器上啟動「python -m ui mcp」。可用工具：ask、search、list_documents、list_sections、read_section、list_figures。",
    example="示例：{language}",
    feed_title="被暫停顯示和更正的回答",
    feed_withheld="暫停顯示：該回答經核實有誤，不再顯示",
    feed_shown="已更正：該問題恢復回答",
    feed_document="文件有變動：{state}",
    feed_intro="以 Atom 格式訂閱：被暫停顯示的回答、恢復顯示的回答，以及其後更正、廢止、撤回的文件。需要有「feed」權限的密鑰。",
)
