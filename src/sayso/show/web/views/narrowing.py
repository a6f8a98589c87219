"""How a list is narrowed down: facets, what is asked for already, and what to ask less of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sayso.model.edits import ReviewState
from sayso.model.events import Modality
from sayso.model.listed import Overview
from sayso.model.statements import ClaimField, Stance
from sayso.show import words
from sayso.show.web import links
from sayso.show.web.asked import Asked
from sayso.show.web.views.rows import Named, clipped

LIST = "/incidents"
# Of each filter, under its parameter, what it is called; `{}` is its value.
LABELS: Mapping[str, str] = {
    "q": "Words: {}",
    "since": "From {}",
    "until": "To {}",
    "area": "In the box {}",
    "place": "Place: {}",
    "country": "Country: {}",
    "admin1": "Province: {}",
    "party": "Party: {}",
    "actor": "Actor: {}",
    "target": "Target: {}",
    "side": "Side: {}",
    "claimant": "Claimant: {}",
    "stance": "Somebody {}",
    "field": "Claims on {}",
    "modality": "It {}",
    "type": "Type: {}",
    "mode": "Mode: {}",
    "weapon": "Weapon: {}",
    "killed": "{} killed or more",
    "wounded": "{} wounded or more",
    "confidence": "Confidence from {}",
    "disputed": "{}",
    "unsure": "{}",
    "reviewed": "{}",
    "state": "Review: {}",
    "grade": "Grade: {}",
    "outlet": "Outlet: {}",
    "report": "Report: {}",
}
# Facets in the order in which a page has them: a field, and its heading.
FACETS: Mapping[str, str] = {
    "disputed": "Dispute",
    "type": "What happened",
    "party": "Party",
    "country": "Country",
    "admin1": "Province",
    "weapon": "Weapon",
    "year": "Year",
    "state": "Review",
    "modality": "Did it happen",
    "outlet": "Outlet",
    "unsure": "Sameness",
}
STATES: Mapping[str, str] = {
    ReviewState.MACHINE: "by machine alone",
    ReviewState.CODED: "by one coder",
    ReviewState.SECOND_CODED: "by two coders",
    ReviewState.ADJUDICATED: "adjudicated",
    ReviewState.PUBLISHED: "published",
    ReviewState.UNVERIFIABLE: "unverifiable",
    ReviewState.NEEDS_SOURCE: "needs a source",
    ReviewState.WITHDRAWN: "withdrawn",
}
_FLAGS: Mapping[str, Mapping[str, str]] = {
    "disputed": {"yes": "Disputed", "no": "Not disputed"},
    "reviewed": {"yes": "Reviewed by a person", "no": "Not reviewed"},
    "unsure": {"yes": "May be one with another", "no": "Distinct from others"},
}
# What the form above a list shows; other filters it hands on.
FIELDS = ("q", "since", "until", "place", "actor", "target", "side", "claimant", "killed")


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: a link that asks for it, or, where it is asked for, one that no longer does."""

    label: str
    number: int
    href: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field that most incidents have."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is asked for, and the address without it."""

    name: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Relax:
    """What is left when one filter is taken away."""

    chip: Chip
    found: str


def facets(asked: Asked, overview: Overview, name: Named) -> tuple[Facet, ...]:
    """Facets that divide what is asked for: one with a single value that is not asked for tells nothing."""
    made = []
    for field, label in FACETS.items():
        options = tuple(
            _option(asked, field, value, number, overview, name)
            for value, number in overview.facets.get(field, ())
        )
        if len(options) > 1 or any(one.active for one in options):
            made.append(Facet(label, options))
    return tuple(made)


def _option(asked: Asked, field: str, value: str, number: int, overview: Overview, name: Named) -> Option:
    label = overview.names.get(value, value) if field == "party" else spoken(field, value, name)
    if field == "year":
        active = asked.given.get("since") == value == asked.given.get("until")
        to = None if active else value
        return Option(label, number, links.query(LIST, asked.given, since=to, until=to), active)
    active = asked.given.get(field) == value
    changed = {field: None if active else value}
    return Option(clipped(label, 120), number, links.query(LIST, asked.given, **changed), active)


def chips(asked: Asked, name: Named, names: Mapping[str, str], path: str = LIST) -> tuple[Chip, ...]:
    """Each filter that is asked for, in words."""
    return tuple(
        Chip(
            field,
            LABELS[field].format(clipped(names.get(value) or spoken(field, value, name), 120)),
            links.query(path, asked.given, **{field: None}),
        )
        for field, value in asked.given.items()
        if field in LABELS
    )


def spoken(field: str, value: str, name: Named) -> str:
    """A value as people say it."""
    known: Mapping[str, Callable[[str], str]] = {
        "type": _sentence,
        **{flag: said.__getitem__ for flag, said in _FLAGS.items()},
        "country": lambda code: name(code) or code,
        "modality": lambda one: words.MODALITIES[Modality(one)],
        "state": STATES.__getitem__,
        "stance": lambda one: words.STANCES[Stance(one)],
        "field": lambda one: words.FIELDS[ClaimField(one)],
        **dict.fromkeys(("party", "actor", "target", "side", "claimant"), lambda id_: name(id_) or id_),
    }
    return known[field](value) if field in known else value


def _sentence(code: str) -> str:
    return code.replace("_", " ").capitalize()


def hidden(asked: Asked, *shown: str) -> list[tuple[str, str]]:
    """Parameters that a form hands on without showing them."""
    return [(name, value) for name, value in asked.given.items() if name not in shown]
