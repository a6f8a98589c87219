"""Short names for keys of shelves and for lines of outlets."""

from hashlib import blake2b

_MASK = (1 << 64) - 1


def eight_bytes(key: str | int) -> int:
    """A whole number of 64 bits for a key: most are seen once or twice, and are the bulk of what is kept."""
    if isinstance(key, int):
        return key & _MASK
    data = key.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


def line_key(outlet: str, line: str) -> int:
    """The name of a line of an outlet."""
    return eight_bytes(f"{outlet}\x1f{line}")
