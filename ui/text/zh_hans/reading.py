"""The words of the tools on the page of a document in Simplified Chinese."""

from ui.text.reading_words import ReadingWords

READING_ZH_HANS = ReadingWords(
    tools_label="文件工具",
    find_label="在这份文件里查找",
    find="查找",
    found="“{words}”共有 {n} 处",
    found_many="“{words}”超过 {n} 处，只标出前 {n} 处",
    found_none="这份文件里没有“{words}”",
    place="{at} / {n}",
    before="上一处",
    after="下一处",
    copy="复制选段和出处",
    copied="已复制选段和出处",
    select_first="请先在正文里选中一段文字。",
    official_label="官方页面",
    official="在 {host} 查看",
    editions_label="旧版",
    edition="{date}的版本",
    edition_undated="旧版（校验值 {checksum}）",
)
