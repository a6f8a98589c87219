"""One incident as a reader gets it: computed from decisions each time, never stored."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from operator import is_not
from typing import Generic

from sayso.base.groups import Asked, Copies, Happenings, Versions
from sayso.base.rules import F, M, Rules
from sayso.model.decisions import Judgement, incident_id, report_of
from sayso.model.incidents import Accounts, Assessed, Gone, Grade, MergedIncident

_AT_HAND = 4096  # events whose incidents' accounts are kept: most that a report touches tell nothing new


class Views(Generic[M, F]):
    """Makes them."""

    def __init__(
        self,
        rules: Rules[M, F],
        happenings: Happenings[M, F],
        copies: Copies[M, F],
        versions: Versions[M, F],
        asked: Asked,
    ) -> None:
        self._rules = rules
        self._happenings = happenings
        self._copies = copies
        self._versions = versions
        self._asked = asked
        self._kept: OrderedDict[
            tuple[str, ...], tuple[list[M], Mapping[str, str], Mapping[str, Gone], Accounts]
        ] = OrderedDict()
        self._at_hand = 0

    def of(self, members: Sequence[str]) -> MergedIncident:
        """The incident of these events."""
        reports = sorted({report_of(key) for key in members})
        accounts = self._accounts(members, reports)
        return MergedIncident(
            id=incident_id(members),
            members=tuple(members),
            reports=tuple(reports),
            fields=accounts.fields,
            figures=accounts.figures,
            lines=accounts.lines,
            parties=accounts.parties,
            graded=accounts.graded,
            assessed=tuple(self._assessed(members)),
            parts=tuple(self._happenings.part_of(members)),
            unsure=self._happenings.perhaps_ids(members),
            decisions=self._happenings.decided(members),
        )

    def _assessed(self, members: Sequence[str]) -> Iterator[Assessed]:
        """What persons think of the incident, each his last word, by their names."""
        grades = self._asked().grades
        said = [one for key in members for one in grades.get(key, ())]
        last = {one.author: one for one in sorted(said, key=lambda one: one.number)}
        for author, one in sorted(last.items()):
            if one.judgement is Judgement.SAME:
                why = "; ".join(reason.why for reason in one.reasons)
                yield Assessed(Grade(one.b), author, one.id, why or None)

    def _accounts(self, members: Sequence[str], reports: Sequence[str]) -> Accounts:
        families = {}
        for report in reports:
            family = self._copies.family(report)
            if len(family.reports) > 1:
                families[report] = family.reports[0]
        gone = {name: went for name in reports if (went := self._versions.gone(name)) is not None}
        return self._remembered(tuple(members), families, gone)

    def _remembered(
        self, members: tuple[str, ...], families: Mapping[str, str], gone: Mapping[str, Gone]
    ) -> Accounts:
        """The accounts of these events; made anew where anything is another that they are made of."""
        now = self._happenings.members(members)
        kept = self._kept.pop(members, None)
        if kept is None or (kept[1], kept[2]) != (families, gone) or any(map(is_not, kept[0], now)):
            told = [self._happenings.told(key) for key in members]
            accounts = self._rules.accounts(told, families, gone)
            self._at_hand += len(members) if kept is None else 0
            kept = (now, families, gone, accounts)
        self._kept[members] = kept
        while self._at_hand > _AT_HAND and len(self._kept) > 1:
            self._at_hand -= len(self._kept.popitem(last=False)[0])
        return kept[3]
