"""A PDF is read as a person reads its pages."""

import pytest

from eval.bench.papers import HEIGHT, WIDTH, Put, Rule, grid, lines, pdf
from index.errors import ReadError
from index.load.read import OnPage, PageSize
from tests.index.load.reading import read, said, stands

WIDE = "全年完成港口吞吐量一千三百万吨，比上年增长百分之五，新建码头"  # as wide as its column
REST = "三座，投资二亿元。"


def text(content: bytes) -> list[str]:
    return read(content, "a.pdf").text.splitlines()


def test_lines_that_a_width_broke_are_one_paragraph() -> None:
    assert text(pdf(lines(["一、港口", WIDE, REST, "渔船八十艘。"]))) == ["一、港口", WIDE + REST, "渔船八十艘。"]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first, second = lines(["一、港口", WIDE]), lines([REST, "渔船八十艘。"])
    assert text(pdf(first, second)) == ["一、港口", WIDE + REST, "渔船八十艘。"]


def test_a_number_that_a_line_broke_is_one_and_words_are_two() -> None:
    assert text(pdf(lines([WIDE + "63", "6家。"]))) == [f"{WIDE}636家。"]
    words = WIDE + "引进Blue"
    assert text(pdf(lines([words, "Harbour公司。"]))) == [f"{words} Harbour公司。"]


def test_a_sentence_that_ended_with_its_page_does_not() -> None:
    ended = WIDE[:-1] + "。"
    assert text(pdf(lines(["一、港口", ended]), lines([WIDE, REST]))) == ["一、港口", ended, WIDE + REST]


def test_it_does_where_first_lines_are_indented_and_this_one_is_not() -> None:
    ended = WIDE[:-1] + "。"
    indented = [Put(84, 740, WIDE[2:]), Put(60, 720, REST), Put(84, 700, WIDE[2:]), Put(60, 680, ended)]
    first = [*lines(["一、港口"]), *indented]
    assert text(pdf(first, lines([WIDE, REST])))[-1] == WIDE[2:] + ended + WIDE + REST


def test_an_indented_line_below_another_begins_a_paragraph_too() -> None:
    indented = [Put(84, 740, WIDE[2:]), Put(60, 720, REST), Put(84, 700, WIDE[2:]), Put(84, 680, WIDE[3:])]
    assert text(pdf([*lines(["一、港口"]), *indented]))[-2:] == [WIDE[2:], WIDE[3:]]


def test_an_indented_line_begins_a_paragraph_and_a_numbered_one_too() -> None:
    put = [*lines([WIDE]), Put(84, 740, WIDE[:-2]), *lines(["（一）" + WIDE[3:]], top=720)]
    assert text(pdf(put)) == [WIDE, WIDE[:-2], "（一）" + WIDE[3:]]


def test_the_text_of_an_item_may_hang() -> None:
    put = [*lines([WIDE]), Put(60, 740, "• " + WIDE[2:]), Put(84, 720, REST)]
    assert text(pdf(put)) == [WIDE, f"- {WIDE[2:]}{REST}"]


def test_each_character_knows_page_and_box() -> None:
    found = read(pdf(lines(["一、港口"]), lines([WIDE, REST])), "a.pdf")
    (box,) = stands(found, "吞吐量")
    assert isinstance(box, OnPage)
    assert (box.page, box.left, box.right) == (2, 60 + 6 * 12, 60 + 9 * 12)
    assert 750 < box.bottom < 760 < box.top < 775
    assert [place.page for place in stands(found, WIDE + REST) if isinstance(place, OnPage)] == [2, 2]


def test_boxes_count_from_the_corner_that_is_shown() -> None:
    found = read(pdf(lines(["一、港口"]), crop="/CropBox[20 30 500 800]"), "a.pdf")
    (box,) = stands(found, "一、港口")
    assert isinstance(box, OnPage)
    assert (box.left, box.right) == (40, 88)


def test_words_set_apart_are_words() -> None:
    apart = [Put(60 + 20 * number, 760, character) for number, character in enumerate("盐田区报告")]
    assert text(pdf([*apart, *lines(["渔船八十艘。"], top=720)]))[0] == "盐田区报告"


