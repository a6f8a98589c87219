"""Ids for formats that know only whole numbers."""

import hashlib

DIGITS = (
    15  # hex digits: 60 bits fit a signed integer of 64, and a million ids collide once in two million bases
)


def number_of(name: str) -> int:
    """A number made of an incident's id: the same on every export of the same incident."""
    digits = name.removeprefix("i-")
    if len(digits) < DIGITS or not set(digits) <= set("0123456789abcdef"):
        digits = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return int(digits[:DIGITS], 16)
