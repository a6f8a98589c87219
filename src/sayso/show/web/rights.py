"""How much of an outlet's words a desk may show."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sayso.errors import ResourceError


class Right(StrEnum):
    """What readers see of a report."""

    FULL = "full"
    QUOTED = "quoted"  # the words that support a value, and the sentences around them
    NOTHING = "nothing"  # title, outlet, date and link


@dataclass(frozen=True, slots=True)
class Rights:
    """What is shown of each outlet: by its name, in whatever case, else `default`."""

    default: Right = Right.FULL
    outlets: Mapping[str, Right] = field(default_factory=dict)

    def of(self, outlet: str | None) -> Right:
        """What is shown of an outlet; of one that is not known, the default."""
        return self.outlets.get(outlet.casefold(), self.default) if outlet else self.default

    @property
    def everything(self) -> bool:
        """Whether all of all outlets is shown."""
        return {self.default, *self.outlets.values()} == {Right.FULL}


def read_rights(path: Path) -> Rights:
    """The rights that a TOML file gives: `default = "quoted"`, and a table `[outlets]` of names.

    Raises:
        ResourceError: the file cannot be read, or says something else.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = sorted(set(said) - {"default", "outlets"})
        if unknown or not isinstance(said.get("outlets", {}), dict):
            raise ValueError(f"{unknown or 'outlets'}: write default = ... and a table [outlets]")
        outlets = {name.casefold(): Right(right) for name, right in said.get("outlets", {}).items()}
        return Rights(Right(said.get("default", Right.FULL)), outlets)
    except (OSError, ValueError, RecursionError) as error:
        known = ", ".join(Right)
        raise ResourceError(f"{path}: {error}; known rights are {known}") from error
