"""`python -m sayso`: the command `sayso` where its script is not on the path."""

import sys

from sayso.show.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
