"""What a desk holds, in the formats of others; and records of others into it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from sayso.desk import writing
from sayso.desk.asking import filters
from sayso.desk.desk import Desk
from sayso.desk.writing import options as options
from sayso.errors import ReadError, UnknownName
from sayso.export import EXPORTERS, Loss, Options, Sink
from sayso.export.releases import Plan, Release
from sayso.gazetteer import load_parties
from sayso.imports import IMPORTERS, BadRow, Importing, TablesKnown
from sayso.model.filters import Filters
from sayso.model.record import Coded
from sayso.ontology import load_ontology


def export(desk: Desk, name: str, out: Sink, asked: Filters, how: Options) -> Loss:
    """Write the incidents that are asked for in a format, in the order of their ids.

    Raises:
        UnknownName: there is no such format.
        ResourceError: it needs what is not installed.
    """
    if name not in EXPORTERS:
        raise UnknownName("format", name, EXPORTERS)
    return EXPORTERS[name].write(desk.asked_for(asked), out, how)


def export_to(
    desk: Desk, name: str, path: Path, asked: Filters, how: Options, party_packs: Sequence[Path] = ()
) -> Loss:
    """The same to a file with others beside it. The base remembers it: a redaction goes after it.

    Raises:
        UnknownName: there is no such format.
        ResourceError: it needs what is not installed.
    """
    if name not in EXPORTERS:
        raise UnknownName("format", name, EXPORTERS)
    return writing.export_to(
        desk.store, desk.asked_for(asked), path, name, writing.how_of(asked, how, party_packs)
    )


def release(desk: Desk, folder: Path, plan: Plan, how: Options, party_packs: Sequence[Path] = ()) -> Release:
    """Write the incidents that `plan.filters` asks for as a frozen data set, see `write_release`.

    The base remembers it: a redaction goes after it.

    Raises:
        UnknownName: there is no such format or filter.
        SaysoError: something is there already, or the base changed meanwhile.
    """
    for name in plan.formats:
        if name not in EXPORTERS:
            raise UnknownName("format", name, EXPORTERS)
    chosen = writing.how_of(filters(**plan.filters), how, party_packs)
    return writing.release_to(desk.store, desk.asked_for, folder, plan, chosen)


def imported(
    desk: Desk, name: str, paths: Iterable[Path], source: str | None, party_packs: Sequence[Path] = ()
) -> Iterator[Coded | BadRow]:
    """The records of files of another data set, to be added.

    Texts of annotations are looked for in the base, by the name of the report.

    Raises:
        UnknownName: there is no such format.
    """
    if name not in IMPORTERS:
        raise UnknownName("format", name, IMPORTERS)
    parties = load_parties(party_packs)
    known = TablesKnown(parties, parties.parties, load_ontology())
    how = Importing(known, source, _text_in(desk))
    for path in paths:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from IMPORTERS[name].read(file, str(path), how)
        except ReadError as error:
            yield BadRow(str(error))
        except UnicodeDecodeError as error:
            yield BadRow(f"{path}: {error}; UTF-8 is expected")
        except OSError as error:
            yield BadRow(f"{path}: cannot be read: {error.strerror}")


def _text_in(desk: Desk) -> Callable[[str, str], str | None]:
    def text(report: str, _sha256: str) -> str | None:
        found = desk.store.record(report)
        return None if found is None else found.report.text

    return text
