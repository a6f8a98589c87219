"""Who says what of an incident: field by field, side by side, and who says nothing."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from sayso.model.events import Event
from sayso.model.record import Coded, Dispute, Side
from sayso.model.standings import Camp, FieldStanding, Line, Status, camps, standings
from sayso.model.statements import Act, Basis, Stance, Statement
from sayso.show import headlines, words
from sayso.show.cli.page import Page
from sayso.show.safe import safe

_STYLES = {
    Status.DISPUTED: "bold yellow",
    Status.AGREED: "green",
    Status.SEVERAL: "cyan",
    Status.ONE_SIDE: "cyan",
    Status.REPORT: "dim",
    Status.SILENT: "dim",
}
_WHO, _COLUMN = 20, 30  # cells for who speaks, and with how they say it
_CUE = 60  # code points that a verb may stand before what is said
_IN_THE_CUE = frozenset({Act.ACCUSE, Act.DENY, Act.REQUEST, Act.THREATEN, Act.PROMISE})
_BESIDE_FROM = 72  # cells below which two columns of a dispute would be too narrow to read
_OWN_WORDS = 160  # code points of a sentence of the report itself: who wants all of it has the report


def account_of(party: str | None) -> str:
    """The heading over what a party says; None is a speaker whom the text does not name."""
    name = words.NOBODY if party is None else safe(party)
    return name[:1].upper() + name[1:]


class Accounts:
    """Writes who says what in one record."""

    def __init__(self, page: Page, coded: Coded) -> None:
        self._page = page
        self._coded = coded
        self._text = coded.report.text
        self._statements = {statement.id: statement for statement in coded.statements}

    def of_events(self, events: Sequence[Event]) -> None:
        """All accounts of some events, the fields in dispute first."""
        fields = standings(self._coded, events)
        if not fields:
            return
        sides = camps(self._coded, events)
        if len(sides) > 1:
            self._page.gap()
            self._page.field(Text("sides", style="dim"), _listed(sides), indent=4)
        for one in fields:
            self._page.gap()
            self._field(one, several=len(events) > 1)

    def _field(self, one: FieldStanding, *, several: bool) -> None:
        title = Text(words.FIELDS[one.field][:1].upper() + words.FIELDS[one.field][1:], style="bold")
        title.append(": ", style="not bold").append(one.status.value, style=_STYLES[one.status])
        self._page.text(title, indent=4)
        for dispute in one.disputes:
            self.dispute(dispute)
        shown = [side.span for dispute in one.disputes for side in dispute.sides]
        for line in _once(one.lines):
            if not any(span.covers(line.claim.evidence) for span in shown):
                self._line(line, several=several)
        if one.silent and one.status is Status.ONE_SIDE:
            said = Text("nothing on it from ", style="dim").append(_names(one.silent))
            self._page.text(said, indent=6)

    def _line(self, line: Line, *, several: bool) -> None:
        own = line.own_voice
        who = Text(self._who(line.statement), style="dim" if own else "cyan")
        if who.cell_len >= _WHO:
            self._page.text(who, indent=6)
            who = Text()
        who.pad_right(_WHO - who.cell_len)
        label = who.append(words.STANCES[line.claim.stance], style="bold red" if _is_no(line) else "dim")
        quote = self._said(line)
        value = Text(words.quoted(quote, _OWN_WORDS) if own else words.quoted(quote))
        if several:
            value.append(f"  ({safe(line.claim.event)})", style="dim")
        if line.statement.via:
            chain = ", quoting ".join(safe(one.party.name) for one in line.statement.via)
            value.append(f"  reported by {chain}", style="dim")
        if line.repeats is not None:
            value.append(f"  told as a fact; {safe(line.repeats)} claims it", style="yellow")
        self._page.field(label, value, indent=6, width=_COLUMN)

    def _said(self, line: Line) -> str:
        """The words of a claim, with the verb where they say nothing without it: "accused X of shelling"."""
        one, evidence = line.statement, line.claim.evidence
        first = evidence.start
        if one.act is Act.DECLINE and one.source is not None and one.source.span is not None:
            first = one.source.span.end  # "did not respond to a request for comment"
        elif one.act in _IN_THE_CUE and one.cue is not None:
            first = one.cue.start
        near = evidence.start - _CUE <= first <= evidence.start
        return self._text[first if near else evidence.start : evidence.end].strip()

    def _who(self, one: Statement) -> str:
        if one.basis is Basis.AUTHOR:
            return words.THE_REPORT
        if one.source is not None:
            return account_of(one.source.party.name)
        likely = " or ".join(dict.fromkeys(safe(other.party.name) for other in one.candidates))
        return words.NOBODY + (f" (perhaps {likely})" if likely else "")

    def dispute(self, dispute: Dispute) -> None:
        """The sides of a dispute, beside each other where there are two and room for them."""
        sides = [self._side(side) for side in dispute.sides]
        if len(sides) == 2 and self._page.width >= _BESIDE_FROM:
            self._page.beside(sides[0], sides[1], indent=6)
        else:
            for side in sides:
                self._page.text(side[0], indent=6)
                for line in side[1:]:
                    self._page.text(line, indent=8)
        if dispute.reason:
            self._page.text(Text(safe(dispute.reason), style="dim"), indent=6)

    def _side(self, side: Side) -> list[Text]:
        """Who, what in short where that is not the very words, and the words."""
        quote = side.span.of(self._text)
        said = self._statements.get(side.statement or "")
        who = self._who(said) if said is not None else account_of(side.party)
        short = [Text(safe(side.value))] if safe(side.value) != safe(quote) else []
        return [Text(who, style="bold"), *short, Text(words.quoted(quote), style="italic")]

    def silence(self) -> None:
        """Who was asked, or is told to say nothing, on no event in particular."""
        about = {claim.statement for claim in self._coded.claims}
        silent = [s for s in self._coded.statements if s.act is Act.DECLINE and s.id not in about]
        if not silent:
            return
        self._page.gap()
        self._page.rule()
        self._page.text(Text("Silent, which denies nothing", style="bold"))
        for one in silent:
            spans = [*([one.cue] if one.cue is not None else []), *one.content]
            whole = self._text[min(s.start for s in spans) : max(s.end for s in spans)]
            self._page.field(
                Text(self._who(one), style="cyan"), Text(words.quoted(whole)), indent=4, width=_COLUMN
            )


def _once(lines: Iterable[Line]) -> list[Line]:
    """Each say-so once: who speaks, how, and in which words.

    Of the report's own sentences the first, where it takes nobody's word, and those where it does.
    """
    kept: dict[object, Line] = {}
    for line in lines:
        one = line.statement
        key: tuple[object, ...] = (one.source, line.claim.stance, line.claim.evidence)
        if line.own_voice and line.repeats is None:
            key = (None, line.claim.stance, None)
        kept.setdefault(key, line)
    if any(line.repeats is not None for line in kept.values()):
        kept = {key: one for key, one in kept.items() if one.repeats or not one.own_voice}
    return list(kept.values())


def _is_no(line: Line) -> bool:
    return line.claim.stance is Stance.DENIES


def _names(sides: Iterable[Camp]) -> str:
    return headlines.names([camp.name for camp in sides])


def _listed(sides: Iterable[Camp]) -> Text:
    """The sides with their members, one side a line."""
    return Text("\n").join(
        Text(", ".join(dict.fromkeys(safe(party.name) for party in camp.parties))) for camp in sides
    )
