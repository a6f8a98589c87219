"""What the surroundings say: read once, here, and passed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "SAYSO_HOME"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a user's own packs lie.

    `home` holds `parties/NAME.csv` and `places/NAME/` (an `about.toml` and the
    table that it names); it need not exist.
    """

    home: Path

    @property
    def party_packs(self) -> tuple[Path, ...]:
        """The added packs of parties, by name: of two that have an id, the later one wins."""
        return tuple(sorted((self.home / "parties").glob("*.csv")))

    @property
    def place_packs(self) -> tuple[Path, ...]:
        """The folders of the added packs of places, by name."""
        return tuple(sorted(about.parent for about in (self.home / "places").glob("*/about.toml")))


def settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this run: `SAYSO_HOME`, or the system's folder for a user's data."""
    said = (os.environ if environ is None else environ).get(HOME_VARIABLE)
    if said:
        return Settings(Path(said))
    from platformdirs import user_data_path

    return Settings(user_data_path("sayso", appauthor=False))
