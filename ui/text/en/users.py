"""The words of the page of users in English."""

from ui.text.users_words import UsersWords

USERS_EN = UsersWords(
    title="Users",
    intro="Who may sign in here, and what for. A change counts at once, for who is signed in too, and the audit tells of it.",
    no_file="Users cannot be changed here because the setting ui.staff_file names no file. Once it does, this page adds and changes them.",
    add_title="Add a user",
    name="User name",
    role="Role",
    roles={
        "reviewer": "Reviewer: reads and judges",
        "editor": "Editor: brings documents, too",
        "admin": "Admin: may do everything",
    },
    add="Add",
    problems={
        "name": "Please give a name of 1 to 100 characters without a colon.",
        "role": "Please choose one of the roles.",
        "held": "There is a user of this name already; change it in the list below.",
    },
    told_title="The password of {name}",
    told_once="Copy it now and hand it over safely: it is shown this once and cannot be read again. If it is lost, reset it.",
    password="Password",
    list_title="All users",
    yourself="(you)",
    role_of="Role of {name}",
    change="Change",
    change_label="Change the role of {name}",
    seen="Last signed in",
    never="Never",
    state="State",
    good="May sign in",
    disabled="Disabled",
    in_settings="Stands in the setting ui.staff_users; changed there",
    disable="Disable",
    disable_label="Disable {name}",
    enable="Enable",
    enable_label="Enable {name}",
    reset="New password",
    reset_label="Give {name} a new password",
)
