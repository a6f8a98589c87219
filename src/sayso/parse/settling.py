"""What is loaded once and stays."""

import gc


def settle() -> None:
    """From now on no search for garbage looks at what there is by now.

    Model and tables are some 200,000 objects that stay as long as the process. Each full search for garbage
    goes over all of them: a tenth of the time that a few dozen reports take. For a process of our own that
    codes report after report, once all is loaded, and never for one that only calls us: garbage that is there
    at that moment stays, too.
    """
    gc.freeze()
