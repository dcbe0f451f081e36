"""python -m tests.personal [--wrong dev|held]: precision and recall of what is masked, a kind a line."""

import argparse
import sys

from tests.personal.measured import wrong
from tests.personal.page import table


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.personal", description=__doc__)
    parser.add_argument("--wrong", choices=("dev", "held"), help="list the strings that are masked not as marked")
    options = parser.parse_args(arguments)
    print(table())
    if options.wrong:
        print(*wrong(options.wrong), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
