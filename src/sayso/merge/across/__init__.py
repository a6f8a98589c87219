"""Which events of several reports are one incident: candidates, reasons, decisions, groups."""

from sayso.merge.across.grouping import groups
from sayso.merge.across.joining import Joined, candidates, joined
from sayso.merge.across.judging import decide
from sayso.merge.across.keys import keys
from sayso.merge.across.members import Dated, Member, members
from sayso.merge.across.parting import part
from sayso.merge.across.signals import SIGNALS
from sayso.merge.across.spotted import members_at

__all__ = [
    "SIGNALS",
    "Dated",
    "Joined",
    "Member",
    "candidates",
    "decide",
    "groups",
    "joined",
    "keys",
    "members",
    "members_at",
    "part",
]
