"""Each side's account of an incident, in its own words, the report's own voice last."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text

from sayso.model.events import Event
from sayso.model.record import Coded
from sayso.model.statements import Basis, Claim, Stance, Statement
from sayso.show.cli import words
from sayso.show.cli.page import Page
from sayso.show.cli.safe import safe

_STYLES = {Stance.DENIES: "bold red", Stance.CLAIMS: "bold", Stance.ALLEGES: "bold", Stance.DECLINES: "bold"}
_COLUMN = 30  # cells for "declines to say who was there", the longest


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody says: of which event, how, and in which words."""

    event: str
    stance: Stance
    quote: str
    via: str | None


def account_of(party: str | None) -> str:
    """The heading over what a party says; None is a speaker whom the text does not name."""
    name = words.NOBODY if party is None else safe(party)
    return name[:1].upper() + name[1:]


class Accounts:
    """Who says what in one record."""

    def __init__(self, coded: Coded) -> None:
        self._text = coded.report.text
        self._claims = coded.claims
        self._statements = {statement.id: statement for statement in coded.statements}
        self._party_of = {claim: a.party for a in coded.accounts for claim in a.claims}

    def of_events(self, events: Iterable[Event]) -> dict[str, dict[Line, list[str]]]:
        """Heading over each account -> its lines, each with all that it is about.

        The report's own voice comes last.
        """
        ids = {event.id for event in events}
        accounts: dict[str, dict[Line, list[str]]] = {}
        for claim in self._claims:
            if claim.event in ids:
                heading, line = self._line(claim)
                about = accounts.setdefault(heading, {}).setdefault(line, [])
                if words.FIELDS[claim.field] not in about:
                    about.append(words.FIELDS[claim.field])
        own = accounts.pop(words.OWN_VOICE, None)
        return accounts if own is None else {**accounts, words.OWN_VOICE: own}

    def _line(self, claim: Claim) -> tuple[str, Line]:
        statement = self._statements[claim.statement]
        line = Line(
            event=claim.event,
            stance=claim.stance,
            quote=words.quoted(claim.evidence.of(self._text)),
            via=safe(statement.via.party.name) if statement.via else None,
        )
        return self._heading(claim, statement), line

    def _heading(self, claim: Claim, statement: Statement) -> str:
        if statement.basis is Basis.AUTHOR:
            return words.OWN_VOICE
        if statement.source is None:
            perhaps = (
                f" (perhaps {' or '.join(map(safe, statement.candidates))})" if statement.candidates else ""
            )
            return words.NOBODY + perhaps
        return account_of(self._party_of.get(claim.id) or statement.source.party.name)


def write_accounts(page: Page, accounts: dict[str, dict[Line, list[str]]], *, several: bool) -> None:
    """All accounts, one under the other; `several` events: each line says which one it is about."""
    for heading, lines in accounts.items():
        page.gap()
        page.text(Text(heading, style="bold cyan"), indent=4)
        for line, about in lines.items():
            label = Text(words.STANCES[line.stance], style=_STYLES.get(line.stance, ""))
            label.append(f" {', '.join(about)}", style="not bold")
            if several:
                label.append(f" ({safe(line.event)})", style="not bold dim")
            value = Text(line.quote)
            if line.via:
                value.append(f"  reported by {line.via}", style="dim")
            page.field(label, value, indent=6, width=_COLUMN)
