"""What a language must have words for while the page is on its way, or the server cannot be reached."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class ConnectionWords:
    """The words for a question that is under way, a connection that broke, and a page without its script."""

    sending: str
    lost: str
    loading: str  # of a page whose script does not run yet
    no_script: str  # of one whose script does not run at all
    description: str  # place: of the service in a line, where a link to it is previewed
