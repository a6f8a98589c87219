"""What is loaded once and stays."""

import gc
from typing import TypeVar

T = TypeVar("T")


def settled(loaded: T) -> T:
    """The same; no search for garbage looks any more at what there is by now.

    Model and tables are some 200,000 objects that stay as long as the process. Each full search for garbage
    goes over all of them: a tenth of the time that a few dozen reports take. For a process of its own that codes
    report after report, once all is loaded: garbage that is there at that moment stays, too.
    """
    gc.freeze()
    return loaded
