"""Names that a base holds, of what it is asked for by name."""

from sqlalchemy import Column, Connection, select

from sayso.store.sql.tables import event_weapons, incidents, reports

_MOST = 20_000  # names that are looked through for one that is near
_NAMES: dict[str, tuple[Column[str], ...]] = {
    "place": (incidents.c.place, incidents.c.gazetteer),
    "admin1": (incidents.c.admin1,),
    "weapon": (event_weapons.c.name, event_weapons.c.kind),
    "outlet": (reports.c.outlet,),
}
NAMED = tuple(_NAMES)


def holds(connection: Connection, field: str, name: str) -> bool:
    """Whether anything in the base has this name."""
    asked = (select(column).where(column == name).limit(1) for column in _NAMES[field])
    return any(connection.execute(one).first() is not None for one in asked)


def held(connection: Connection, field: str) -> list[str]:
    """The names that there are, sorted; of very many the first."""
    column = _NAMES[field][0]
    asked = select(column).where(column.is_not(None)).distinct().order_by(column).limit(_MOST)
    return list(connection.execute(asked).scalars())
