"""`credits.toml` of a language to `CreditWords`: how a text says which agency it is of."""

import tomllib
from pathlib import Path

from sayso.errors import ResourceError
from sayso.lang.tables import Entry
from sayso.model.crediting import CreditWords

FILE = "credits.toml"
PARTS = (
    "by",
    "of",
    "and",
    "writer",
    "named",
    "this",
    "printed",
    "was",
    "first",
    "published",
    "published_by",
    "additional",
    "staff",
    "staff_by",
)
_HERE = Path(__file__).parent


def load_credits(language: str, folder: Path = _HERE) -> CreditWords:
    """The words of a language; the caller keeps them, for they are read anew each time.

    Raises:
        ResourceError: the file is missing or no TOML, or a part of a credit line has no words.
    """
    path = folder / language / FILE
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise ResourceError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ResourceError(f"{path}: no TOML in UTF-8: {error}") from error
    top = Entry(f"{language}/{FILE}", table)
    top.only("agencies", *PARTS)
    words = {part: top.strings(part) for part in PARTS}
    for part, found in words.items():
        if not found:
            raise top.wrong(f"{part} has no words")
    return CreditWords(agencies=top.table("agencies", str), words=words)
