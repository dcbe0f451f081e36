"""The words of the page of users in Simplified Chinese."""

from ui.text.users_words import UsersWords

USERS_ZH_HANS = UsersWords(
    title="用户管理",
    intro="可以登录工作台的用户及其角色。改动立即生效，对已登录的用户也一样，并记入操作日志。",
    no_file="设置 ui.staff_file 没有指明文件，因此不能在这里改动用户。指明文件后，就可以在本页添加和改动。",
    add_title="添加用户",
    name="用户名",
    role="角色",
    roles={
        "reviewer": "审核员：查阅和审核",
        "editor": "编辑：还可以管理文件",
        "admin": "管理员：全部权限",
    },
    add="添加",
    problems={
        "name": "请填写用户名，1 到 100 个字，不含冒号。",
        "role": "请选择一个角色。",
        "held": "已经有这个用户名，请在下面的列表里改动。",
    },
    told_title="{name}的密码",
    told_once="请现在复制并妥善交给本人：密码只显示这一次，以后无法再查看。如有遗失，请重置。",
    password="密码",
    list_title="全部用户",
    yourself="（您自己）",
    role_of="{name}的角色",
    change="更改",
    change_label="更改{name}的角色",
    seen="最近登录",
    never="从未登录",
    state="状态",
    good="可以登录",
    disabled="已停用",
    in_settings="写在设置 ui.staff_users 中，请在那里改动",
    disable="停用",
    disable_label="停用{name}",
    enable="启用",
    enable_label="启用{name}",
    reset="重置密码",
    reset_label="重置{name}的密码",
)
