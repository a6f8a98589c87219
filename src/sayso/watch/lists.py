"""Files that list web addresses."""

from pathlib import Path

from sayso.errors import ReadError
from sayso.read.lists import addresses


def addresses_in(file: str) -> list[str]:
    """The addresses that a file lists (of GDELT, of Media Cloud, one a line), each once.

    Raises:
        ReadError: it cannot be read, or lists none.
    """
    try:
        return [one.address for one in addresses(Path(file).read_bytes())]
    except OSError as error:
        raise ReadError(f"{file}: {error.strerror}") from None
    except ReadError as error:
        raise ReadError(f"{file}: {error}") from None
