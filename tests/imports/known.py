"""The shipped tables, as importers ask them."""

import io
from collections.abc import Iterable
from functools import cache

from sayso.gazetteer import load_parties
from sayso.imports import IMPORTERS, BadRow, Importing, TablesKnown
from sayso.model.record import Coded
from sayso.ontology import load_ontology


@cache
def known() -> TablesKnown:
    parties = load_parties()
    return TablesKnown(parties, parties.parties, load_ontology())


def read(name: str, content: str, **how: object) -> list[Coded | BadRow]:
    """What an importer makes of a file called "file"."""
    asked = Importing(known(), **how)  # type: ignore[arg-type]  # by their names
    return list(IMPORTERS[name].read(io.StringIO(content, newline=""), "file", asked))


def good(items: Iterable[Coded | BadRow]) -> list[Coded]:
    """The records, where no row is bad."""
    found = list(items)
    assert [one.message for one in found if isinstance(one, BadRow)] == []
    return [one for one in found if isinstance(one, Coded)]
