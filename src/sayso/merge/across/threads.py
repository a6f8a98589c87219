"""The marked words of one report as threads: each is what the report tells of one event."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sayso.merge.across.acts import acts
from sayso.merge.across.marks import Marks, Stage
from sayso.merge.across.passages import Passages
from sayso.merge.across.thread import Thread, length
from sayso.merge.across.told import Count, Told
from sayso.merge.across.weights import weigh
from sayso.merge.across.whens import Days
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse

_DAY = timedelta(days=1)


def threads(parse: Parse, told: Sequence[Told], lexicon: Lexicon) -> list[Thread]:
    """The events of a report, in the order in which it first tells them.

    Args:
        parse: The parsed report.
        told: Its marked words in text order.
        lexicon: The words of its language.
    """
    maker = Maker(parse, told, lexicon)
    maker.run()
    return maker.threads


class Maker:
    """Makes the threads of one report."""

    def __init__(self, parse: Parse, told: Sequence[Told], lexicon: Lexicon) -> None:
        self._parse = parse
        self._told = told
        self._words = lexicon.words
        self._marks = Marks(parse, lexicon.words, lexicon.people, Passages(parse))
        self.threads: list[Thread] = []
        self._step = 0

    def run(self) -> None:
        """Puts all words into threads, act by act."""
        for group in acts(self._parse, self._told, self._words["breaks"]):
            self.place(group)

    def place(self, group: Sequence[Told]) -> None:
        """Puts words of one act into the thread that they continue, or opens a new one."""
        self._step += 1
        near = self._near(group)
        recent_act = self._told_last()
        days = self._days(group, near)
        many = any(one.count is not Count.ONE for one in group)
        back = all(one.back or one.before or one.perfect for one in group)
        thread = self.chosen(group, days)
        if thread is None:
            thread = Thread(back=back, reply=any(one.reply for one in group), many=many, near=near)
            if thread.reply and recent_act is not None:
                thread.places = list(recent_act.origins)  # an answer goes to where the fire came from
            self.threads.append(thread)
        thread.add(group, days)
        if not many and not back and not thread.back and not self._is_earlier(thread):
            thread.last = self._step

    def chosen(self, group: Sequence[Told], days: Days | None) -> Thread | None:
        """The thread that the group continues; None for a new event."""
        if any(one.count is Count.ANY for one in group):
            return None
        new, *scores = (weigh(marks) for marks in self.options(group, days))
        best = max(enumerate(scores), key=lambda item: (item[1], item[0]), default=None)
        return self.threads[best[0]] if best is not None and best[1] >= new else None

    def options(self, group: Sequence[Told], days: Days | None) -> Iterator[Iterator[str]]:
        """The marks of a new event, and then those of each that the group may go on with."""
        stage = self._stage(group, days)
        yield self._marks.new(group, stage)
        for thread in self.threads:
            yield self._marks.of(group, thread, stage)

    def _stage(self, group: Sequence[Told], days: Days | None) -> Stage:
        """What the report has told before the group."""
        return Stage(
            self.threads,
            days,
            self._here(group),
            lead=next((t for t in self.threads if not t.back), None),
            front=self._told_last(),
            last=max(self.threads, key=lambda t: max(o.telling.token for o in t.told), default=None),
        )

    def _told_last(self) -> Thread | None:
        """The thread of the act told last in the foreground."""
        return max((t for t in self.threads if t.last), key=lambda t: t.last, default=None)

    def _is_earlier(self, thread: Thread) -> bool:
        """Whether it was before what the report began with: told for comparison."""
        first = self.threads[0]
        if thread is first or thread.days is None or first.days is None:
            return False
        return thread.days[1] < first.days[0]

    # -- days ------------------------------------------------------------------------------

    def _near(self, group: Sequence[Told]) -> Days | None:
        """The days of what is told in the same sentence, else of what was told last."""
        if any(one.back or one.before for one in group):
            return None
        here = self._here(group)
        if here is not None:
            return here
        last = self._told_last()
        return None if last is None else last.days or last.near

    def _here(self, group: Sequence[Told]) -> Days | None:
        """The days of what its sentence tells in the foreground."""
        sentence = group[0].telling.sentence
        said = [
            one.days
            for one in self._told
            if one.telling.sentence == sentence
            and one.days is not None
            and not (one.back or one.before or one.dying)
            and one.count is Count.ONE
        ]
        return min(said, key=length, default=None)

    def _days(self, group: Sequence[Told], near: Days | None) -> Days | None:
        """The most exact days that the group says; "that evening" counts from what is near."""
        said = [one.days for one in group if one.days is not None and not one.dying]
        said = said or [one.days for one in group if one.days is not None]
        if said:
            return min(said, key=length)
        if any(one.same_day for one in group):
            return near
        before = next((one.days_before for one in group if one.days_before is not None), None)
        if before is not None:
            told = self._told_last()
            counted = self._here(group) or group[0].here
            if counted is None and told is not None:
                counted = told.days or told.near
            if counted is not None:
                about = _DAY if before > 2 else timedelta()  # "eight days after" a night
                return counted[0] - before * _DAY - about, counted[1] - before * _DAY + about
        return None