def test_numbers_stay_apart_from_numbers_and_beside_words() -> None:
    assert text(pdf(lines(["1. 2024 年有 9 000 个泊位。"])))[0] == "1. 2024年有9 000个泊位。"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = lines([f"左栏第{n}行文字写满这一栏，" for n in "一二三四五六七八"], x=50)
    right = lines([f"右栏第{n}行文字写满这一栏。" for n in "一二三四五六七八"], x=320)
    said = "".join(text(pdf([Put(200, 800, "盐田区港口公报"), *left, *right])))
    assert said.startswith("盐田区港口公报左栏第一行")
    assert said.index("左栏第八行") < said.index("右栏第一行")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    said = [["港口繁忙。", "船坞扩建。"], ["渔业增产。", "灯塔修缮。"], ["航道清理。", "码头开放。"]]
    pages = [[Put(250, 810, "盐田区公报"), *lines(of), Put(290, 30, f"— {n} —")] for n, of in enumerate(said, 1)]
    found = read(pdf(*pages), "a.pdf")
    assert found.text.splitlines() == [line for of in said for line in of]
    assert {left.reason for left in found.left_out} == {"running head", "page number"}


def test_the_head_of_a_short_chapter_is_one_by_its_height() -> None:
    said = [("港口", "码头繁忙。"), ("港口", "船坞扩建。"), ("港口", "航道清理。"), ("渔业", "海带增产。")]
    pages = [[Put(250, 810, head), *lines([line, f"{line[:2]}如图。"])] for head, line in said]
    assert text(pdf(*pages))[-2:] == ["海带增产。", "海带如图。"]


def test_a_table_of_contents_is_left_out() -> None:
    contents = [*lines(["目 录", "港口", "渔业", "灯塔"]), *(Put(500, 740 - 20 * n, str(3 + n)) for n in range(3))]
    found = read(pdf(contents, lines(["港口", "港口繁忙。"])), "a.pdf")
    assert found.text.splitlines() == ["港口", "港口繁忙。"]
    assert {left.reason for left in found.left_out} == {"table of contents"}


def test_a_note_below_is_linked_to_its_raised_number() -> None:
    put = [
        *lines([WIDE, REST, "发展蓝色粮仓"]),
        Put(132, 726, "1", 6),
        Put(135, 720, "，成效明显。"),
        Put(60, 60, "1", 5),
        Put(63, 57, "蓝色粮仓：指近海养殖。", 8),
    ]
    assert text(pdf(put)) == [WIDE + REST, "发展蓝色粮仓¹，成效明显。", "¹蓝色粮仓：指近海养殖。"]


def test_the_number_of_a_note_need_not_be_raised_itself_nor_close_to_its_word() -> None:
    put = [
        *lines([WIDE, REST, "发展蓝色粮仓"]),
        Put(136, 726, "1", 6),  # a third of a character behind
        Put(139, 720, "，成效明显。"),
        Put(60, 57, "1", 8),
        Put(72, 57, "蓝色粮仓：指近海养殖。", 8),
    ]
    assert text(pdf(put)) == [WIDE + REST, "发展蓝色粮仓¹，成效明显。", "¹蓝色粮仓：指近海养殖。"]


def test_small_print_that_begins_with_a_number_of_no_note_stays_where_it_is() -> None:
    first = [*lines([WIDE, REST]), Put(60, 57, "3", 8), Put(72, 57, "号码头的平面图。", 8)]
    assert text(pdf(first, lines([WIDE, REST])))[1] == "3 号码头的平面图。"


def test_notes_that_each_page_counts_anew_count_on() -> None:
    def page(word: str) -> list[Put]:
        note = [Put(60, 60, "1", 5), Put(63, 57, f"{word}：指近海养殖。", 8)]
        return [*lines([WIDE, REST, f"发展{word}"]), Put(132, 726, "1", 6), Put(135, 720, "。"), *note]

    said = text(pdf(page("蓝色粮仓"), page("海上牧场")))
    assert said[-4:] == [WIDE + REST, "发展海上牧场²。", "¹蓝色粮仓：指近海养殖。", "²海上牧场：指近海养殖。"]


def test_a_ruled_table_is_rows_with_their_heads() -> None:
    rules = grid([60, 160, 260, 360], [640, 660, 680])
    heads = [Put(x, 664, said) for x, said in ((65, "项目"), (165, "2023年"), (265, "2024年"))]
    row = [Put(x, 644, said) for x, said in ((65, "港口吞吐量"), (165, "12"), (265, "13"))]
    put = [*lines(["渔港情况", "单位：万吨"], top=720), *rules, *heads, *row, *lines(["渔船八十艘。"], top=600)]
    found = read(pdf(put), "a.pdf")
    assert found.text.splitlines() == [
        "渔港情况",
        "单位：万吨",
        "| 项目 | 2023年 | 2024年 |",
        "- 港口吞吐量：2023年12万吨，2024年13万吨。",
        "渔船八十艘。",
    ]
    assert stands(found, "13") == [OnPage(page=1, left=260, bottom=640, right=360, top=660)]


