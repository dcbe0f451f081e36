"""The words of the page of users in Traditional Chinese, as written in Hong Kong."""

from ui.text.users_words import UsersWords

USERS_ZH_HANT = UsersWords(
    title="用戶管理",
    intro="可以登入職員專區的用戶及其角色。改動即時生效，對已登入的用戶也一樣，並記入操作日誌。",
    no_file="設定 ui.staff_file 沒有指明檔案，因此不能在這裏改動用戶。指明檔案後，就可以在本頁新增和改動。",
    add_title="新增用戶",
    name="用戶名稱",
    role="角色",
    roles={
        "reviewer": "審核員：查閱和審核",
        "editor": "編輯：還可以管理文件",
        "admin": "管理員：全部權限",
    },
    add="新增",
    problems={
        "name": "請填寫用戶名稱，1 至 100 個字，不含冒號。",
        "role": "請選擇一個角色。",
        "held": "已經有這個用戶名稱，請在下面的列表裏改動。",
    },
    told_title="{name}的密碼",
    told_once="請現在複製並妥善交給本人：密碼只顯示這一次，以後無法再查看。如有遺失，請重設。",
    password="密碼",
    list_title="全部用戶",
    yourself="（您自己）",
    role_of="{name}的角色",
    change="更改",
    change_label="更改{name}的角色",
    seen="最近登入",
    never="從未登入",
    state="狀態",
    good="可以登入",
    disabled="已停用",
    in_settings="寫在設定 ui.staff_users 內，請在那裏改動",
    disable="停用",
    disable_label="停用{name}",
    enable="啟用",
    enable_label="啟用{name}",
    reset="重設密碼",
    reset_label="重設{name}的密碼",
)
