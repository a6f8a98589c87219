"""Records of other data sets, so that a base can be compared with sayso's own coding: one module per format.

A row becomes a record of its own, whose report says in `origin` where it is from and has the row as its text:
each value stands on its cell. Nobody is quoted, so there are no claims.
"""

from sayso.imports import acled, ged
from sayso.imports.annotation import AnnotationImporter
from sayso.imports.gdelt import GdeltImporter
from sayso.imports.importer import BadRow, Importer, Importing, Known
from sayso.imports.known import TablesKnown

_IMPORTERS: tuple[Importer, ...] = (acled.IMPORTER, ged.IMPORTER, GdeltImporter(), AnnotationImporter())
IMPORTERS: dict[str, Importer] = {one.name: one for one in _IMPORTERS}

__all__ = ["IMPORTERS", "BadRow", "Importer", "Importing", "Known", "TablesKnown"]
