"""The words for what is under way and a connection that broke in Traditional Chinese, as written in Hong Kong."""

from ui.text.connection_words import ConnectionWords

CONNECTION_ZH_HANT = ConnectionWords(
    sending="已提交，正在查閱文件……",
    lost="與伺服器的連線中斷了。您的問題已保留，連線恢復後會自動重新提問。",
    loading="網頁正在載入；您亦可以現在提問，答案會在簡版網頁顯示。",
    no_script="您的瀏覽器沒有執行指令碼；可以在這裏提問，答案會在簡版網頁顯示。",
    description="以{place}公開文件的原文作答，每句話都註明出處。",
)
