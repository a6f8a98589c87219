"""ZIP files of reports, as news archives hand them out: each file in one is read as others are."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath

from sayso.errors import ReadError
from sayso.read.drafts import Draft, Fault, Reader
from sayso.read.options import FailureKind, ReadOptions
from sayso.read.zips import Package

_PACKED = frozenset(("zip", "warc"))


def bundle_reader(by_suffix: Callable[[str], Reader | None]) -> Reader:
    """The reader of ZIP files, whose parts the readers of `by_suffix` read."""

    def read(data: bytes, options: ReadOptions) -> Iterator[Draft | Fault]:
        """The reports of all files in a ZIP file, in order of their names.

        Raises:
            ReadError: it is no ZIP file, damaged, locked, a zip bomb, or holds no file of a known format.
        """
        package = Package(data)
        number = skipped = 0
        for name in sorted(package.names):
            reader = by_suffix(name)
            if name.endswith("/") or _hidden(name):
                continue
            if reader is None or reader.name in _PACKED:
                skipped += 1
                continue
            for one in _part(package, name, reader, options):
                number += 1
                yield replace(one, number=number) if isinstance(one, Draft) else one
        if number == 0:
            raise ReadError("no file of a known format in it")
        if skipped:
            said = f"{skipped} of the files in it skipped, for their suffix is of no known format"
            yield Fault(None, said, FailureKind.SKIPPED)

    return Reader("zip", (".zip",), read)


def _part(package: Package, name: str, reader: Reader, options: ReadOptions) -> Iterator[Draft | Fault]:
    try:
        for one in reader.read(package.read(name) or b"", options):
            inside = one.place if one.place is None else f"{name}, {one.place}"
            yield replace(one, place=inside or name)
    except ReadError as error:
        yield Fault(name, str(error))


def _hidden(name: str) -> bool:
    """Whether a part is what macOS adds to archives, or hidden."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePath(name).parts)
