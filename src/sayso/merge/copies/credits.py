"""Which agency a text is credited to, and where that stands: "(AFP)", "— Reuters", "(Reporting by ...)"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.model.crediting import CreditWords
from sayso.model.spans import Span

_DASH = r"(?:--?|–|—|:)"
_START, _END = r"^[ \t]*", r"[ \t]*$"


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit: the agency or outlet that it names, None where it names people alone."""

    agency: str | None
    span: Span


class _Reader:
    """The patterns of one language: those that name an agency, and those that name people alone."""

    def __init__(self, words: CreditWords) -> None:
        said = {part: "|".join(map(re.escape, found)) for part, found in words.words.items()}
        known = "|".join(
            re.escape(name) for name in sorted(words.agencies, key=lambda name: (-len(name), name))
        )
        names = rf"(?:{known})(?:[-/](?:{known})|,? (?:{said['and']}) (?:{known}))*"
        self.agencies = words.agencies
        self.known = re.compile(known)
        self.naming = [re.compile(one, re.MULTILINE) for one in _naming(names, said)]
        self.staff = re.compile(
            rf"{_START}\(?(?:(?:{said['additional']}) )?(?:{said['staff']}) (?:{said['staff_by']}) "
            r"[^\n]{2,300}$",
            re.MULTILINE,
        )

    def agency(self, name: str) -> str:
        """ "NZPA-AFP" is AFP's text by way of NZPA: the last one named wrote it."""
        parts = self.known.findall(name)
        return self.agencies[parts[-1]] if parts else name.strip()


def _naming(names: str, said: Mapping[str, str]) -> Iterator[str]:
    """The patterns of lines that name an agency."""
    # "BAMAKO (AFP) -", "KYIV, Sept 17 (Reuters) —": a place, a day, the agency in brackets, a dash.
    yield (
        rf"{_START}(?:(?P<place>[A-Z][^\n()]{{1,60}}?)[ \t]*)?"
        rf"\((?P<name>{names}|[A-Z][A-Z-]{{1,9}})\)[ \t]*{_DASH}"
    )
    # "Cairo, AFP —"
    yield (
        rf"{_START}(?:[A-Z]{{3,}}[^\n()]{{0,50}}?|[A-Z][\w' -]{{1,30}}),?[ \t]+"
        rf"(?P<name>{names})[ \t]*{_DASH}(?=[ \t])"
    )
    # The last words of a line: "(dpa)", "— Reuters", or nothing but the name.
    yield (
        rf"(?:(?:^|[ \t])[(\[](?P<in>{names})[)\]]|(?:^|[ \t]){_DASH}[ \t]*(?P<after>{names})"
        rf"|{_START}(?P<alone>{names}))\.?{_END}"
    )
    yield (
        rf"{_START}(?:{said['by']})[ \t][^\n]{{2,60}}?[ \t]*(?:\||,|/|{_DASH}|{said['of']})[ \t]*"
        rf"(?P<name>{names})(?:[ \t]+(?:{said['writer']}))?{_END}"
    )
    printed = (
        rf"(?:{said['this']}) (?:{said['printed']}) (?:(?:{said['was']}) )?(?:(?:{said['first']}) )?"
        rf"(?:{said['published']}) (?:{said['published_by']})"
    )
    yield (
        rf"{_START}[(\[]?(?i:{said['named']}|{printed})"
        rf"[: ][ \t]*(?P<name>[A-Z][^\n.;)\]]{{1,60}})[.)\]]*{_END}"
    )


_reader = lru_cache(maxsize=8)(_Reader)


def credit_lines(text: str, words: CreditWords) -> tuple[Credit, ...]:
    """The credits of a text, in text order; none overlaps another."""
    kept: list[Credit] = []
    for credit in sorted(_found(text, _reader(words)), key=lambda one: (one.span.start, -one.span.end)):
        if not kept or credit.span.start >= kept[-1].span.end:
            kept.append(credit)
    return tuple(kept)


def wire(found: tuple[Credit, ...]) -> str | None:
    """The agency that a text is credited to: the first one named."""
    return next((one.agency for one in found if one.agency is not None), None)


def _found(text: str, reader: _Reader) -> Iterator[Credit]:
    for pattern in reader.naming:
        for found in pattern.finditer(text):
            name = next(value for key, value in found.groupdict().items() if value and key != "place")
            yield Credit(reader.agency(name), Span(found.start(), found.end()))
    for found in reader.staff.finditer(text):
        yield Credit(None, Span(found.start(), found.end()))
