"""What went wrong, by cause, with a few examples each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

EXAMPLES = 3  # of each cause
_SHORT = 110  # code points of an example


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is wrong: `example` shows it in short, `where` names the document or row."""

    cause: str
    where: str
    example: str


def grouped(misses: Iterable[Miss]) -> list[tuple[str, list[Miss]]]:
    """The misses by cause, the most frequent cause first."""
    groups: dict[str, list[Miss]] = {}
    for miss in misses:
        groups.setdefault(miss.cause, []).append(miss)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def error_lines(misses: Iterable[Miss]) -> Iterator[str]:
    """The report for people."""
    groups = grouped(misses)
    yield f"## errors: {sum(len(rows) for _, rows in groups)} of {len(groups)} causes"
    for cause, rows in groups:
        yield f"{len(rows):5}  {cause}"
        for miss in _shown(rows):
            yield f"         {miss.where}: {miss.example}"


def error_rows(misses: Iterable[Miss]) -> list[dict[str, object]]:
    """The report as JSON."""
    return [
        {
            "cause": cause,
            "count": len(rows),
            "examples": [{"where": miss.where, "example": miss.example} for miss in _shown(rows)],
        }
        for cause, rows in grouped(misses)
    ]


def _shown(rows: list[Miss]) -> Iterator[Miss]:
    """The first ones, each of another document as far as there are."""
    first = {miss.where: miss for miss in reversed(rows)}
    chosen = [miss for miss in rows if first[miss.where] is miss]
    others = [miss for miss in rows if first[miss.where] is not miss]
    yield from [*chosen, *others][:EXAMPLES]


def short(text: str, limit: int = _SHORT) -> str:
    """The beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 3].rstrip()}..."
