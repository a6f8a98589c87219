"""How sure a share is that was counted."""

from math import sqrt


def wilson(hits: int, asked: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    z = 1.96
    share, square = hits / asked, z * z / asked
    middle = (share + square / 2) / (1 + square)
    half = z * sqrt(share * (1 - share) / asked + square / (4 * asked)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)
