"""The words of the page of one's own password in English."""

from ui.text.password_words import PasswordWords

PASSWORD_EN = PasswordWords(
    title="My password",
    intro="A new password counts at once. Wherever else you are signed in, you are signed out.",
    in_settings="Your user stands in the setting ui.staff_users and is changed there. Ask an administrator.",
    old="Password so far",
    new="New password",
    hint="{n} characters or more; several words make a good one.",
    again="New password once more",
    save="Change the password",
    problems={
        "missing": "Fill in all three fields.",
        "short": "The new password is too short: {n} characters or more are needed.",
        "differ": "The new password was not typed the same twice.",
        "same": "The new password is the one so far. Choose another.",
        "wrong": "The password so far is not right.",
        "stale": "Your user was changed meanwhile. Try again.",
    },
)
