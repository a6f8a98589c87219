"""A made-up base of any size, the same for the same seed: five events a report, five claims an event.

Written as a base is filled: whole records through `SqlStore.keep_all`, incidents through `computed.write`,
a thousand reports to a transaction. Words are as frequent as in texts (Zipf, Mandelbrot), countries, places,
parties and outlets are uneven, some incidents have many reports, some no day or no place. With `--bulk`
indexes that are no keys are made at the end; without, each transaction keeps them. Usage:
python -m tools.generate_base PLACE [--events N] [--seed N] [--bulk] [--more]
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from time import perf_counter, process_time

from sqlalchemy import Connection, Index, func, select
from sqlalchemy.schema import CreateIndex, DropIndex

from sayso.base.kept import incident_record
from sayso.model.decisions import event_key, incident_id
from sayso.model.events import (
    Event,
    Geometry,
    Interval,
    Location,
    Modality,
    PartyRef,
    PlacePrecision,
    TimeBasis,
    Toll,
    Weapon,
)
from sayso.model.incidents import (
    AccountLine,
    Agreement,
    FieldView,
    Figure,
    Grade,
    Graded,
    MergedIncident,
    Quoted,
    Said,
)
from sayso.model.kept import IncidentRecord, Told
from sayso.model.parties import PartyKind
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement
from sayso.store.sql import computed, tables
from sayso.store.sql.spreading import ORDER
from sayso.store.sql.sqlstore import SqlStore, open_store

REPORTS, EVENTS = 1_000, 5  # reports of one transaction, events of a report
# Incidents of one transaction by the number of their reports: 3,500 of 5,000 events.
SIZES = ((50, 10), (10, 40), (4, 100), (2, 350), (1, 3_000))
FIRST, DAYS = date(2014, 1, 1), 4_000
WORDS, GRAMMAR = 50_000, 120
COUNTRIES, PLACES, PARTIES, OUTLETS = 60, 6_000, 400, 300
TYPES = (
    ("ASSAULT", "explosives"),
    ("ASSAULT", "firearms"),
    ("ASSAULT", "targeted"),
    ("COERCE", "arrest"),
    ("ASSAULT", "abduct"),
    ("PROTEST", "demo"),
    ("MOBILIZE", "troops"),
    ("PROTEST", "riot"),
    ("THREATEN", "violence"),
    ("RETREAT", "withdraw"),
    ("COERCE", "seize"),
    ("AID", None),
)
_WEAPONS = ("artillery", "aircraft", "firearm", "explosive", "drone")
_VERSIONS = (Version("made up", "1"),)
_SYLLABLES = (
    "ba de ki lo mu na pe ri so tu va ze kra sto len mar dor fin gal hus jen qu wol ter ish ond pra".split()
)


def vocabulary() -> list[str]:
    """Made-up words, the most frequent first: the frequent ones are short."""
    rng = Random(1)
    short = [f"{a}{b}{c}" for a in "aeiou" for b in "nlrstm" for c in "aeiou"][:GRAMMAR]
    long = dict.fromkeys("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(4 * WORDS))
    return [*short, *list(long)[: WORDS - GRAMMAR]]


def _uneven(number: int, flat: float = 2.7) -> list[float]:
    return list(accumulate(1 / (rank + flat) for rank in range(number)))


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, as the reports of one incident tell it."""

    interval: Interval | None
    place: Location | None
    actor: PartyRef
    target: PartyRef
    type: str
    mode: str | None
    modality: Modality
    weapon: Weapon | None
    dead: int
    grade: Grade
    disputed: bool


