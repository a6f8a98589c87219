"""What runs in the processes that are disturbed. Each says `begun` when its work begins."""

from functools import cache

from sayso.desk import Desk
from sayso.show.cli.main import main
from sayso.show.cli.settings import settings
from sayso.show.cli.stages import Pipeline
from tools.faults.children import BEGUN, say
from tools.faults.script import script


@cache
def stages() -> Pipeline:
    """What codes, loaded once for all processes that are forked after."""
    return Pipeline(settings())


def adding(where: str, total: int, first: int = 0) -> int:
    """Reports are added and decided on."""
    with Desk(where) as desk:
        say(BEGUN)
        for what, name in script(desk, total, first):
            say("committed", what, name)
    return 0


def command(*argv: str) -> int:
    """`sayso` with these arguments."""
    say(BEGUN)
    return main(argv, stages())
