"""The shipped rules: the one place that knows which function of `merge` answers which question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sayso.base.base import Base
from sayso.base.decided import Said
from sayso.base.rules import Copied, EventRules, Rules, TextRules
from sayso.errors import RevisionError
from sayso.lang.credits import load_credits
from sayso.merge.across import Member, decide, groups, keys, members, part
from sayso.merge.across.grouping import JOINED
from sayso.merge.copies import boilerplate
from sayso.merge.copies.families import families
from sayso.merge.copies.fingerprints import Fingerprint, fingerprint
from sayso.merge.copies.judging import CANDIDATE_KEYS, HALF, copy_decision, copy_link
from sayso.merge.lines import Remembered, accounts, figures_of_rows
from sayso.merge.revisions import chains, gone, revision, revision_decision, version_keys
from sayso.model.decisions import Decision, Judgement
from sayso.model.events import Event
from sayso.model.incidents import Accounts, Family, Gone
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.store import Store

ShippedBase = Base[Member, Fingerprint]
ShippedRules = Rules[Member, Fingerprint]
ShippedSaid = Said[Fingerprint]


def weapon_words() -> frozenset[str]:
    """Words and kinds of weapons that can be read in a report, in small letters."""
    from sayso.lang import load

    known = load("en").weapons
    return frozenset({*known, *(one.kind for one in known.values())})


def shipped_base(
    store: Store, author: str, *, today: date | None = None, rules: ShippedRules | None = None
) -> ShippedBase:
    """A base that decides by the shipped rules, or by `rules` that answer the same."""
    return Base(store, rules or shipped_rules(), author, today=today)


_LANGUAGE = "en"  # the one in which sayso reads reports


def shipped_rules() -> Rules[Member, Fingerprint]:
    """What `sayso merge` decides by."""
    credited_by = load_credits(_LANGUAGE)
    events = EventRules(
        members=members,
        keys=keys,
        rank=_rank,
        happening=lambda member: member.incident,
        decide=decide,
        groups=groups,
        part=part,
        ties=lambda said: said.judgement is not Judgement.DIFFERENT and said.score >= JOINED,
    )
    texts = TextRules(
        lines=lambda report: frozenset() if report.origin else boilerplate.line_keys(report),
        day=_day,
        recurs=lambda days: boilerplate.Recurrence(tuple(sorted(set(days))), len(days)).recurs,
        many=boilerplate.REPORTS,
        fingerprint=lambda report, furniture: fingerprint(_own_words(report), credited_by, furniture),
        keys=lambda text: text.keys,
        common=CANDIDATE_KEYS,
        addresses=lambda report: version_keys(_own_words(report)),
        compare=copy_decision,
        alike=_alike,
        link=copy_link,
        families=_families,
        revises=revision_decision,
        chain=_chain,
        revision=revision,
        gone=gone,
    )
    return Rules(events, texts, _accounts(Remembered()))


def _accounts(
    read: Remembered,
) -> Callable[[Sequence[tuple[Coded, Event]], Mapping[str, str], Mapping[str, Gone]], Accounts]:
    """The accounts of an incident; each report of it is read once, however many more join it."""

    def accounts_of(
        members: Sequence[tuple[Coded, Event]], copies: Mapping[str, str], withdrawn: Mapping[str, Gone]
    ) -> Accounts:
        # Records of other data sets are no witnesses: they count for nothing beside reports.
        reports = [one for one in members if one[0].report.origin is None]
        said = reports or [one for one in members if one[0].statements]
        if not said:
            return Accounts(figures=figures_of_rows(event for _, event in members))
        return accounts(said, copies, gone=withdrawn, read=read)

    return accounts_of


def _own_words(report: Report) -> Report:
    """Rows of a data set share words and addresses and are no copies: only editions of one row are one text.

    ACLED gives many rows one note, GDELT gives all that it finds in one article its address.
    """
    return report if report.origin is None else replace(report, text="", title=None, url=None)


def _rank(member: Member) -> str:
    """Events of one day, place and kind stand together."""
    day = "" if member.days is None else member.days[1].isoformat()
    countries, kinds = (",".join(sorted(map(str, some))) for some in (member.countries, member.kinds))
    place = member.event.place
    return "|".join((day, countries, "" if place is None else place.value.name.casefold(), kinds))


def _day(report: Report) -> str:
    (day,) = boilerplate.Recurrence().with_report(report).days
    return day


def _alike(decision: Decision) -> float:
    """The greater of the shares in which the words of the one stand in the other."""
    share = next((reason for reason in decision.reasons if reason.signal == "share"), None)
    return 0.0 if share is None or share.gate else round(share.score + HALF, 2)


def _families(copied: Copied[Fingerprint]) -> list[Family]:
    return list(families(copied.texts, copied.links, copied.together, copied.apart))


def _chain(reports: Sequence[Report], decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    try:
        found = chains(reports, decisions)
    except RevisionError:  # the base notes it where the circle is closed; nobody's word of order counts then
        found = chains([replace(one, revises=None) for one in reports], decisions)
    return [step for chain in found for step in pairwise(chain.versions)]
