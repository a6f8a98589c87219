"""`sayso add` of folders of bulk runs."""

from collections.abc import Iterator, Sequence

from sayso.desk import Desk, Outcome
from sayso.show import words
from sayso.show.cli.streams import Problems


def split(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths that are folders of bulk runs, and the others."""
    from sayso.bulk.layout import is_bulk

    folders = [path for path in paths if path != "-" and is_bulk(path)]
    return folders, [path for path in paths if path not in folders]


def loaded(desk: Desk, folders: Sequence[str], problems: Problems) -> Iterator[Outcome]:
    """What came of each record of bulk runs.

    Raises:
        BulkError: the packages that read them are missing.
    """
    from sayso.bulk import records, unfinished

    for folder in folders:
        missing = unfinished(folder)
        if missing:
            what = "it has not ended" if missing < 0 else f"{words.counted(missing, 'part')} are not there"
            problems.tell(f"{folder}: {what}; what is done is loaded, `sayso bulk` goes on with the rest")
        yield from desk.load(records(folder))
