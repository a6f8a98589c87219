"""All faults that a campaign tries, and what was repaired because of one."""

from functools import partial

from tools.faults import (
    bulk,
    cutting,
    damage,
    filling,
    full,
    kills,
    power,
    serving,
    together,
    unreadable,
    watching,
)
from tools.faults.killing import (
    Adding,
    BackingUp,
    Checking,
    Exporting,
    Rebuilding,
    Recoding,
    Redacting,
    Releasing,
    Restoring,
    Upgrading,
    round_of,
)
from tools.faults.loading import Accounting, Bulking, Importing, Loading
from tools.faults.rounds import POSTGRES, Fault

KILLED = "Killed (SIGKILL) at a random moment"
POWER = "Power cut"
FULL = "Disk full"
CUT = "Connection to the database lost"
DAMAGED = "File of a base damaged"
SHUT = "Files and folders that may not be read or written"
TOGETHER = "At once"
CLOCK = "Clock that jumps"

_KILLS = [
    Fault("writers that add, decide and rebuild", KILLED, kills.writers, 5),
    Fault("adding and deciding", KILLED, round_of(Adding), 2),
    Fault("adding and deciding", KILLED, round_of(Adding), 2, POSTGRES),
    Fault("`sayso serve` with coders, programs and readers", KILLED, serving.served, 3),
    Fault("`sayso serve` with coders, programs and readers", KILLED, serving.served, 1, POSTGRES),
    Fault("watch of a feed", KILLED, watching.watched, 3),
    Fault("bulk: workers and drivers", KILLED, bulk.bulk, 2, ""),
    Fault("bulk: drivers, over made-up records", KILLED, round_of(Bulking), 1),
    Fault("import of another data set", KILLED, round_of(Importing), 1),
    Fault("loading of a bulk run", KILLED, round_of(Loading), 1),
    Fault("accounts of those who may log in", KILLED, round_of(Accounting), 1),
    Fault("export", KILLED, round_of(Exporting), 2),
    Fault("release", KILLED, round_of(Releasing), 2),
    Fault("backup", KILLED, round_of(BackingUp), 2),
    Fault("backup", KILLED, round_of(BackingUp), 1, POSTGRES),
    Fault("restore", KILLED, round_of(Restoring), 2),
    Fault("restore", KILLED, round_of(Restoring), 1, POSTGRES),
    Fault("rebuild", KILLED, round_of(Rebuilding), 2),
    Fault("rebuild", KILLED, round_of(Rebuilding), 1, POSTGRES),
    Fault("check", KILLED, round_of(Checking), 1),
    Fault("recode", KILLED, round_of(Recoding), 2),
    Fault("recode", KILLED, round_of(Recoding), 1, POSTGRES),
    Fault("redact", KILLED, round_of(Redacting), 2),
    Fault("redact", KILLED, round_of(Redacting), 1, POSTGRES),
    *(
        Fault(f"upgrade from version {one}", KILLED, round_of(partial(Upgrading, version=one)), 1)
        for one in ("0001", "0002", "0003", "0004")
    ),
    Fault("upgrade from version 0004", KILLED, round_of(partial(Upgrading, version="0004")), 1, POSTGRES),
]
_FULL = [
    Fault(name, FULL, full.round_of(work), 1)
    for name, work in (
        ("adding and deciding", Adding),
        ("export", Exporting),
        ("release", Releasing),
        ("backup", BackingUp),
        ("restore", Restoring),
        ("rebuild", Rebuilding),
        ("check", Checking),
        ("recode", Recoding),
        ("redact", Redacting),
    )
]
_FULL += [
    Fault("import of another data set", FULL, full.round_of(Importing), 1),
    Fault("bulk", FULL, full.round_of(Bulking), 1),
    Fault("loading of a bulk run", FULL, full.round_of(Loading), 1),
    Fault("accounts of those who may log in", FULL, full.round_of(Accounting), 1),
    Fault("watch of a feed", FULL, filling.watched, 1),
    Fault("`sayso serve` with coders, programs and readers", FULL, serving.filled_up, 1),
]
_OTHERS = [
    Fault("ended by the server", CUT, cutting.ended, 2, POSTGRES),
    Fault("reset on the way", CUT, cutting.dropped, 2, POSTGRES),
    Fault("server started anew", CUT, cutting.restarted, 2, POSTGRES),
    Fault("bits flipped", DAMAGED, damage.flipped, 2),
    Fault("a page zeroed", DAMAGED, damage.emptied, 2),
    Fault("a page of noise", DAMAGED, damage.strewn, 2),
    Fault("two pages swapped", DAMAGED, damage.swapped, 1),
    Fault("cut off", DAMAGED, damage.cut_off, 1),
    Fault("20 commands by a user without rights", SHUT, unreadable.shut, 1),
    Fault("two writers, a rebuild and a reader", TOGETHER, together.writers, 2),
    Fault("two writers, a rebuild and a reader", TOGETHER, together.writers, 2, POSTGRES),
    Fault("adding and deciding by a clock that jumps by years", CLOCK, together.clocks, 1),
    Fault("adding and deciding by a clock that jumps by years", CLOCK, together.clocks, 1, POSTGRES),
]
_POWER = [Fault("cut while a base is written", POWER, power.cuts, 20)]

FAULTS: tuple[Fault, ...] = (*_KILLS, *_POWER, *_FULL, *_OTHERS)