class World:
    """Made-up reports and their incidents, a thousand reports at a time; the same number gives the same."""

    def __init__(self, seed: int, chunks: int) -> None:
        self._seed = seed
        self._chunks = chunks
        self._words = vocabulary()
        self._often = _uneven(WORDS)
        self._country_often, self._party_often = _uneven(COUNTRIES), _uneven(PARTIES // COUNTRIES, 1.0)
        self._outlet_often, self._type_often = _uneven(OUTLETS, 10), _uneven(len(TYPES), 1.0)
        self._place = lru_cache(maxsize=None)(self._made_place)
        self._party = lru_cache(maxsize=None)(self._made_party)

    def chunk(self, number: int) -> tuple[list[Coded], list[IncidentRecord]]:
        """The records of a thousand reports, and the incidents that they tell."""
        rng = Random(f"{self._seed} {number}")
        day = FIRST + timedelta(days=DAYS * number // self._chunks)
        told = self._told(rng)
        stories = [self._story(rng, day) for _ in range(1 + max(map(max, told)))]
        coded = [
            self._coded(rng, number * REPORTS + at, day, [(one, stories[one]) for one in some])
            for at, some in enumerate(told)
        ]
        members: dict[int, list[Told]] = {}
        for one, some in zip(coded, told, strict=True):
            for event, story in zip(one.events, some, strict=True):
                key = event_key(one.report.id, event.triggers[0].start)
                members.setdefault(story, []).append(Told(key, one, event))
        return coded, [_incident(stories[story], sorted(some, key=_key)) for story, some in members.items()]

    def _told(self, rng: Random) -> list[list[int]]:
        """Which five stories each report tells; none tells one twice."""
        sizes = [size for size, many in SIZES for _ in range(many)]
        # The longest first: dealt round and round, no report gets one story twice.
        slots = [story for story, size in enumerate(sizes) for _ in range(size)]
        told = [slots[at::REPORTS] for at in range(REPORTS)]
        rng.shuffle(told)
        return told

    def _made_place(self, number: int, country: int) -> Location:
        rng = Random(f"place {number} {country}")
        lat, lon = 12 + country % 8 * 4 + rng.gauss(0, 1.5), -20 + country // 8 * 14 + rng.gauss(0, 3)
        return Location(
            self._words[GRAMMAR + number * COUNTRIES + country].capitalize(),
            PlacePrecision.CITY,
            _country(country),
            round(lat, 4),
            round(lon, 4),
            5.0,
            f"made:{number * COUNTRIES + country}",
            geometry=Geometry.POINT,
            where_prec=1,
            geo_precision=1,
        )

    def _made_party(self, country: int, number: int) -> PartyRef:
        name = self._words[-1 - number * COUNTRIES - country].capitalize()
        kind = list(PartyKind)[number % len(PartyKind)]
        side = (f"{_country(country)}:0",) if number % 3 == 2 else ()
        return PartyRef(name, kind, f"{_country(country)}:{number}", _country(country), sides=side)

    def _story(self, rng: Random, day: date) -> Story:
        country = rng.choices(range(COUNTRIES), cum_weights=self._country_often)[0]
        first = day - timedelta(days=rng.randrange(7))
        last = first + timedelta(days=rng.choice((1, 2, 6, 29)) if rng.random() < 0.12 else 0)
        interval = Interval(first, last, TimeBasis.EXPLICIT) if rng.random() > 0.03 else None
        number = int(PLACES / COUNTRIES * rng.random() ** 2)
        one, two = rng.choices(range(PARTIES // COUNTRIES), cum_weights=self._party_often, k=2)
        type_, mode = rng.choices(TYPES, cum_weights=self._type_often)[0]
        return Story(
            interval,
            self._place(number, country) if rng.random() > 0.05 else None,
            self._party(country, one),
            self._party(country, two),
            type_,
            mode,
            rng.choices(list(Modality), cum_weights=(80, *range(81, 80 + len(Modality))))[0],
            Weapon(*2 * (rng.choice(_WEAPONS),)) if rng.random() < 0.4 else None,
            int(rng.paretovariate(1.1)) - 1,
            rng.choices(list(Grade), cum_weights=(1, 4, 8, 10))[0],
            rng.random() < 0.1,
        )

    def _coded(self, rng: Random, number: int, day: date, stories: Sequence[tuple[int, Story]]) -> Coded:
        words = rng.choices(self._words, cum_weights=self._often, k=150)
        parts: list[str] = []
        at, spans = 0, []
        for one, (_, story) in enumerate(stories):
            sentence, start, stop = self._sentence(words[one * 30 : one * 30 + 30], story)
            spans.append((Span(at + start, at + stop), Span(at, at + len(sentence))))
            parts.append(sentence)
            at += len(sentence) + 1
        outlet = f"Outlet {rng.choices(range(OUTLETS), cum_weights=self._outlet_often)[0]}"
        title = parts[0][spans[0][0].start : spans[0][0].end]
        report = Report(" ".join(parts), f"r{number:07}", title, outlet, day, "en")
        return _record(report, [story for _, story in stories], spans)

    def _sentence(self, words: Sequence[str], story: Story) -> tuple[str, int, int]:
        """Words with a telling among them, and where it stands."""
        where = f" in {story.place.name}" if story.place else ""
        before = f"{' '.join(words[:12]).capitalize()}. "
        told = f"{story.actor.name} hit {story.target.name}{where}, killing {story.dead}"
        return f"{before}{told}, {' '.join(words[12:])}.", len(before), len(before) + len(told)


def _country(number: int) -> str:
    return f"C{chr(65 + number // 26)}{chr(65 + number % 26)}"


def _key(told: Told) -> str:
    return told.key


def _record(report: Report, stories: Sequence[Story], spans: Sequence[tuple[Span, Span]]) -> Coded:
    events, statements, claims = [], list[Statement](), list[Claim]()
    for number, (story, (told, sentence)) in enumerate(zip(stories, spans, strict=True)):
        events.append(_event(f"e{number}", story, told))
        for party, act in ((story.actor, Act.ASSERT), (story.target, Act.ACCUSE)):
            name = f"s{len(statements)}"
            source = Source(party, told)
            statements.append(
                Statement(name, source, Basis.EXPLICIT, act, "indirect", (sentence,), "said", told)
            )
        theirs, others = f"s{2 * number}", f"s{2 * number + 1}"
        denied = Stance.DENIES if story.disputed else Stance.ASSERTS
        for statement, field, stance, value in (
            (theirs, ClaimField.OCCURRENCE, Stance.CLAIMS, story.type),
            (theirs, ClaimField.CASUALTIES, Stance.ASSERTS, str(story.dead)),
            (theirs, ClaimField.PLACE, Stance.ASSERTS, story.place.name if story.place else "there"),
            (others, ClaimField.OCCURRENCE, denied, story.type),
            (others, ClaimField.ACTOR, Stance.ALLEGES, story.actor.name),
        ):
            claims.append(Claim(f"c{len(claims)}", statement, f"e{number}", field, stance, value, told))
    return Coded(report, tuple(events), tuple(statements), tuple(claims), versions=_VERSIONS)


def _event(name: str, story: Story, told: Span) -> Event:
    trigger = (told,)
    return Event(
        name,
        trigger,
        Fact(story.type, trigger, confidence=0.8),
        Fact(story.modality, trigger),
        mode=Fact(story.mode, trigger) if story.mode else None,
        actors=(Fact(story.actor, trigger),),
        targets=(Fact(story.target, trigger),),
        place=Fact(story.place, trigger) if story.place else None,
        time=Fact(story.interval, trigger) if story.interval else None,
        weapons=(Fact(story.weapon, trigger),) if story.weapon else (),
        tolls=(Fact(Toll("killed", story.dead, story.dead, None), trigger),),
        incident=f"i{name}",
    )


def _incident(story: Story, told: Sequence[Told]) -> IncidentRecord:
    """An incident as `Base` would show it, as large as one of as many reports."""
    keys = tuple(one.key for one in told)
    reports = tuple(dict.fromkeys(one.coded.report.id for one in told))
    quoted = tuple(_quoted(one) for one in told[:8])

    def said(field: ClaimField, value: str, stance: Stance, party: PartyRef) -> Said:
        return Said(field, value, party.party, stance, quoted, keys)

    killed = said(ClaimField.CASUALTIES, str(story.dead), Stance.ASSERTS, story.actor)
    both = (
        said(ClaimField.OCCURRENCE, story.type, Stance.CLAIMS, story.actor),
        said(
            ClaimField.OCCURRENCE,
            story.type,
            Stance.DENIES if story.disputed else Stance.ASSERTS,
            story.target,
        ),
    )
    fields = (
        FieldView(ClaimField.OCCURRENCE, Agreement.DISPUTED if story.disputed else Agreement.AGREED, both),
        FieldView(ClaimField.CASUALTIES, Agreement.ONE_SIDE, (killed,)),
    )
    lines = tuple(
        AccountLine(party.party, quoted[0], reports) for party in dict.fromkeys((story.actor, story.target))
    )
    view = MergedIncident(
        incident_id(keys),
        keys,
        reports,
        fields,
        (Figure("killed", story.dead, story.dead, story.dead, (killed,)),),
        lines,
        len(lines),
        Graded(story.grade, "made up"),
    )
    return incident_record(view, told, ())


def _quoted(one: Told) -> Quoted:
    span = one.event.triggers[0]
    return Quoted(one.coded.report.id, span, span.of(one.coded.report.text))


# -- writing ---------------------------------------------------------------------------------------


def _indexes() -> list[Index]:
    filled = (*ORDER, tables.incidents, tables.memberships, tables.records)
    # Without these two the writer reads whole tables.
    needed = {tables.claims.c.event, tables.memberships.c.incident, tables.disputes.c.incident}
    return [one for table in filled for one in table.indexes if next(iter(one.columns)) not in needed]


def _drop(connection: Connection) -> None:
    for one in _indexes():
        connection.execute(DropIndex(one, if_exists=True))


def _create(connection: Connection) -> None:
    for one in _indexes():
        connection.execute(CreateIndex(one, if_not_exists=True))


def filled(store: SqlStore, world: World, chunks: range) -> Iterator[tuple[float, float]]:
    """Seconds that the store took for each chunk, by the clock and of the processor."""
    for number in chunks:
        coded, records = world.chunk(number)
        before, busy = perf_counter(), process_time()
        with store.writing() as connection:
            store.keep_all(coded)
            computed.write(connection, computed.Worked(records))
            computed.advance(connection)
        yield perf_counter() - before, process_time() - busy


def _size(store: SqlStore) -> int:
    path = store.engines.at.path
    if path is not None:
        return path.stat().st_size
    with store.reading() as connection:
        return connection.scalar(select(func.pg_database_size(func.current_database()))) or 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, fill the base and print how fast that was."""
    parser = argparse.ArgumentParser(description="Fill a new base with made-up reports and incidents.")
    parser.add_argument("place", help="a file, or postgresql://HOST/NAME")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bulk", action="store_true", help="make indexes that are no keys at the end")
    parser.add_argument("--more", type=int, default=0, help="add so many events to a base that is there")
    options = parser.parse_args(arguments)
    chunk = REPORTS * EVENTS
    whole = max(1, options.events // chunk)
    chunks = range(whole, whole + max(1, options.more // chunk)) if options.more else range(whole)
    start, took, worked = perf_counter(), 0.0, 0.0
    with open_store(options.place) as store:
        if options.bulk:
            with store.writing() as connection:
                _drop(connection)
        for at, (seconds, busy) in enumerate(filled(store, World(options.seed, whole), chunks), 1):
            took, worked = took + seconds, worked + busy
            mean = f"{at * chunk / took:>8,.0f} a second, {at * chunk / worked:,.0f} of this process's"
            last = f"the last {chunk / seconds:,.0f}, {chunk / busy:,.0f}"
            print(f"{at * chunk:>11,} events {mean}; {last}", flush=True)
        made = perf_counter()
        if options.bulk:
            with store.writing() as connection:
                _create(connection)
        store.settle()
        print(f"\nindexes: {perf_counter() - made:.0f} s; all: {perf_counter() - start:.0f} s")
        print(f"{_size(store) / 1e9:.2f} GB; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