def test_a_table_without_rules_is_one_by_its_columns() -> None:
    rows = [("", "2023年", "2024年"), ("海产", "7", "8"), ("盐田", "12", "9"), ("渔船", "80", "82")]
    at = (60, 260, 360)
    put = [Put(x, 700 - 20 * n, said) for n, row in enumerate(rows) for x, said in zip(at, row, strict=True)]
    assert text(pdf([Put(60, 740, "渔业情况如下，供参阅。"), *put]))[1:] == [
        "|  | 2023年 | 2024年 |",
        "- 海产：2023年7，2024年8。",
        "- 盐田：2023年12，2024年9。",
        "- 渔船：2023年80，2024年82。",
    ]


AT = (60, 160, 220, 280, 360, 420, 480)
ROWS = (
    ("港口吞吐量", "1200", "3", "7", "1300", "5", "8"),
    ("渔获量", "20", "1", "2", "21", "4", "3"),
    ("货运", "5", "2", "9", "6", "2", "6"),
)


def under(*heads: Put, n_columns: int) -> list[str]:
    """The lines of a table without rules whose columns begin at AT."""
    rows = [
        Put(x, 640 - 20 * n, said, 10)
        for n, row in enumerate(ROWS)
        for x, said in zip(AT, row[:n_columns], strict=False)
    ]
    return text(pdf([Put(60, 740, "渔业情况如下，供参阅。"), *heads, *rows]))[1:]


def test_a_line_over_the_labels_below_their_head_is_kept_as_that_of_the_rows_below_it() -> None:
    heads = [Put(x, 685, said, 10) for x, said in zip(AT, ("指标", "总量", "增速"), strict=False)]
    found = under(*heads, Put(60, 662, "经营账目", 10), n_columns=3)
    assert found[:3] == ["| 指标 | 总量 | 增速 |", "- 经营账目。", "- 港口吞吐量：总量1200，增速3。"]


def test_a_head_over_several_columns_is_that_of_each_below_it() -> None:
    years = [Put(212, 680, "2023年", 10), Put(412, 680, "2024年", 10), Put(60, 670, "指标", 10)]
    below = [Put(x, 660, said, 10) for x, said in zip(AT[1:], ("总量", "增速", "占比") * 2, strict=True)]
    heads, first, *_ = under(*years, *below, n_columns=7)
    assert heads == "| 指标 | 2023年总量 | 2023年增速 | 2023年占比 | 2024年总量 | 2024年增速 | 2024年占比 |"
    assert first == (
        "- 港口吞吐量：2023年总量1200，2023年增速3，2023年占比7，2024年总量1300，2024年增速5，2024年占比8。"
    )


def test_a_head_of_two_lines_is_one() -> None:
    upper = [Put(x, 674, said, 10) for x, said in zip(AT[1:4], ("2023年", "2024年", "比上年"), strict=True)]
    lower = [Put(x, 660, said, 10) for x, said in zip(AT[:4], ("指标", "实际", "预算", "增长"), strict=True)]
    assert under(*upper, *lower, n_columns=4)[:2] == [
        "| 指标 | 2023年实际 | 2024年预算 | 比上年增长 |",
        "- 港口吞吐量：2023年实际1200，2024年预算3，比上年增长7。",
    ]


def test_a_year_above_years_is_over_its_own_column_alone() -> None:
    upper = [Put(220, 674, "2023年", 10), Put(382, 674, "与上年比较", 10)]
    lower = zip(AT[1:6], ("2022年", "修订", "2024年", "名义", "实质"), strict=True)
    heads = under(*upper, *(Put(x, 660, said, 10) for x, said in lower), n_columns=6)[0]
    assert heads == "|  | 2022年 | 2023年修订 | 2024年 | 与上年比较名义 | 与上年比较实质 |"


def test_a_line_of_prose_above_a_table_is_no_head_of_it() -> None:
    heads = [Put(x, 660, said, 10) for x, said in zip(AT[:3], ("指标", "总量", "增速"), strict=True)]
    for above in ("一、渔业", "单位：万吨", "各港口情况。"):
        assert above in under(Put(60, 680, above, 10), *heads, n_columns=3)


