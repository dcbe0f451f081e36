"""What a language must have words for where readers choose how they have the pages, and on the page that tells of it.

Names in braces are filled in by `str.format`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class EaseWords:
    """The words of the switches on every page, and of the statement of accessibility, in one language."""

    elder: str  # 长者模式: large, one column, high contrast
    settings: str  # opens the bar of the switches below
    settings_label: str
    size: str
    sizes: tuple[str, str, str, str]  # from the smallest
    contrast: str
    statement: str

    aloud: str
    aloud_told: str
    read: str  # an answer
    stop_reading: str
    voice: str
    voice_told: str
    speak: str
    stop_speaking: str
    listening: str
    not_heard: str
    no_microphone: str

    title: str
    intro: str
    offers_heading: str
    offers: tuple[str, ...]
    tested_heading: str
    tested: tuple[str, ...]
    limits_heading: str
    limits: tuple[str, ...]
    contact_heading: str
    contact: str
    contact_of_documents: str  # where the operator has named none
    contact_rest: str
