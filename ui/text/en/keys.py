"""The words of the page of API keys in English."""

from ui.journal.api_keys import KeyScope
from ui.text.keys_words import KeysWords

KEYS_EN = KeysWords(
    title="API keys",
    intro="A key lets one program of one owner ask by the API or by MCP, as often as its rate says. Only a checksum of it is kept.",
    needed="Programs need a key here; without one they are turned away.",
    docs="How programs ask",
    make_title="Make a key",
    owner="Owner",
    owner_hint="The office or person who uses it, such as 区政务服务中心",
    scopes="What it may do",
    scope={
        KeyScope.ASK: "Ask questions",
        KeyScope.SEARCH: "Search passages",
        KeyScope.DOCUMENTS: "List and read documents",
        KeyScope.FIGURES: "List figures",
        KeyScope.FEED: "Read the feed of withheld and corrected answers",
    },
    rate="Requests a minute",
    rate_hint="A tenth of them may come within five seconds.",
    make="Make the key",
    problems={
        "owner": "Please say who will use the key, in at most 100 characters.",
        "scopes": "Please choose at least one thing that the key may do.",
        "rate": "Please give a whole number from 1 to {most} requests a minute.",
    },
    made_title="The key for {owner}",
    made_once="Copy it now and hand it over safely: it is shown this once and cannot be read again. If it is lost, revoke it and make another.",
    key_label="Key",
    list_title="All keys",
    none="No key has been made yet.",
    key_id="Number",
    made="Made",
    by="by {name}",
    used="Last used",
    never="Never",
    state="State",
    good="Good",
    revoked="Revoked by {name}, {time}",
    revoke="Revoke",
    revoke_label="Revoke the key of {owner}, number {key_id}",
)
