"""All that the account lines of one incident come to."""

from collections.abc import Iterable, Mapping, Sequence

from sayso.merge.lines.fields import field_views
from sayso.merge.lines.figures import figures
from sayso.merge.lines.grades import graded
from sayso.merge.lines.lines import lines, party_count, shown
from sayso.merge.lines.parts import parts
from sayso.model.events import Event
from sayso.model.incidents import Accounts
from sayso.model.record import Coded


def accounts(
    members: Sequence[tuple[Coded, Event]],
    families: Mapping[str, str],
    wholes: Iterable[Coded] = (),
) -> Accounts:
    """The accounts of an incident, its lines the first published first.

    Args:
        members: Its events, each with the record that has it.
        families: The family of copies of each report, by its id; who is not in it has no copies.
        wholes: Records that are about the incident though they code no event of it.
    """
    found = lines(parts(members, families, wholes))
    return Accounts(
        fields=field_views(found),
        figures=figures(found),
        lines=tuple(shown(line) for line in found),
        parties=party_count(found),
        graded=graded(found),
    )
