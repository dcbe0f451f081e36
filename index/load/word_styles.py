"""The styles of a Word document: which are headings, which are numbered, which are tables of contents."""

import re

from lxml import etree

from index.load.word_xml import attribute, child, value

_HEADING = re.compile(r"(?:heading|标题|標題)\s*(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*\d*", re.IGNORECASE)
_DEEPEST = 9  # a level beyond says body text


class Styles:
    """Styles by their ids; one that is based on another has what that has."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = styles.findall("{*}style") if styles is not None else []
        self._styles = {attribute(style, "styleId"): style for style in found}

    def _line(self, style_id: str) -> list[etree._Element]:
        """Return a style and those it is based on."""
        line: list[etree._Element] = []
        while style_id in self._styles and self._styles[style_id] not in line:
            line.append(self._styles[style_id])
            style_id = value(child(line[-1], "basedOn"))
        return line

    def heading_level(self, style_id: str, properties: etree._Element | None) -> int:
        """Return the level of a heading, 1 the highest; 0 where a paragraph is none."""
        outlined = value(child(properties, "outlineLvl"))
        if outlined.isdigit():
            return int(outlined) + 1 if int(outlined) < _DEEPEST else 0
        for style in self._line(style_id):
            outlined = value(child(child(style, "pPr"), "outlineLvl"))
            if outlined.isdigit():
                return int(outlined) + 1 if int(outlined) < _DEEPEST else 0
            named = _HEADING.fullmatch(value(child(style, "name")))
            if named:
                return int(named[1])
        return 0

    def is_contents(self, style_id: str) -> bool:
        """Return whether a paragraph is a line of a table of contents."""
        return any(_CONTENTS.fullmatch(value(child(style, "name"))) for style in self._line(style_id))

    def numbering(self, style_id: str, properties: etree._Element | None) -> tuple[str, int]:
        """Return the list that a paragraph is in, empty for none, and its level there, from 0."""
        number_id, level = "", ""
        for of in (properties, *(child(style, "pPr") for style in self._line(style_id))):
            numbered = child(of, "numPr")
            number_id = number_id or value(child(numbered, "numId"))
            level = level or value(child(numbered, "ilvl"))
        return ("" if number_id == "0" else number_id), int(level or 0)
