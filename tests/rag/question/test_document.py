"""Which document a question names, and what is said where it is not held."""

from datetime import date

import pytest

from index.records import DocumentEntry
from rag.question.document import Documents, NamedDocuments
from rag.question.place import Places


def _entry(doc_id: str, title: str, kind: str, issued: date | None = None, issuer: str = "") -> DocumentEntry:
    return DocumentEntry(
        doc_id=doc_id, title=title, issuer=issuer, kind=kind, issued=issued, covers=(), source="", sha256="", note=""
    )


ENTRIES = (
    _entry("work23", "盐田区2023年政府工作报告", "政府工作报告", date(2023, 1, 16), "盐田区人民政府"),
    _entry("work24", "盐田区政府工作报告", "政府工作报告", date(2024, 1, 18), "盐田区人民政府"),
    _entry("mei23", "2023年梅县区政府工作报告", "政府工作报告", date(2023, 2, 1), "梅县区人民政府"),
    _entry("notice", "关于印发《盐田区海洋经济行动方案》的通知（盐府办〔2024〕3号）", "通知", date(2024, 3, 5)),
    _entry("news", "盐田怎么走：四条“蓝色之路”", "新闻报道"),
)
PLACES = Places(ENTRIES)
DOCUMENTS = Documents(ENTRIES, PLACES)


def named(asked: str) -> NamedDocuments:
    return DOCUMENTS.named(asked, PLACES.named(asked))


@pytest.mark.parametrize(
    ("asked", "doc_ids"),
    [
        ("盐田区2023年政府工作报告里,新增多少泊位?", ("work23",)),
        ("根据盐田区2024年工作报告,新增多少泊位?", ("work24",)),
        ("2023年政府工作报告提出新增多少泊位?", ("work23", "mei23")),
        ("2023年梅县区政府工作报告提出种多少柚子?", ("mei23",)),
        ("2023年那份报告里,梅县区种了多少柚子?", ("mei23",)),
        ("政府工作报告(2024年)里新增多少泊位?", ("work24",)),
        ("《2023年盐田区政府工作报告》说新增多少泊位?", ("work23",)),
        ("盐田区2023年那份报告新增多少泊位?", ("work23",)),
        ("盐田区2023年和2024年的工作报告分别新增多少泊位?", ("work23", "work24")),
        ("盐田区2023年工作报告说沙头角街道新增多少泊位?", ("work23",)),
        ("盐府办〔2024〕3号有哪些任务?", ("notice",)),
        ("根据盐府办[2024]3号,有哪些任务?", ("notice",)),
        ("《盐田区海洋经济行动方案》有哪些任务?", ("notice",)),
        ("按照海洋经济行动方案,有哪些任务?", ("notice",)),
        ("蓝色之路里写了什么?", ("news",)),
        ("那篇报道写了哪几条路?", ("news",)),
        ("那份通知什么时候印发?", ("notice",)),
        ("海洋经济行动方案是哪天印发的", ("notice",)),
        ("2023年梅县区政府工作报告系边日讲的", ("mei23",)),
        ("according to the 2024 work report, how many berths were added?", ("work24",)),
        ("how many berths does the work report for 2024 promise?", ("work24",)),
        ("盐田怎么走那篇报道写了哪几条路?", ("news",)),
        ("〈海洋经济行动方案〉那份通知主要讲什么?", ("notice",)),
        ("what does the 2024 report admit?", ("work24",)),
        ("报道里的数跟海洋经济行动方案里的怎么对不上?", ("notice", "news")),
    ],
)
def test_a_document_is_named_by_title_number_or_kind(asked: str, doc_ids: tuple[str, ...]) -> None:
    found = named(asked)
    assert set(found.doc_ids) == set(doc_ids)
    assert not found.not_held


@pytest.mark.parametrize(
    "asked",
    [
        "2023年新增多少泊位?",
        "居民对港口有什么意见?",
        "采取了哪些措施?",
        "谁在区人大会上作政府工作报告?",
        "有没有下发通知?",
        "一般公共预算收入是多少?",
        "how many notices were served in 2023?",
    ],
)
def test_a_word_for_a_kind_alone_names_no_document(asked: str) -> None:
    assert named(asked) == NamedDocuments(asked)


def test_the_year_of_a_name_leaves_the_question() -> None:
    assert "2023" not in named("盐田区2023年政府工作报告里,2022年新增多少泊位?").rest
    assert "2022年新增多少泊位" in named("盐田区2023年政府工作报告里,2022年新增多少泊位?").rest


def test_a_kind_without_its_year_may_be_answered_by_others_too() -> None:
    assert named("政府工作报告里新增多少泊位?").is_kind
    assert not named("盐田区2023年政府工作报告里新增多少泊位?").is_kind


@pytest.mark.parametrize(
    ("asked", "name", "nearest"),
    [
        ("盐田区2021年政府工作报告里新增多少泊位?", "2021年政府工作报告", "盐田区2023年政府工作报告"),
        ("根据盐府办〔2023〕9号,有哪些任务?", "盐府办〔2023〕9号", ENTRIES[3].title),
        ("根据2024年施政报告,建多少公屋?", "2024年施政报告", ENTRIES[1].title),
        ("意见第三条写的是什么?", "意见", ENTRIES[0].title),
        ("根据《海岸带条例》,谁负责?", "海岸带条例", ENTRIES[0].title),
        ("what does the 2021 work report say?", "2021 work report", ENTRIES[0].title),
    ],
)
def test_one_that_is_not_held_is_told_by_name_with_the_nearest(asked: str, name: str, nearest: str) -> None:
    found = named(asked)
    assert (found.doc_ids, found.not_held, found.nearest[0]) == ((), name, nearest)


def test_of_several_years_the_matter_is_asked_of_each() -> None:
    assert "2023年和2024年" in named("盐田区2023年和2024年的工作报告分别新增多少泊位?").rest
    assert "2024" not in named("盐田区2024年的工作报告新增多少泊位?").rest


@pytest.mark.parametrize(
    ("asked", "rest"),
    [
        ("盐田区2023年政府工作报告话新增多少泊位?", "新增多少泊位?"),
        ("盐田区2023年政府工作报告里面提到新增多少泊位?", "新增多少泊位?"),
        ("盐田区2023年政府工作报告说明什么?", "说明什么?"),
    ],
)
def test_that_a_document_says_it_leaves_the_question_with_its_name(asked: str, rest: str) -> None:
    assert named(asked).rest == f"盐田区 {rest}"
