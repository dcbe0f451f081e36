"""Of a page of the web the article is read, and none of the site around it."""

import pytest

from index.load.read import InCell, InParagraph
from tests.index.load.reading import lines, read, said, stands

ARTICLE = """
<h1>盐田区渔业发展办法</h1>
<p>为推动渔业发展，制定本办法，请认真执行。</p>
<h2>一、总则</h2>
<p>本办法适用于本区渔船、渔港，<b>自发布之日起</b>施行。<br>有效期三年。</p>
<ul><li>新建码头3座，投资2亿元；</li><li>修缮灯塔。</li></ul>
<p>面积达1.5km<sup>2</sup>，发展蓝色粮仓<sup>1</sup>。</p>
"""
SITE = """<html><head><title>盐田区渔业发展办法_盐田区政府</title>
<meta name="PubDate" content="2024-03-05 10:20"><meta name="ContentSource" content="区渔业局"></head><body>
<div class="top-nav"><a href="/">首页</a><a href="/b">政务公开</a></div>
<div class="breadcrumb">您现在的位置：<a href="/">首页</a> &gt; 办法</div>
<div class="content">{}<script>alert("港口")</script><div style="display:none">暗语，看不见。</div>
<div class="share-bar">分享到：<a>微信</a></div></div>
<div class="related-list"><a>渔业局召开会议，部署工作。</a><a>渔港开放日，欢迎参加。</a></div>
<footer>版权所有，盐田区政府。</footer></body></html>"""
BODY = [
    "# 盐田区渔业发展办法",
    "为推动渔业发展，制定本办法，请认真执行。",
    "## 一、总则",
    "本办法适用于本区渔船、渔港，自发布之日起施行。",
    "有效期三年。",
    "- 新建码头3座，投资2亿元；",
    "- 修缮灯塔。",
    "面积达1.5km²，发展蓝色粮仓¹。",
]


def page(article: str) -> bytes:
    return SITE.format(article).encode()


def test_the_article_is_read_without_the_site() -> None:
    found = read(page(ARTICLE), "a.html")
    assert found.text.splitlines() == BODY
    assert stands(found, "有效期三年") == [InParagraph(paragraph=5)]


def test_what_stands_around_it_is_told() -> None:
    left = {(each.reason, each.text) for each in read(page(ARTICLE), "a.html").left_out}
    assert ("hidden", "暗语，看不见。") in left
    assert {"版权所有，盐田区政府。", "分享到：微信"} <= {text for _, text in left}
    assert any("渔业局召开会议" in text for _, text in left)


def test_the_page_tells_title_source_and_date() -> None:
    told = read(page(ARTICLE), "a.html").told
    assert (told.title, told.source, told.issued) == ("盐田区渔业发展办法_盐田区政府", "区渔业局", "2024-03-05")


def test_front_matter_tells_and_is_no_text() -> None:
    front = "---\nlayout: default\ntitle: 渔港办法\ndate: 2024-05-06\n---\n<style></style><base target='x'>"
    found = read(f"{front}<article><p>渔港，开放。</p></article>".encode(), "a.html")
    assert found.text == "# 渔港办法\n渔港，开放。\n"
    assert (found.told.title, found.told.issued) == ("渔港办法", "2024-05-06")


@pytest.mark.parametrize(
    ("codec", "declared", "encoding"),
    [
        ("gb18030", "gb2312", "GB18030"),
        ("big5", "big5", "Big5"),
        ("utf-8", "gb2312", "UTF-8"),
        ("gb18030", "", "GB18030"),
    ],
)
def test_the_charset_is_what_is_declared_where_that_fits(codec: str, declared: str, encoding: str) -> None:
    text = f"<html><meta charset='{declared}'><body><p>漁港開放，歡迎船隻停靠，港口設施完善。</p></body></html>"
    found = read(text.encode(codec), "a.html")
    assert found.encoding == encoding
    assert found.text == "漁港開放，歡迎船隻停靠，港口設施完善。\n"


def test_a_few_damaged_bytes_do_not_keep_a_page_from_being_read() -> None:
    text = (
        "<html><meta charset='gb2312'><body><p>" + "渔港开放，欢迎船只停靠，港口设施完善。" * 40 + "</p></body></html>"
    )
    content = text.encode("gb18030").replace("设施".encode("gb18030"), b"\xff\xff", 1)
    found = read(content, "a.html")
    assert said(found) == ("2 characters of it are damaged and were left out",)
    assert found.text.startswith("渔港开放，欢迎船只停靠，港口完善。")


def test_a_table_is_rows_with_their_heads() -> None:
    table = """<p>单位：吨</p><table><tr><th rowspan=2>项目</th><th colspan=2>2024年</th></tr>
    <tr><th>春季</th><th>秋季</th></tr><tr><td>海带</td><td>30</td><td>31</td></tr></table>"""
    found = read(page(ARTICLE + table), "a.html")
    assert found.text.splitlines()[len(BODY) :] == [
        "单位：吨",
        "| 项目 | 2024年春季 | 2024年秋季 |",
        "- 海带：2024年春季30吨，2024年秋季31吨。",
    ]
    assert stands(found, "31") == [InCell(table=1, row=3, column=3)]


def test_a_table_that_only_lays_out_is_none() -> None:
    table = f"<table><tr><td><a>首页</a></td><td>{ARTICLE}</td></tr></table>"
    said = lines(f"<html><body>{table}</body></html>".encode(), "a.html")
    assert [line for line in said if line in BODY] == BODY


def test_the_numbers_of_a_list_are_those_that_a_browser_draws() -> None:
    assert lines(page(ARTICLE + "<ol start=3><li>造船。</li><li>修船。</li></ol>"), "a.html")[-2:] == [
        "3. 造船。",
        "4. 修船。",
    ]


def test_nothing_is_fetched_and_no_entity_is_followed() -> None:
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/hostname">]><html><body><img src="http://127.0.0.1:9/"><p>港口，&e;。</p>'
    assert "港口，" in read(page.encode(), "a.html").text


@pytest.mark.parametrize("box", ["<pre>{}</pre>", "<div style='white-space:pre-wrap'>{}</div>"])
def test_lines_that_a_browser_keeps_are_lines(box: str) -> None:
    kept = box.format("一、港口\n<b>新建</b>码头3座，投资2亿元。\n\n二、渔业\n渔船八十艘，都已返港。")
    said = lines(page(f"{ARTICLE}{kept}<p>修缮\n灯塔，开放栈道。</p>"), "a.html")
    assert said[len(BODY) :] == [
        "一、港口",
        "新建码头3座，投资2亿元。",
        "二、渔业",
        "渔船八十艘，都已返港。",
        "修缮 灯塔，开放栈道。",
    ]


def test_what_stands_beside_such_a_box_is_of_the_article_too() -> None:
    kept = "<pre>一、港口\n新建码头3座，投资2亿元，年底完工，明年启用。</pre>"
    assert lines(page(f"{kept}<p>修缮灯塔，开放。</p>"), "a.html")[-1] == "修缮灯塔，开放。"
