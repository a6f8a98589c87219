"""Records and incidents made by hand for the account lines: no model is loaded."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sayso.merge.lines.lines import Line, lines
from sayso.merge.lines.parts import parts
from sayso.model.events import AcledCode, Event, Modality, PartyBasis, PartyRef, Toll
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement

ARMY = PartyRef("army", PartyKind.ARMED_FORCE)
HOSPITAL = PartyRef("Lom hospital", PartyKind.ORGANIZATION)
POLICE = PartyRef("police", PartyKind.STATE_FORCE)
FRONT = PartyRef("Free Valley Front", PartyKind.ARMED_GROUP, "fvf", basis=PartyBasis.DEFINITE)


@dataclass(frozen=True)
class Says:
    """Somebody says something: the phrase that names him, the cue and the words, as they stand in the text.

    `who` is the reference; one without a party where None. `options` are fields of the statement, its
    claim's `field`, and the `actor` of the attack.
    """

    phrase: str | None
    words: str
    cue: str = "said"
    who: PartyRef | None = None
    options: dict[str, Any] = field(default_factory=dict)


def span_of(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def record(
    name: str,
    text: str,
    *says: Says,
    outlet: str = "Valley Post",
    published: str = "2021-03-10",
    toll: tuple[str, int, str] | None = None,
) -> Coded:
    """A report with one attack, "attack" its trigger wherever the text has the word, and its statements.

    `toll` is (kind, number, words); a statement that holds the words gives it.
    """
    report = Report(text, name, outlet=outlet, published=date.fromisoformat(published))
    statements = tuple(_statement(f"s{n}", text, one) for n, one in enumerate(says, start=1))
    at = text.find("attack") if "attack" in text else 0
    trigger = Span(at, at + 6)
    tolls: tuple[Fact[Toll], ...] = ()
    if toll is not None:
        kind, number, words = toll
        tolls = (Fact(Toll(kind, number, number, None), (span_of(text, words),)),)
    event = Event(
        id="e1",
        triggers=(trigger,),
        type=Fact("ASSAULT", (trigger,)),
        modality=Fact(Modality.OCCURRED, (trigger,)),
        acled=Fact(AcledCode("Battles", "Armed clash"), (trigger,)),
        actors=tuple(Fact(one.options["actor"], (trigger,)) for one in says if "actor" in one.options),
        tolls=tolls,
    )
    claims = tuple(
        Claim(
            f"c{n}",
            one.id,
            "e1",
            said.options.get("field", ClaimField.OCCURRENCE),
            one.stance,
            one.content[0].of(text),
            one.content[0],
        )
        for n, (one, said) in enumerate(zip(statements, says, strict=True), start=1)
    )
    return Coded(report, events=(event,), statements=statements, claims=claims)


def denial(name: str) -> Coded:
    """A report in which the Front denies the attack."""
    says = Says(
        "The Front", "its men made the attack", "denied", FRONT, {"stance": Stance.DENIES, "act": Act.DENY}
    )
    return record(name, "The Front denied that its men made the attack.", says)


def _statement(number: str, text: str, one: Says) -> Statement:
    content = span_of(text, one.words)
    source = None
    if one.phrase is not None:
        place = span_of(text, one.phrase, one.options.get("after", 0))
        source = Source(one.who or PartyRef(one.phrase.removeprefix("the "), PartyKind.UNNAMED), place)
    found = text.find(one.cue)
    return Statement(
        id=number,
        source=source,
        basis=one.options.get("basis", Basis.EXPLICIT if source is not None else Basis.NONE),
        act=one.options.get("act", Act.ASSERT),
        form=one.options.get("form", "indirect"),
        content=(content,),
        frame="clause",
        cue=Span(found, found + len(one.cue)) if found >= 0 else None,
        cue_lemma=one.cue,
        stance=one.options.get("stance", Stance.ASSERTS),
        field=one.options.get("field", ClaimField.OCCURRENCE),
    )


def found(*records: Coded, families: dict[str, str] | None = None) -> list[Line]:
    """The lines of an incident that all records are about."""
    members = [(coded, event) for coded in records for event in coded.events]
    return lines(parts(members, families or {}, records))


def told(*records: Coded, families: dict[str, str] | None = None) -> list[str]:
    """The lines, readable: who, and the reports."""
    return [
        f"{line.speaker.name}: {' '.join(dict.fromkeys(u.part.coded.report.id for u in line.utterances))}"
        for line in found(*records, families=families)
    ]
