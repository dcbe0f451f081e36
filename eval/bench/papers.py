"""PDFs made up: characters where they are put, in a font that readers bring along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Put:
    """A text that begins at a point, in points from the lower left corner; Chinese characters are as wide as high."""

    x: float
    y: float
    text: str
    size: float = 12.0


@dataclass(frozen=True)
class Rule:
    """A line from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


_FONT = (
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500 814 939 500]"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 800]"
    "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>"
)
_PICTURE = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    "stream\n0\nendstream"
)


def pdf(*pages: Iterable[Put | Rule], picture: bool = False, crop: str = "") -> bytes:
    """A PDF of pages; with `picture` each is filled by one, as a scan is."""
    streams = ["\n".join(map(_drawn, page)) + ("\nq 595 0 0 842 0 0 cm /I Do Q" if picture else "") for page in pages]
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
        _FONT,
        _PICTURE,
    ]
    for number, stream in enumerate(streams):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]{crop}/Contents {7 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>/XObject<</I 5 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    return _written(objects)


def _drawn(one: Put | Rule) -> str:
    if isinstance(one, Rule):
        return f"{one.x0} {one.y0} m {one.x1} {one.y1} l S"
    return f"BT /F {one.size} Tf {one.x} {one.y} Td <{one.text.encode('utf-16-be').hex()}> Tj ET"


def _written(objects: Sequence[str]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def lines(texts: Iterable[str], *, x: float = 60, top: float = 760, size: float = 12, step: float = 20) -> list[Put]:
    """Texts, one below the other."""
    return [Put(x, top - step * number, text, size) for number, text in enumerate(texts)]


def grid(x: Sequence[float], y: Sequence[float]) -> list[Rule]:
    """Rules around the cells of a table."""
    level = [Rule(x[0], at, x[-1], at) for at in y]
    return level + [Rule(at, y[0], at, y[-1]) for at in x]
