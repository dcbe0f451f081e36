"""Documents of places, and the places of such documents."""

from datetime import date

from index.records import Document
from rag.question.place import Places


def document(doc_id: str, title: str, issuer: str = "新闻社") -> Document:
    return Document(
        doc_id=doc_id,
        title=title,
        issuer=issuer,
        kind="报告",
        issued=date(2024, 1, 1),
        covers=(),
        source="",
        sha256="0" * 64,
        note="",
        text="正文",
    )


LUOHU = document("luohu", "2023年罗湖区政府工作报告")
YANTIAN = document("yantian", "政府工作报告", "深圳市盐田区人民政府")
NOWHERE = document("nowhere", "营商环境条例")
ONE, TWO = Places([LUOHU, NOWHERE]), Places([LUOHU, YANTIAN, NOWHERE])


def names(places: Places, asked: str, topic: str = "") -> list[str]:
    return [place.full for place in places.named(asked, topic)]


PROVINCE = document("zj", "2026年浙江省政府工作报告")
MANY = Places([LUOHU, YANTIAN, PROVINCE, document("luohu2", "2024年罗湖区政府工作报告")])


BESIDE_ITS_WHOLES = Places(
    [LUOHU, document("province", "2026年广东省政府工作报告"), document("country", "政府工作报告", "国务院")]
)


SHAANXI, HEILONGJIANG = document("s", "陕西省2026年政府工作报告"), document("h", "2026年黑龙江省政府工作报告")
PROVINCES = Places([SHAANXI, HEILONGJIANG])
