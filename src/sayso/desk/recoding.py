"""Coding anew what an older sayso has coded, and what that changes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from sayso.desk.coding import Coding
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining
from sayso.desk.outcomes import Recoded
from sayso.errors import SaysoError
from sayso.model.decisions import event_key
from sayso.model.events import Event
from sayso.model.record import Coded

# What numbers things within one record: another number is no other event.
_NUMBERS = {"id", "incident", "accounts"}
_COMPARED = tuple(field.name for field in fields(Event) if field.name not in _NUMBERS)


def recode(
    corrections: Corrections, joining: Joining, coding: Coding, reports: Iterable[str] | None
) -> Iterator[Recoded]:
    """Code reports anew, each in a transaction of its own; None: all that other versions have coded."""
    versions, store = tuple(coding.versions()), corrections.store
    for name in list(store.reports()) if reports is None else reports:
        before = store.machine(name)
        if before is None:
            yield Recoded(name, failed=f"there is no report {name!r}")
        elif before.report.origin is not None:
            # A row of another data set is no article: its record is what that data set coded.
            if reports is not None:
                yield Recoded(
                    name, failed=f"report {name!r} was imported ({before.report.origin}), not coded"
                )
        elif reports is not None or before.versions != versions:
            yield _recoded(before, corrections, joining, coding)


def _recoded(before: Coded, corrections: Corrections, joining: Joining, coding: Coding) -> Recoded:
    name = before.report.id
    for after in coding.code([before.report]):
        if not isinstance(after, Coded):
            return Recoded(name, failed=after.message)
        try:
            with joining.writing() as step:
                corrections.add(step, after)
        except SaysoError as error:
            return Recoded(name, failed=str(error))
        return differences(before, after)
    return Recoded(name, failed=f"report {name!r} gave no record")


def differences(before: Coded, after: Coded) -> Recoded:
    """What two codings of one report tell otherwise; an event is one that begins at the same word."""
    old, new = _events(before), _events(after)
    both = [(key, _differing(event, new[key])) for key, event in old.items() if key in new]
    was, now = _claims(before), _claims(after)
    return Recoded(
        before.report.id,
        added=tuple(key for key in new if key not in old),
        dropped=tuple(key for key in old if key not in new),
        changed=tuple((key, names) for key, names in both if names),
        claims_added=(now - was).total(),
        claims_dropped=(was - now).total(),
    )


def _events(coded: Coded) -> dict[str, Event]:
    return {event_key(coded.report.id, event.triggers[0].start): event for event in coded.events}


def _differing(old: Event, new: Event) -> tuple[str, ...]:
    return tuple(name for name in _COMPARED if getattr(old, name) != getattr(new, name))


def _claims(coded: Coded) -> Counter[object]:
    """The claims without the numbers that statements and events have in their record."""
    keys = {event.id: event.triggers[0] for event in coded.events}
    return Counter((keys.get(one.event), replace(one, id="", statement="", event="")) for one in coded.claims)
