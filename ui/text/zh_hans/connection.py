"""The words for what is under way and a connection that broke in Simplified Chinese."""

from ui.text.connection_words import ConnectionWords

CONNECTION_ZH_HANS = ConnectionWords(
    sending="已提交，正在查阅文件……",
    lost="与服务器的连接中断了。您的问题已保留，连接恢复后会自动重新提问。",
    loading="页面正在加载；您也可以现在提问，答案会显示在简版页面上。",
    no_script="您的浏览器没有运行脚本；可以在这里提问，答案会显示在简版页面上。",
    description="用{place}公开文件的原话回答，每句话都注明出处。",
)
