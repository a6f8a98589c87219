"""All that the account lines of one incident come to."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.merge.lines.fields import field_views
from sayso.merge.lines.figures import figures
from sayso.merge.lines.grades import graded
from sayso.merge.lines.lines import Line, lines, party_count
from sayso.merge.lines.parts import Part, parts
from sayso.merge.lines.retracted import figures_on_record, on_record, standing, views_on_record
from sayso.merge.lines.utterances import Utterance
from sayso.model.events import Event
from sayso.model.incidents import Accounts, Gone
from sayso.model.record import Coded


def accounts(
    members: Sequence[tuple[Coded, Event]],
    families: Mapping[str, str],
    wholes: Iterable[Coded] = (),
    gone: Mapping[str, Gone] | None = None,
    read: Callable[[Part], Sequence[Utterance]] | None = None,
) -> Accounts:
    """The accounts of an incident, its lines the first published first.

    Args:
        members: Its events, each with the record that has it.
        families: The family of copies of each report, by its id; who is not in it has no copies.
        wholes: Records that are about the incident though they code no event of it.
        gone: What of a report later versions of it took back or dropped, by its id: that stays on record,
            and nothing is counted by it.
        read: What reads one report, `lines.said_in` or something that remembers what it gave.
    """
    found = lines(parts(members, families, wholes), read)
    now: Sequence[Line | None] = [standing(line, gone) for line in found] if gone else found
    left = [line for line in now if line is not None]
    views, counted = field_views(found), figures(found)
    return Accounts(
        fields=views_on_record(field_views(left) if gone else views, views),
        figures=figures_on_record(figures(left) if gone else counted, counted),
        lines=on_record(found, now),
        parties=party_count(left),
        graded=graded(left),
    )
