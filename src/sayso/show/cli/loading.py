"""`sayso add` of folders of bulk runs."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.desk import Desk, Outcome
from sayso.desk.coding import author
from sayso.errors import BulkError
from sayso.show import words
from sayso.show.cli.streams import Problems

if TYPE_CHECKING:
    from sayso.bulk.engine import Engine


def split(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths that are folders of bulk runs, and the others."""
    from sayso.bulk.layout import is_bulk

    folders = [path for path in paths if path != "-" and is_bulk(path)]
    return folders, [path for path in paths if path not in folders]


def loaded(
    desk: Desk, folders: Sequence[str], problems: Problems, engine: "Engine | None" = None
) -> Iterator[Outcome]:
    """What came of each record of bulk runs; with an engine they are joined by blocks.

    Raises:
        BulkError: the packages that read them are missing.
    """
    from sayso.bulk import records, unfinished

    for folder in folders:
        missing = unfinished(folder)
        if missing:
            what = "it has not ended" if missing < 0 else f"{words.counted(missing, 'part')} are not there"
            problems.tell(f"{folder}: {what}; what is done is loaded, `sayso bulk` goes on with the rest")
        if engine is None:
            yield from desk.load(records(folder))
        else:
            yield from _by_blocks(desk, folder, engine, problems)


def _by_blocks(desk: Desk, folder: str, engine: "Engine", problems: Problems) -> Iterator[Outcome]:
    from sayso.bulk.blocks import Blocks

    blocks = Blocks(folder, author())
    try:
        yield from desk.load_blocks((one.records, one.before, one.said) for one in blocks.made(engine))
    except OSError as error:
        raise BulkError(
            f"{blocks.folder}: cannot be written: {error.strerror}; add it without --engine"
        ) from None
    yield from desk.load(blocks.lost)
    if blocks.failed is not None:
        problems.tell(f"{folder}: joined by one process alone: {blocks.failed}")
