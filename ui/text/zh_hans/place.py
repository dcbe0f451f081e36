"""The words for places in original files in Simplified Chinese."""

from ui.text.place_words import PlaceWords

PLACE_ZH_HANS = PlaceWords(
    page="第{page}页",
    page_by_machine="第{page}页（机器识别）",
    row="表{table} 第{row}行",
    cell="表{table} 第{row}行第{column}列",
    sheet_row="工作表“{sheet}” 第{row}行",
    sheet_cell="工作表“{sheet}” {cell}",
    between="、",
    heading="原文件中的位置",
    picture="原文件第{page}页",
    picture_cited="原文件第{page}页的图像，框出的文字是：{quote}",
    boxes="框出的是引用的原话。",
    by_machine="本页文字由机器识别，重要之处请与图像核对。",
    table="原文件的表格，{where}",
    cells="粗框的格子是引用的内容。",
    cited_cell="（所引）",
    rows_left_out="此处略去 {rows} 行，见原文件。",
    open_page="打开原文件第{page}页",
    open_original="打开原文件",
    download="下载原文件（{ending}）",
    original_label="原文件",
    by_machine_label="机器识别",
    pages_by_machine="第 {pages} 页是图片，文字由机器识别，可能有误。",
)
