"""A drawing read back."""

import xml.etree.ElementTree as ET

WORDS = {"title": "Paths & ways", "unit": "km", "summary": 'From "100" to 400.'}


def tree(html: str) -> ET.Element:
    return ET.fromstring(html)  # noqa: S314 - our own, and it must be well-formed


def drawn(html: str, name: str) -> list[ET.Element]:
    return [element for element in tree(html).iter() if name in element.get("class", "").split()]


def em(element: ET.Element, name: str) -> float:
    return float(element.attrib[name].removesuffix("em"))
