"""Links to the words that support a value, and the marks that they lead to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model.kept import IncidentRecord
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.show.web import links
from sayso.show.web.views.marked import Mark

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link to words of a report: `label` is short ("¶3", "B ¶3"), `words` are the words themselves."""

    address: str
    label: str
    words: str


@dataclass(slots=True)
class Evidences:
    """The reports of an incident, and the marks that its page has asked for so far.

    The first `most` of them stand on the page; a link into another leads to its own page.
    """

    reports: Mapping[str, Coded]
    most: int = 1_000_000
    marks: dict[str, list[Mark]] = field(default_factory=dict)

    def link(
        self, report: str, span: Span, *, label: str = "", look: str = "side-0", back: str = ""
    ) -> Evidence:
        """A link to words of a report, which are marked; `back` is the name of what they support."""
        text = self.reports[report].report.text
        anchor = links.evidence(report, span.start, span.end)
        mark = Mark(span, anchor, look, label, f"#{back}" if back else None, wanted=True)
        self.marks.setdefault(report, []).append(mark)
        here = list(self.reports).index(report) < self.most
        address = f"#{anchor}" if here else links.report(report, span.start, span.end)
        number = paragraph(text, span.start)
        name = f"¶{number}" if len(self.reports) == 1 else f"{self.letter(report)}\u202f¶{number}"
        return Evidence(address, name, span.of(text))

    def links(self, report: str, spans: Iterable[Span], label: str, back: str) -> tuple[Evidence, ...]:
        """Links to several stretches that support one value."""
        return tuple(self.link(report, span, label=label, back=back) for span in spans)

    def letter(self, report: str) -> str:
        """What a report is called among the others: A, B, ..., Z, A1, ..."""
        number = list(self.reports).index(report)
        round_ = number // len(_LETTERS)
        return _LETTERS[number % len(_LETTERS)] + (str(round_) if round_ else "")


def reports_of(record: IncidentRecord) -> dict[str, Coded]:
    """The reports of an incident by their ids, the earliest first."""
    found = {one.coded.report.id: one.coded for one in record.told}
    return {coded.report.id: coded for coded in sorted(found.values(), key=_published)}


def _published(coded: Coded) -> tuple[bool, str, str]:
    day = coded.report.published_at or coded.report.published
    return day is None, str(day or ""), coded.report.id


def paragraph(text: str, at: int) -> int:
    """The number of the paragraph that a character stands in, from 1."""
    before = text[:at].splitlines()
    blank = text[:at].endswith("\n") or at == 0
    return max(1, sum(bool(line.strip()) for line in before) + blank)


def first(found: Sequence[Evidence], most: int) -> tuple[Evidence, ...]:
    """At most so many, each address once."""
    return tuple({one.address: one for one in found}.values())[:most]
