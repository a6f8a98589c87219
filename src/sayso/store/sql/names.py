"""Names that a base holds, of what it is asked for by name."""

from sqlalchemy import Column, Connection, select

from sayso.store.sql.tables import (
    claims,
    event_parties,
    event_sides,
    event_weapons,
    incidents,
    parties,
    reports,
)

_MOST = 20_000  # names that are looked through for one that is near
_PARTY: tuple[Column[str], ...] = (event_parties.c.party, event_parties.c.name)
# Where a name may stand.
_NAMES: dict[str, tuple[Column[str], ...]] = {
    "place": (incidents.c.place, incidents.c.gazetteer),
    "admin1": (incidents.c.admin1,),
    "weapon": (event_weapons.c.name, event_weapons.c.kind),
    "outlet": (reports.c.outlet,),
    **dict.fromkeys(("party", "actor", "target"), _PARTY),
    "side": (event_sides.c.side, event_parties.c.party),
    "claimant": (claims.c.claimant, claims.c.party),
}
# Which of them are proposed: parties have a table of their own, a hundredth as long as what names them.
_PROPOSED: dict[str, tuple[Column[str], ...]] = {
    **{field: columns[:1] for field, columns in _NAMES.items()},
    **dict.fromkeys(("party", "actor", "target", "side"), (parties.c.name, parties.c.id)),
    "claimant": (parties.c.name, parties.c.id, reports.c.outlet),
}
NAMED = tuple(_NAMES)


def holds(connection: Connection, field: str, name: str) -> bool:
    """Whether anything in the base has this name."""
    asked = (select(column).where(column == name).limit(1) for column in _NAMES[field])
    return any(connection.execute(one).first() is not None for one in asked)


def held(connection: Connection, field: str) -> list[str]:
    """The names that there are, sorted; of very many the first of each kind."""
    found: list[str] = []
    for column in _PROPOSED[field]:
        asked = select(column).where(column.is_not(None)).distinct().order_by(column).limit(_MOST)
        found += connection.execute(asked).scalars()
    return list(dict.fromkeys(found))
