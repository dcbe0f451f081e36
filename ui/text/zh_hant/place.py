"""The words for places in original files in Traditional Chinese."""

from ui.text.place_words import PlaceWords

PLACE_ZH_HANT = PlaceWords(
    page="第{page}頁",
    page_by_machine="第{page}頁（機器識別）",
    row="表{table} 第{row}列",
    cell="表{table} 第{row}列第{column}欄",
    sheet_row="工作表「{sheet}」第{row}列",
    sheet_cell="工作表「{sheet}」{cell}",
    between="、",
    heading="原檔案中的位置",
    picture="原檔案第{page}頁",
    picture_cited="原檔案第{page}頁的圖像，框出的文字是：{quote}",
    boxes="框出的是引用的原話。",
    by_machine="本頁文字由機器識別，重要之處請與圖像核對。",
    table="原檔案的表格，{where}",
    cells="粗框的儲存格是引用的內容。",
    cited_cell="（所引）",
    rows_left_out="此處略去 {rows} 列，見原檔案。",
    open_page="開啟原檔案第{page}頁",
    open_original="開啟原檔案",
    download="下載原檔案（{ending}）",
    original_label="原檔案",
    by_machine_label="機器識別",
    pages_by_machine="第 {pages} 頁是圖片，文字由機器識別，可能有誤。",
)
