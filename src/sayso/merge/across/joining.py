"""Many members at once: candidates by their keys, decisions on them, and the groups that follow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.merge.across.grouping import groups
from sayso.merge.across.judging import decide
from sayso.merge.across.keys import keys
from sayso.merge.across.members import Member
from sayso.model.decisions import Decision


@dataclass(frozen=True, slots=True)
class Joined:
    """The incidents, as sorted keys of members, and the decisions on the pairs compared."""

    incidents: tuple[tuple[str, ...], ...]
    decisions: tuple[Decision, ...]


def joined(members: Sequence[Member], author: str, persons: Iterable[Decision] = ()) -> Joined:
    """The incidents of a set of members: a function of the set, whatever its order.

    Args:
        members: Those of all reports; one that comes twice counts once.
        author: Who decides: "sayso" and its version.
        persons: Decisions of persons, which go before the machine's.
    """
    by_key = {member.key: member for member in members}
    found = tuple(decide(by_key[a], by_key[b], author) for a, b in candidates(by_key.values()))
    return Joined(tuple(groups(tuple(by_key.values()), (*found, *persons))), found)


def candidates(members: Iterable[Member]) -> Iterator[tuple[str, str]]:
    """The pairs of members that share a key, each once, sorted."""
    index: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for key in keys(member):
            index[key].add(member.key)
    yield from sorted({pair for held in index.values() for pair in combinations(sorted(held), 2)})
