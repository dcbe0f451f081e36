"""python -m tests.licences: a line for each distribution that is installed; exit status 1 where one is not allowed."""

import sys

from tests.licences.licences import licences

if __name__ == "__main__":
    found = list(licences())
    print("\n".join(each.line for each in found))
    sys.exit(any(not each.is_allowed for each in found))
