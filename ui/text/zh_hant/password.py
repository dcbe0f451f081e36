"""The words of the page of one's own password in Traditional Chinese."""

from ui.text.password_words import PasswordWords

PASSWORD_ZH_HANT = PasswordWords(
    title="更改密碼",
    intro="新密碼即時生效。你在其他地方的登入會全部登出。",
    in_settings="你的用戶寫在設定 ui.staff_users 內，只能在那裏更改。請聯絡管理員。",
    old="現時的密碼",
    new="新密碼",
    hint="至少 {n} 個字元；可以用幾個詞連起來。",
    again="再次輸入新密碼",
    save="更改密碼",
    problems={
        "missing": "請填寫全部三項。",
        "short": "新密碼太短，至少需要 {n} 個字元。",
        "differ": "兩次輸入的新密碼不一致。",
        "same": "新密碼與現時的密碼相同，請另選一個。",
        "wrong": "現時的密碼不正確。",
        "stale": "你的用戶剛剛有變動，請再試一次。",
    },
)
