"""One thread for the matrices of a report: they are small, and more threads mostly wait for each other.

On two threads the same reports took 1.6 times the CPU time. Who codes much runs several processes.
"""

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

_EXTENSION = "numpy._core._multiarray_umath"
_NAMES = ("scipy_openblas_{}64_", "scipy_openblas_{}", "openblas_{}64_", "openblas_{}")


@contextmanager
def one_thread() -> Iterator[None]:
    """Has NumPy multiply on one thread where it does that by OpenBLAS, and as it did before afterwards."""
    known = _openblas()
    if known is None:
        yield
        return
    count, limit = known
    before = count()
    limit(1)
    try:
        yield
    finally:
        limit(before)


@cache
def _openblas() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """What counts and what limits its threads; None where NumPy is built with something else."""
    file = getattr(sys.modules.get(_EXTENSION), "__file__", None)
    if file is None:
        return None
    library = ctypes.CDLL(file)
    for name in _NAMES:
        count = getattr(library, name.format("get_num_threads"), None)
        limit = getattr(library, name.format("set_num_threads"), None)
        if count is not None and limit is not None:
            return count, limit
    return None
