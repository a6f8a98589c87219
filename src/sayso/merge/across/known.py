"""Threads of marked words that somebody has grouped: for measuring what is joined across reports alone."""

from collections.abc import Sequence

from sayso.merge.across.acts import acts
from sayso.merge.across.thread import Thread
from sayso.merge.across.threads import Maker
from sayso.merge.across.told import Count, Told
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse


def known_threads(parse: Parse, told: Sequence[Told], lexicon: Lexicon, known: Sequence[str]) -> list[Thread]:
    """The events of a report as known, with the days and places that sayso reads for them.

    Args:
        parse: The parsed report.
        told: Its marked words in text order.
        lexicon: The words of its language.
        known: The event of each word, by its number.
    """
    maker = _Known(parse, told, lexicon)
    for group in acts(parse, told, lexicon.words["breaks"]):
        for event in dict.fromkeys(known[one.number] for one in group):
            maker.put([one for one in group if known[one.number] == event], event)
    return maker.threads


class _Known(Maker):
    def __init__(self, parse: Parse, told: Sequence[Told], lexicon: Lexicon) -> None:
        super().__init__(parse, told, lexicon)
        self._events: dict[str, Thread] = {}

    def put(self, group: Sequence[Told], event: str) -> None:
        """Puts words into the thread of their event."""
        self._step += 1
        near, recent = self._near(group), self._told_last()
        days = self._days(group, near)
        back = all(one.back or one.before or one.perfect for one in group)
        thread = self._events.get(event)
        if thread is None:
            thread = self._events[event] = Thread(back=back, reply=any(one.reply for one in group), near=near)
            if thread.reply and recent is not None:
                thread.places = list(recent.origins)
            self.threads.append(thread)
        thread.add(group, days)
        thread.many = sum(one.count is not Count.ONE for one in thread.told) * 2 > len(thread.told)
        if not (thread.many or back or thread.back or self._is_earlier(thread)):
            thread.last = self._step
