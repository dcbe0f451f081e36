"""The words of the tools on the page of a document in Traditional Chinese."""

from ui.text.reading_words import ReadingWords

READING_ZH_HANT = ReadingWords(
    tools_label="文件工具",
    find_label="在這份文件裏查找",
    find="查找",
    found="“{words}”共有 {n} 處",
    found_many="“{words}”超過 {n} 處，只標出前 {n} 處",
    found_none="這份文件裏沒有“{words}”",
    place="{at} / {n}",
    before="上一處",
    after="下一處",
    copy="複製選段和出處",
    copied="已複製選段和出處",
    select_first="請先在正文裏選中一段文字。",
    official_label="官方頁面",
    official="在 {host} 查看",
    editions_label="舊版",
    edition="{date}的版本",
    edition_undated="舊版（校驗值 {checksum}）",
)