def test_merged_heads_of_a_ruled_table_are_those_of_each_cell_and_a_page_may_be_a_table_alone() -> None:
    rules = [Rule(60, y, 460, y) for y in (620, 640, 700)] + [Rule(x, 620, x, 700) for x in (60, 160, 460)]
    rules += [Rule(160, 680, 460, 680), Rule(160, 660, 360, 660), Rule(260, 620, 260, 660), Rule(360, 620, 360, 680)]
    said = [
        Put(65, 664, "指标", 10),
        Put(280, 684, "完成情况", 10),
        Put(240, 664, "2024年", 10),
        Put(365, 664, "增速", 10),
    ]
    said += [Put(165, 644, "总量（万吨）", 9), Put(265, 644, "占比（%）", 9)]
    said += [
        Put(x, 624, figure, 10) for x, figure in zip((65, 165, 265, 365), ("吞吐量", "1200", "31", "83"), strict=True)
    ]
    assert text(pdf([*said, *rules]))[1] == (
        "- 吞吐量：完成情况2024年总量1200万吨，完成情况2024年占比31%，完成情况增速83。"
    )


def test_text_beyond_the_edge_of_a_page_is_left_out() -> None:
    found = read(pdf([*lines(["港口繁忙。"]), Put(WIDTH + 20, 700, "样稿"), Put(60, HEIGHT + 20, "切口")]), "a.pdf")
    assert found.text == "港口繁忙。\n"
    assert {left.reason for left in found.left_out} == {"hidden"}


def test_a_scan_is_called_one() -> None:
    with pytest.raises(ReadError, match=r"^a.pdf is a scan: its 2 pages are pictures without text"):
        read(pdf([], [], picture=True), "a.pdf")


def test_the_scanned_pages_of_a_file_with_text_are_named() -> None:
    found = read(pdf(lines(["渔港码头全年繁忙，渔船八十艘。"]), [], picture=True), "a.pdf")
    assert said(found) == ("pages that are pictures were not read (to have them read: pip install 'luohu-qa[ocr]'): 2",)


WHOLE = pdf(lines(["港口"]))
ENCRYPTED = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>>>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "a.pdf is cut off or damaged"),
        (WHOLE[:300], "a.pdf is cut off or damaged"),
        (WHOLE[: WHOLE.rindex(b"startxref")], "a.pdf is cut off or damaged"),
        (WHOLE.replace(b"/Root 1 0 R>>", b"/Root 1 0 R" + ENCRYPTED), "a.pdf is encrypted"),
        (pdf([]), "a.pdf has no text on its 1 pages"),
        (pdf(*([] for _ in range(12))), "a.pdf has 12 pages, 10 may be read"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(content: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(content, "a.pdf", pages=10)


def test_the_size_of_each_page_is_kept_without_what_is_cropped() -> None:
    found = read(pdf(lines([WIDE, REST]), lines([REST]), crop="/CropBox[10 20 505 820]"), "a.pdf")
    assert [(page.width, page.height, page.turned) for page in found.pages] == [(495, 800, 0)] * 2


@pytest.mark.parametrize(
    ("turned", "edges"),
    [(0, (0.1, 0.1, 0.5, 0.4)), (90, (0.6, 0.1, 0.9, 0.5)), (180, (0.5, 0.6, 0.9, 0.9)), (270, (0.1, 0.5, 0.4, 0.9))],
)
def test_a_box_is_where_it_is_seen_on_a_page_that_is_turned(turned: int, edges: tuple[float, ...]) -> None:
    box = OnPage(page=1, left=20, bottom=60, right=100, top=90)
    size = PageSize.model_validate({"width": 200, "height": 100, "turned": turned})
    assert size.seen(box) == edges


def test_a_line_is_broken_where_the_next_word_had_no_room() -> None:
    shorter = WIDE[:-4]  # four characters of room
    word = "GreenHarbour公司启动，投资二亿元。"
    assert text(pdf(lines([WIDE, shorter, word]))) == [WIDE + shorter + word]
    assert text(pdf(lines([WIDE, shorter, "启动行动，投资二亿元。"]))) == [WIDE + shorter, "启动行动，投资二亿元。"]


def test_a_sentence_of_english_ends_with_its_column_and_words_of_two_lines_stay_apart() -> None:
    put = lines(["Port throughput rose by five per cent, of which three per cent,", "in 2024, was of fish."])
    assert text(pdf(put)) == ["Port throughput rose by five per cent, of which three per cent, in 2024, was of fish."]


def test_letters_taller_than_the_characters_beside_them_make_no_line_another_size() -> None:
    letters = "HarbourGrowthBerthsCompanyHome"
    taller = [Put(60, 740, letters, 14), Put(60 + 7 * len(letters), 740, WIDE[:13])]
    assert text(pdf([*lines([WIDE]), *taller, *lines([REST], top=720)])) == [WIDE + letters + WIDE[:13] + REST]
