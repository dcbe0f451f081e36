"""Entries for measuring the journal: as large as real ones, about nothing."""

from datetime import timedelta
from random import Random
from uuid import UUID

from index.records import Span, Status
from rag.question.understand import Wants
from rag.records import Language, Reason
from ui.journal.records import Considered, Entry, FoundPassage, Outcome, ShownCitation, Weighted, now

_MATTERS = (
    *("学位", "持牌金融机构", "养老床位", "公共住房", "离境退税商店", "社区医院", "碧道"),
    *("停车位", "城中村改造", "黄金珠宝", "口岸", "托育", "充电桩", "图书馆"),
)
_VERBS = ("新增了多少", "计划建设几个", "的责任单位是哪个", "是什么意思", "什么时候完成", "同比增长了多少")
_LANGUAGES = (*[Language.SIMPLIFIED] * 6, *[Language.ENGLISH] * 2, Language.TRADITIONAL, Language.CANTONESE)


def made_up(random: Random, *, days_ago: float) -> Entry:
    """Return an entry asked so many days ago, as large as a real one."""
    matter, year = random.choice(_MATTERS), random.choice((2019, 2022, 2023, 2024, 2025))
    question = f"{year}年罗湖区{matter}{random.choice(_VERBS)}？"
    refused = random.random() < 0.3
    return Entry(
        entry_id=UUID(int=random.getrandbits(128)).hex,
        conversation_id=UUID(int=random.getrandbits(128)).hex,
        asked_at=now() - timedelta(days=days_ago),
        language=random.choice(_LANGUAGES),
        question=question,
        history=(),
        outcome=Outcome.REFUSED if refused else Outcome.ANSWERED,
        reason=random.choice(tuple(Reason)) if refused else None,
        text="现有文件里没有找到。" if refused else f"{year}年：新增{matter}{random.randrange(1, 9999)}个。[1]",
        mode="extractive",
        confidence=random.random(),
        seconds=random.lognormvariate(-3.7, 0.3),
        embed_seconds=0.01,
        fingerprint="0853e38157ae",
        citations=() if refused else (_citation(random, matter),),
        passages=tuple(_passage(random, rank) for rank in range(1, 11)),
        considered=Considered(
            asked=question,
            topic="",
            years=(year,),
            status=Status.OTHER,
            wants=Wants.FIGURE,
            is_pinyin=False,
            terms=tuple(Weighted(name=matter[i : i + 2], value=1.0) for i in range(len(matter) - 1)),
            chosen=("001_e6d6b6bfaf22de54/17",),
            gate=tuple(Weighted(name=name, value=random.random()) for name in ("best", "form", "period")),
            held_years=(),
        ),
    )


def _citation(random: Random, matter: str) -> ShownCitation:
    start = random.randrange(10_000)
    return ShownCitation(
        number=1,
        doc_id="001_e6d6b6bfaf22de54",
        title="罗湖区政府工作报告",
        issued=None,
        section=("二、工作安排", "（三）民生"),
        spans=(Span(start=start, end=start + 40),),
        quote=f"新增{matter}{random.randrange(1, 9999)}个，" * 3,
        sha256="0" * 64,
    )


def _passage(random: Random, rank: int) -> FoundPassage:
    start = random.randrange(10_000)
    return FoundPassage(
        rank=rank,
        doc_id="001_e6d6b6bfaf22de54",
        chunk_id=f"001_e6d6b6bfaf22de54/{start}",
        section=("二、工作安排", "（三）民生"),
        spans=(Span(start=start, end=start + 170),),
        text="".join(map(chr, random.choices(range(0x4E00, 0x5200), k=170))),
        score=random.gauss(0, 2),
        cosine=random.random(),
        dense_rank=rank,
        lexical_rank=rank,
    )
