"""A sheet as a Word document, without pictures."""

from io import BytesIO

from rag.records import Language
from ui.sheet.sheet import Sheet
from ui.text.answer_tag import answer_tag

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT, _SONG = "Times New Roman", "SimSun"  # what Word has for Chinese text


def word_document(sheet: Sheet) -> bytes:
    """Return a sheet as a DOCX file."""
    import docx  # read by no other page: 0.1 s
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = sheet.question, sheet.title
    document.core_properties.language = answer_tag(sheet.language)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    for name in ("Normal", "Title", "Heading 1"):
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _SONG)
    document.add_paragraph(sheet.title)
    document.add_heading(sheet.question, level=1)
    for line in (*sheet.notes, *sheet.lines):
        document.add_paragraph(line)
    if sheet.sources:
        document.add_heading(sheet.sources_heading, level=1)
    for source in sheet.sources:
        document.add_paragraph(f"[{source.number}] {source.quote}")
        for told in (source.where, source.address):
            document.add_paragraph(told).paragraph_format.left_indent = Pt(22)
    for line in sheet.end:
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def file_name(language: Language) -> str:
    """Return what the file is called: letters that every system takes."""
    return f"answer-{answer_tag(language)}.docx"
