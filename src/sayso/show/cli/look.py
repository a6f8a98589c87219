"""How a page looks, apart from the page: nothing here needs the library that draws it."""

import os
import shutil
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Look:
    """`width` in cells; `styled` allows bold and dim, `colored` colour too."""

    width: int = 80
    styled: bool = False
    colored: bool = False


def look_of(out: TextIO, color: str) -> Look:
    """How pages look on `out`; `color` is "auto", "always" or "never".

    "auto" is colour on a terminal unless NO_COLOR is set (https://no-color.org).
    """
    terminal = out.isatty()
    colored = color == "always" or (color == "auto" and terminal and not os.environ.get("NO_COLOR"))
    styled = colored or (color == "auto" and terminal)
    return Look(width=shutil.get_terminal_size((80, 24)).columns, styled=styled, colored=colored)
