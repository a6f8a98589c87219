"""Paths and bytes to reports: the entrance of the stage."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import BinaryIO

from sayso.errors import ReadError, UnknownName
from sayso.model.report import Report, text_id
from sayso.read.clean import clean
from sayso.read.drafts import Draft, Stream, finish
from sayso.read.options import DEFAULTS, MAX_BYTES, Failure, FailureKind, ReadOptions
from sayso.read.pieces import finished
from sayso.read.readers import READERS, choose_reader, reader_by_suffix

STDIN = "-"
_STDIN_NAME = "stdin"


def read_text(text: str, *, name: str | None = None, options: ReadOptions = DEFAULTS) -> Report:
    """The report that a string of doubtful origin makes: cleaned, its headline and language found.

    Args:
        text: The article; its first paragraph may be the headline.
        name: The report's id, made from the text where it is None.
        options: Only the metadata count.

    Raises:
        ReadError: there is no text, or too much of it.
    """
    try:
        return finish(Draft(text, headed=True), name or text_id(clean(text)), options)
    except ReadError as error:
        raise ReadError(f"{name or 'text'}: {error}") from None


def read_bytes(data: bytes, *, name: str, options: ReadOptions = DEFAULTS) -> Iterator[Report | Failure]:
    """The reports of one file's content, in the file's order, and a failure for each that cannot be read.

    Args:
        data: What the file holds.
        name: Its name: says the format by its suffix, and begins every message and id.
        options: Format, columns and metadata.

    Raises:
        UnknownName: `options.format` is no key of `READERS`.
    """
    _check_format(options)
    return _read(data, name, PurePath(name).stem or name, options)


def read_paths(
    paths: Sequence[Path | str], options: ReadOptions = DEFAULTS, *, stdin: BinaryIO | None = None
) -> Iterator[Report | Failure]:
    """The reports of files, folders and "-" (standard input), in the order given.

    A folder gives its files in order of their names, those of its folders included,
    without hidden ones, links to folders, and suffixes of no reader; the last are counted in
    one failure of kind "skipped". A file that is named twice is read once. A report's id
    is the stem of its file, with the folder's name before it where stems collide.

    Args:
        paths: What to read.
        options: Format, columns and metadata, the same for all of them.
        stdin: What "-" stands for.

    Raises:
        UnknownName: `options.format` is no key of `READERS`.
    """
    _check_format(options)
    return _read_all(list(find_files(paths, options)), options, stdin)


def find_files(paths: Sequence[Path | str], options: ReadOptions = DEFAULTS) -> Iterator[Path | Failure]:
    """What `read_paths` will read, in its order: for a progress bar's total. "-" stays "-"."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        found = _in_folder(path, options) if _is_folder(path) else [path]
        for item in found:
            if isinstance(item, Path):
                key = _resolved(item)
                if key in seen:
                    continue
                seen.add(key)
            yield item


def _check_format(options: ReadOptions) -> None:
    if options.format is not None and options.format not in READERS:
        raise UnknownName("input format", options.format, READERS)


def _is_folder(path: Path) -> bool:
    try:
        return str(path) != STDIN and path.is_dir()
    except (OSError, ValueError):  # a name that the system refuses; reading it says why
        return False


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links (RuntimeError in 3.11 and 3.12)
        return path


def _in_folder(folder: Path, options: ReadOptions) -> Iterator[Path | Failure]:
    files: list[Path] = []
    failures: list[Failure] = []
    skipped = 0
    waiting = [folder]
    while waiting:
        try:
            inside = sorted(waiting.pop().iterdir())
        except OSError as error:
            failures.append(
                Failure(str(error.filename), None, f"{error.filename}: {error.strerror}", "OSError")
            )
            continue
        for path in inside:
            if path.name.startswith("."):
                continue
            if _is_folder(path):
                waiting += [] if path.is_symlink() else [path]
            elif options.format is None and reader_by_suffix(path.name) is None:
                skipped += 1
            else:
                files.append(path)
    yield from sorted(files)
    yield from failures
    if skipped:
        message = f"{folder}: {skipped} of the files in it skipped, for their suffix is of no known format"
        yield Failure(str(folder), None, message, kind=FailureKind.SKIPPED)
    if not files and not failures:
        yield Failure(
            str(folder), None, f"{folder}: no reports in this folder; known suffixes: {_suffixes()}"
        )


def _suffixes() -> str:
    return " ".join(suffix for reader in READERS.values() for suffix in reader.suffixes)


def _read_all(
    found: Sequence[Path | Failure], options: ReadOptions, stdin: BinaryIO | None
) -> Iterator[Report | Failure]:
    stems = stems_of([item for item in found if isinstance(item, Path)])
    for item in found:
        if isinstance(item, Failure):
            yield item
            continue
        name = _STDIN_NAME if str(item) == STDIN else str(item)
        if (stream := _stream(item, options)) is not None:
            for draft in stream(str(item), options):
                yield draft if isinstance(draft, Failure) else finished(draft, name, stems[item], options)
            continue
        try:
            data = _load(item, stdin)
        except ReadError as error:
            yield Failure(name, None, f"{name}: {error}")
            continue
        yield from _read(data, name, stems[item], options)


def _stream(path: Path, options: ReadOptions) -> Stream | None:
    """How a file is read that need not fit into memory."""
    if str(path) == STDIN:
        return None
    reader = READERS[options.format] if options.format else reader_by_suffix(path.name)
    return None if reader is None else reader.stream


def stems_of(files: Sequence[Path]) -> dict[Path, str]:
    """An id for every file: its stem, more of its path where that is not enough."""
    stems = {path: _STDIN_NAME if str(path) == STDIN else path.stem for path in files}
    for form in (_with_folder, _with_folder_and_suffix, _with_all_folders):
        counts = Counter(stems.values())
        stems = {path: stem if counts[stem] == 1 else form(path) for path, stem in stems.items()}
    return stems


def _with_folder(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}" if path.parent.name else path.stem


def _with_folder_and_suffix(path: Path) -> str:
    return f"{path.parent.name}-{path.name}" if path.parent.name else path.name


def _with_all_folders(path: Path) -> str:
    return "-".join(part for part in _resolved(path).parts if part.strip("/"))


def _load(path: Path, stdin: BinaryIO | None) -> bytes:
    """The bytes of a file, or of standard input; its size is looked at before it is read."""
    if str(path) == STDIN:
        if stdin is None:
            raise ReadError("no standard input here; name a file")
        data = stdin.read(MAX_BYTES + 1)
    else:
        data = _load_file(path)
    if len(data) > MAX_BYTES:
        raise ReadError(_too_large(f"more than {MAX_BYTES:,}"))
    return data


def _load_file(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(_too_large(f"{size:,}"))
        if path.is_char_device() or path.is_block_device() or path.is_socket():
            raise ReadError("it is a device, not a file")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(
            f"cannot be read: {error.strerror or error}; check its name and permissions"
        ) from None
    except ValueError as error:  # a NUL in the name
        raise ReadError(f"cannot be read: {error}") from None


def _too_large(size: str) -> str:
    return f"{size} bytes, at most {MAX_BYTES:,} in one file; split it"


def _read(data: bytes, name: str, stem: str, options: ReadOptions) -> Iterator[Report | Failure]:
    try:
        if not data:
            raise ReadError("the file is empty; a report is expected")
        if len(data) > MAX_BYTES:
            raise ReadError(_too_large(f"{len(data):,}"))
        for draft in choose_reader(data, name, options).read(data, options):
            yield finished(draft, name, stem, options)
    except ReadError as error:
        yield Failure(name, None, f"{name}: {error}")
