"""The words of the page of one's own password in Simplified Chinese."""

from ui.text.password_words import PasswordWords

PASSWORD_ZH_HANS = PasswordWords(
    title="修改密码",
    intro="新密码立即生效。您在别处的登录会全部退出。",
    in_settings="您的用户写在设置 ui.staff_users 里，只能在那里修改。请联系管理员。",
    old="现在的密码",
    new="新密码",
    hint="至少 {n} 个字符；可以用几个词连起来。",
    again="再次输入新密码",
    save="修改密码",
    problems={
        "missing": "请填写全部三项。",
        "short": "新密码太短，至少需要 {n} 个字符。",
        "differ": "两次输入的新密码不一致。",
        "same": "新密码与现在的密码相同，请另选一个。",
        "wrong": "现在的密码不正确。",
        "stale": "您的用户刚刚有变动，请再试一次。",
    },
)
