"""What `sayso watch` says of what happens: a line for people, or an object of JSON."""

import logging
import sys

from sayso.fetch import Clock, RealClock
from sayso.show import words
from sayso.show.cli import streams
from sayso.show.safe import safe
from sayso.watch import Happening, What
from sayso.watch.happenings import PROBLEMS

_LOG = logging.getLogger("sayso.watch")


class Log:
    """One line for each thing that happens, with the time of day; and counts for the end."""

    def __init__(self, clock: Clock, *, quiet: bool) -> None:
        self._clock = clock
        self._quiet = quiet
        self._problems = streams.Problems()
        self.counts = dict.fromkeys(What, 0)

    def tell(self, happened: Happening) -> None:
        """Write it, to standard error where it is a problem."""
        self.counts[happened.what] += 1
        problem = happened.what in PROBLEMS
        if self._quiet and not problem:
            return
        at = self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        parts = [f"as {happened.report}"] if happened.report else []
        parts += [words.counted(happened.incidents, "incident")] if happened.incidents else []
        parts += [happened.message] if happened.message else []
        line = safe(
            f"{at} {happened.what.value} {happened.address}" + (f": {'; '.join(parts)}" if parts else "")
        )
        if problem:
            self._problems.tell(line)
        else:
            self.end(line)

    def end(self, line: str) -> None:
        """Say the last thing."""
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def warn(self, message: str) -> None:
        """Say what goes wrong and is about no source."""
        self._problems.tell(message)

    def summary(self) -> str:
        """What to say at the end."""
        told = [f"{number:,} {what.value}" for what, number in self.counts.items() if number]
        return ", ".join(told) or "nothing new"


class Logged(Log):
    """The same as log lines (`sayso.show.logs`), each with what happened, where, and what came of it."""

    def __init__(self) -> None:
        super().__init__(RealClock(), quiet=False)

    def tell(self, happened: Happening) -> None:
        """Log it, as a warning where it is a problem."""
        self.counts[happened.what] += 1
        level = logging.WARNING if happened.what in PROBLEMS else logging.INFO
        told = {"what": happened.what.value, "address": happened.address, "report": happened.report}
        given = {name: value for name, value in told.items() if value is not None}
        if happened.incidents:
            given["incidents"] = str(happened.incidents)
        _LOG.log(level, happened.message or happened.what.value, extra=given)

    def end(self, line: str) -> None:
        """Log the counts of the run."""
        counts = {what.value.replace(" ", "_"): number for what, number in self.counts.items() if number}
        _LOG.info(line, extra=counts)

    def warn(self, message: str) -> None:
        """Log it as a warning."""
        _LOG.warning(message)
