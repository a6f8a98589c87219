"""A party, an outlet and a claim as their pages tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model.kept import ClaimRecord
from sayso.model.parties import PartyKind, Relation, Scheme
from sayso.model.statements import AuthorCommitment, Stance
from sayso.model.voices import Outlet, PartyRow, Standing, Voice
from sayso.show import words
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.hiding import around
from sayso.show.web.views.naming import byline

KINDS = {
    PartyKind.STATE: "state",
    PartyKind.STATE_FORCE: "police or other force of a state",
    PartyKind.ARMED_FORCE: "armed force of a state",
    PartyKind.ARMED_GROUP: "armed group",
    PartyKind.COALITION: "coalition",
    PartyKind.ORGANIZATION: "organization",
    PartyKind.PERSON: "person",
    PartyKind.CIVILIAN: "civilians",
    PartyKind.MEDIA: "media",
    PartyKind.OBJECT: "thing",
    PartyKind.UNNAMED: "not named",
}
RELATIONS = {
    Relation.PART_OF: "Part of",
    Relation.ALLIED_WITH: "Allied with",
    Relation.BACKED_BY: "Backed by",
    Relation.OPPOSED_TO: "Opposed to",
    Relation.SUCCESSOR_OF: "Successor of",
    Relation.LEADS: "Leads",
}
SCHEMES = {
    Scheme.ISO_ALPHA_2: "ISO 3166 alpha-2",
    Scheme.ISO_ALPHA_3: "ISO 3166 alpha-3",
    Scheme.ISO_NUMERIC: "ISO 3166 numeric",
    Scheme.CAMEO: "CAMEO",
    Scheme.PLOVER_COUNTRY: "PLOVER country",
    Scheme.PLOVER_SECTOR: "PLOVER sector",
    Scheme.COW: "Correlates of War",
    Scheme.GW: "Gleditsch and Ward",
    Scheme.FIPS: "FIPS 10-4",
    Scheme.WIKIDATA: "Wikidata",
    Scheme.ACLED_INTER: "ACLED interaction",
}
# The selectors of the W3C's Web Annotation Data Model, 4.2; so much text stands around a quotation.
_AROUND = 32


@dataclass(frozen=True, slots=True)
class Link:
    """What a party is to another; `page` is None where the other is in no table."""

    relation: str
    name: str
    page: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Saying:
    """Claims by the same words: what is said of what, and where that stands."""

    stance: str
    fields: tuple[tuple[str, str], ...]  # what they are about, and the page of each claim
    value: str
    source: str  # the words in their report
    by: str
    incident: str | None


@dataclass(frozen=True, slots=True)
class PartyPage:
    """All that the page of a party says; `counted` says of what the standing is."""

    id: str
    name: str
    kind: str
    country: str
    aliases: tuple[str, ...]
    codes: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    stances: tuple[tuple[str, int], ...]
    sayings: tuple[Saying, ...]
    standing: Standing
    counted: int
    acts: tuple[tuple[str, str, int | None], ...]  # what, address, how many


def party_page(
    row: PartyRow,
    found: Sequence[ClaimRecord],
    stances: Mapping[str, int],
    standing: Standing,
    numbers: Mapping[str, int | None],
) -> PartyPage:
    """The page of a party.

    Args:
        row: The party as the table has it.
        found: Its latest claims.
        stances: How many claims of each stance it makes.
        standing: How those of `found` stand to what others say.
        numbers: Of the filters `actor`, `target` and `claimant`, how many incidents they find; None: many.
    """
    party = row.party
    said = {"actor": "in which it acts", "target": "in which it is hit", "claimant": "of which it speaks"}
    return PartyPage(
        party.id,
        safe(party.name),
        KINDS[party.kind],
        party.country or "",
        tuple(safe(name) for name in dict.fromkeys((*party.aliases, *party.metonyms)) if name != party.name),
        tuple((SCHEMES.get(Scheme(name), name), safe(code)) for name, code in _codes(row).items()),
        tuple(_links(row)),
        tuple((words.STANCES[one], stances[one.value]) for one in Stance if stances.get(one.value)),
        tuple(sayings(found)),
        standing,
        len(found),
        tuple((said[name], links.incidents(**{name: party.id}), numbers[name]) for name in said),
    )


def _codes(row: PartyRow) -> dict[str, str]:
    known = {name: code for name, code in row.codes.items() if name in tuple(Scheme)}
    return known or ({Scheme.CAMEO.value: row.party.code} if row.party.code else {})


def _links(row: PartyRow) -> list[Link]:
    made = []
    for one in row.links:
        days = [f"since {one.since}" if one.since else "", f"until {one.until}" if one.until else ""]
        word = f"by the word of {safe(one.says)}" if one.says else ""
        sure = "" if one.checked else "not checked"
        note = ", ".join(filter(None, [*days, word, sure]))
        name = row.names.get(one.other)
        page = links.party(one.other) if name else None
        made.append(Link(RELATIONS[one.relation], safe(name or one.other), page, note))
    return made


def sayings(found: Sequence[ClaimRecord]) -> list[Saying]:
    """Claims as a list: those that rest on the same words stand together."""
    made = dict[tuple[str, str], Saying]()
    for one in found:
        claim, report = one.claim, one.coded.report
        source = links.report(report.id, claim.evidence.start, claim.evidence.end)
        stance, field = words.STANCES[claim.stance], (words.FIELDS[claim.field], links.claim(one.id))
        there = made.get((stance, source))
        made[stance, source] = Saying(
            stance,
            (field,) if there is None else (*there.fields, field),
            safe(claim.value[:2000]),
            source,
            byline(one.coded),
            links.incident(one.incident) if one.incident else None,
        )
    return list(made.values())


@dataclass(frozen=True, slots=True)
class OutletPage:
    """All that the page of an outlet says."""

    name: str
    reports: int
    list: str  # of its incidents
    incidents: int | None
    claims: int
    own: str
    nobody: str
    relayed: tuple[tuple[Voice, str | None, str], ...]  # who, its page, share of what is relayed
    copies: int
    share: str
    unsure: int
    taken_from: tuple[tuple[str, str | None, int], ...]
    latest: tuple[tuple[str, str, str], ...]  # title, page, day


def outlet_page(found: Outlet, incidents: int | None) -> OutletPage:
    """The page of an outlet; `incidents` are those that its reports tell, None where they are very many."""
    others = found.claims - found.own_voice
    return OutletPage(
        safe(found.name)[:300],
        found.reports,
        links.incidents(outlet=found.name),
        incidents,
        found.claims,
        share(found.own_voice, found.claims),
        share(found.nobody, found.claims),
        tuple(
            (one, links.party(one.party) if one.party else None, share(one.claims, others))
            for one in found.relayed
        ),
        found.copies,
        share(found.copies, found.reports),
        found.unsure,
        tuple(
            (safe(name)[:200] if name else "an outlet that is not known", _source(name), many)
            for name, many in found.taken_from
        ),
        tuple(
            (safe((title or id_)[:1000])[:200], links.report(id_), day or "")
            for id_, title, day in found.latest
        ),
    )


def _source(name: str | None) -> str | None:
    return links.source(name) if name else None


def share(part: int, whole: int) -> str:
    """ "12 of 40 (30 %)"; of little only the numbers, for a share of three says nothing."""
    if whole < 20:
        return f"{part:,} of {whole:,}"
    percent = 100 * part / whole
    said = "under 1" if 0 < percent < 1 else f"{percent:.0f}"
    return f"{part:,} of {whole:,} ({said} %)"


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """All that the page of a claim says: its sentence in three parts, and how to find it elsewhere."""

    id: str
    who: str
    party: str | None
    stance: str
    field: str
    value: str
    before: str
    exact: str
    after: str
    relayed: tuple[str, ...]
    hedges: tuple[str, ...]
    codes: tuple[str, ...]
    by: str
    outlet: str | None
    report: str
    source: str
    url: str | None
    incident: str | None
    start: int
    end: int
    prefix: str
    suffix: str


def claim_page(one: ClaimRecord, url: str | None) -> ClaimPage:
    """The page of a claim; `url` is where its report was published, if that is on the web."""
    claim, said, report = one.claim, one.statement, one.coded.report
    text, start, end = report.text, claim.evidence.start, claim.evidence.end
    first, last = around(text, start, end)
    source = None if said.source is None else said.source.party
    return ClaimPage(
        one.id,
        _who(one),
        links.party(source.party) if source is not None and source.party and not said.own_voice else None,
        words.STANCES[claim.stance],
        words.FIELDS[claim.field],
        safe(claim.value[:2000]),
        _part(text[first:start]),
        _part(text[start:end]),
        _part(text[end:last]),
        tuple(safe(via.party.name) for via in said.via),
        tuple(_hedges(one)),
        tuple(
            filter(None, (claim.cameo and f"CAMEO {claim.cameo}", claim.plover and f"PLOVER {claim.plover}"))
        ),
        byline(one.coded),
        links.source(report.outlet) if report.outlet else None,
        links.report(report.id),
        links.report(report.id, start, end),
        url,
        links.incident(one.incident) if one.incident else None,
        start,
        end,
        _part(text[max(0, start - _AROUND) : start]),
        _part(text[end : end + _AROUND]),
    )


def _part(text: str) -> str:
    """Text without what hides or turns its surroundings; blanks at its ends stay."""
    middle = safe(text)
    before = " " if text[:1].isspace() else ""
    return f"{before}{middle}{' ' if middle and text[-1:].isspace() else ''}"


def _who(one: ClaimRecord) -> str:
    if one.statement.own_voice:
        return "The report, in its own voice"
    return safe(one.claimant) if one.claimant else words.NOBODY


def _hedges(one: ClaimRecord) -> list[str]:
    said = one.statement
    commitment = {
        AuthorCommitment.CONFIRMS: "the report takes it for true",
        AuthorCommitment.HEDGES: "the report hedges it",
        AuthorCommitment.DISTANCES: "the report keeps its distance",
    }
    found = [f"basis: {said.basis.value.replace('_', ' ')}", f"act: {said.act.value}"]
    found.append(f"certainty: {said.certainty.value}")
    if said.polarity is not None:
        found.append(f"polarity: {said.polarity.value}")
    if said.author_commitment in commitment:
        found.append(commitment[said.author_commitment])
    return found
