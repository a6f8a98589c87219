"""What a small fake of a place table need not know."""

from collections.abc import Collection

from sayso.model.places import Box, Match, Place


class ExactOnly:
    """A table of exact names: nothing is alike, and areas have neither edges nor parents."""

    def like(self, text: str, countries: Collection[str]) -> tuple[Match, ...]:
        return ()

    def get(self, place_id: str) -> Place | None:
        return None

    def box(self, place_id: str) -> Box | None:
        return None

    def parents(self, place: Place) -> tuple[Place, ...]:
        return ()
