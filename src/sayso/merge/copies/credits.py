"""Which agency a text is credited to, and where that stands: "(AFP)", "— Reuters", "(Reporting by ...)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model.spans import Span

# Names as they stand in credits, and the agency. Facts about agencies; a name in capitals that stands in
# brackets before the dash of a dateline is a credit even if it is not here.
AGENCIES = {
    "AFP": "AFP",
    "Agence France-Presse": "AFP",
    "AP": "AP",
    "Associated Press": "AP",
    "The Associated Press": "AP",
    "Reuters": "Reuters",
    "Reuter": "Reuters",
    "REUTER": "Reuters",
    "UPI": "UPI",
    "United Press International": "UPI",
    "dpa": "dpa",
    "Deutsche Presse-Agentur": "dpa",
    "EFE": "EFE",
    "Efe": "EFE",
    "ANSA": "ANSA",
    "APA": "APA",
    "Belga": "Belga",
    "Bloomberg": "Bloomberg",
    "Press Association": "PA",
    "PA": "PA",
    "PA Media": "PA",
    "CP": "CP",
    "Canadian Press": "CP",
    "The Canadian Press": "CP",
    "AAP": "AAP",
    "NZPA": "NZPA",
    "TASS": "TASS",
    "Tass": "TASS",
    "ITAR-TASS": "TASS",
    "Interfax": "Interfax",
    "RIA Novosti": "RIA Novosti",
    "Xinhua": "Xinhua",
    "Kyodo": "Kyodo",
    "Jiji": "Jiji",
    "Yonhap": "Yonhap",
    "PTI": "PTI",
    "Press Trust of India": "PTI",
    "UNI": "UNI",
    "ANI": "ANI",
    "IANS": "IANS",
    "APP": "APP",
    "Anadolu": "Anadolu",
    "Anadolu Agency": "Anadolu",
    "AA": "Anadolu",
    "SANA": "SANA",
    "IRNA": "IRNA",
    "Fars": "Fars",
    "Tasnim": "Tasnim",
    "WAFA": "WAFA",
    "Wafa": "WAFA",
    "NNA": "NNA",
    "KUNA": "KUNA",
    "SPA": "SPA",
    "MENA": "MENA",
    "SUNA": "SUNA",
    "Saba": "Saba",
    "PANA": "PANA",
    "Tanjug": "Tanjug",
    "SRNA": "SRNA",
    "HINA": "HINA",
    "Hina": "HINA",
    "BNS": "BNS",
    "PAP": "PAP",
    "CTK": "CTK",
    "MTI": "MTI",
    "Ukrinform": "Ukrinform",
    "UNIAN": "UNIAN",
    "Azertac": "Azertac",
    "Armenpress": "Armenpress",
    "Antara": "Antara",
    "Bernama": "Bernama",
    "PNA": "PNA",
}
_KNOWN = "|".join(re.escape(name) for name in sorted(AGENCIES, key=lambda name: (-len(name), name)))
_NAMES = rf"(?:{_KNOWN})(?:[-/](?:{_KNOWN})|,? (?:and|with) (?:{_KNOWN}))*"
_DASH = r"(?:--?|–|—|:)"
_START, _END = r"^[ \t]*", r"[ \t]*$"
# "BAMAKO (AFP) -", "KYIV, Sept 17 (Reuters) —": a place, a day, the agency in brackets, a dash.
_DATELINE = (
    rf"{_START}(?:(?P<place>[A-Z][^\n()]{{1,60}}?)[ \t]*)?"
    rf"\((?P<name>{_NAMES}|[A-Z][A-Z-]{{1,9}})\)[ \t]*{_DASH}"
)
# "Cairo, AFP —"
_PLAIN = (
    rf"{_START}(?:[A-Z]{{3,}}[^\n()]{{0,50}}?|[A-Z][\w' -]{{1,30}}),?[ \t]+"
    rf"(?P<name>{_NAMES})[ \t]*{_DASH}(?=[ \t])"
)
# The last words of a line: "(dpa)", "— Reuters", or nothing but the name.
_LAST = (
    rf"(?:(?:^|[ \t])[(\[](?P<in>{_NAMES})[)\]]|(?:^|[ \t]){_DASH}[ \t]*(?P<after>{_NAMES})"
    rf"|{_START}(?P<alone>{_NAMES}))\.?{_END}"
)
_BYLINE = (
    rf"{_START}(?:By|From|by)[ \t][^\n]{{2,60}}?[ \t]*(?:\||,|/|{_DASH}|of|for|in)[ \t]*"
    rf"(?P<name>{_NAMES})(?:[ \t]+writer)?{_END}"
)
_NAMED = (
    rf"{_START}[(\[]?(?i:Source|Credit|Via|With input from|"
    r"This (?:story|report|article) (?:was )?(?:first )?(?:published|appeared) (?:by|in|on))"
    rf"[: ][ \t]*(?P<name>[A-Z][^\n.;)\]]{{1,60}})[.)\]]*{_END}"
)
_NAMING = [re.compile(one, re.MULTILINE) for one in (_DATELINE, _PLAIN, _LAST, _BYLINE, _NAMED)]
_STAFF = re.compile(
    rf"{_START}\(?(?:Additional )?(?:Reporting|Writing|Editing|Compiled) by [^\n]{{2,300}}$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit: the agency or outlet that it names, None where it names people alone."""

    agency: str | None
    span: Span


def credit_lines(text: str) -> tuple[Credit, ...]:
    """The credits of a text, in text order; none overlaps another."""
    kept: list[Credit] = []
    for credit in sorted(_found(text), key=lambda one: (one.span.start, -one.span.end)):
        if not kept or credit.span.start >= kept[-1].span.end:
            kept.append(credit)
    return tuple(kept)


def wire(found: tuple[Credit, ...]) -> str | None:
    """The agency that a text is credited to: the first one named."""
    return next((one.agency for one in found if one.agency is not None), None)


def _found(text: str) -> Iterator[Credit]:
    for pattern in _NAMING:
        for found in pattern.finditer(text):
            name = next(value for key, value in found.groupdict().items() if value and key != "place")
            yield Credit(_agency(name), Span(found.start(), found.end()))
    for found in _STAFF.finditer(text):
        yield Credit(None, Span(found.start(), found.end()))


def _agency(name: str) -> str:
    """ "NZPA-AFP" is AFP's text by way of NZPA: the last one named wrote it."""
    parts = re.findall(_KNOWN, name)
    return AGENCIES[parts[-1]] if parts else name.strip()
