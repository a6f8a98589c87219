"""Whether two speakers are one party, by what the table and the words tell of both."""

from enum import StrEnum

from sayso.merge.lines.organs import ARMED, HELPERS, Organ
from sayso.merge.lines.speakers import Speaker, is_body
from sayso.merge.lines.words import stem

# Words for offices that armed groups and alliances have, too, and for bodies that they have not.
_OFFICE = frozenset(map(stem, ("military", "command", "staff", "official", "officials")))
_STATES_OWN = frozenset(map(stem, ("army", "navy", "defence", "defense", "ministry", "government", "police")))


class Kin(StrEnum):
    """How sure it is that two speakers are one party."""

    SAME = "same"
    MAYBE = "maybe"
    OTHER = "other"


def kin(a: Speaker, b: Speaker) -> Kin:
    """Whether two speakers are one party, from what is said of both: the same whichever is first."""
    if a.name is None or b.name is None:
        return Kin.MAYBE
    if a.crowd or b.crowd:
        one = a.crowd is None or b.crowd is None  # "a survivor", whom another report names
        alone = one and (_is_private_person(a) or _is_private_person(b))
        return Kin.SAME if a.crowd == b.crowd else Kin.MAYBE if alone else Kin.OTHER
    if a.own or b.own:
        return (
            Kin.SAME
            if a.words and (a.words <= b.words or (a.own is not b.own and a.words & b.words))
            else Kin.OTHER
        )
    if a.surname and a.surname == b.surname:
        return Kin.SAME
    if _abroad(a, b) or (a.surname and b.surname):
        return Kin.OTHER
    if _named_in(a, b) or _named_in(b, a):
        return Kin.OTHER if a.state and b.state and _of_two_organs(a, b) else Kin.SAME
    if _of_two_organs(a, b) or _of_two_sides(a, b):
        return Kin.OTHER
    kinds = {a.organ, b.organ}
    vague = len(kinds) > 1 and (Organ.GOVERNMENT in kinds or kinds <= HELPERS)
    if a.party is not None and b.party is not None:
        return _of_the_table(a, b, vague=vague)
    return _by_words(a, b, vague=vague)


def have_in_common(a: Speaker, b: Speaker) -> bool:
    """Whether anything told of both is the same: a side, a kind of body, a word of the name."""
    return linked_by_table(a, b) or bool(a.words & b.words) or (a.state and b.state)


def linked_by_table(a: Speaker, b: Speaker) -> bool:
    """Whether one is of the other's side, or both are of one government."""
    return bool(a.ids & b.ids) or (a.state and b.state and a.country is not None and a.country == b.country)


def _abroad(a: Speaker, b: Speaker) -> bool:
    """Whether two are of two countries, and of no common alliance."""
    return bool(a.country and b.country and a.country != b.country and not a.ids & b.ids)


def _of_two_organs(a: Speaker, b: Speaker) -> bool:
    """Whether two are of different kinds: the police and the courts; "officials" may be of any organ."""
    kinds = {a.organ, b.organ}
    if None in kinds or len(kinds) == 1 or (a.ids & b.ids and not (a.state and b.state)):
        return False  # "UNOCI" and "the mission"
    if kinds & ARMED:
        others = [one for one in (a, b) if one.organ not in ARMED]
        return not all(_is_office(one) for one in others)
    if kinds <= HELPERS:  # "Doctors Without Borders" and "the charity"
        return False
    return not (Organ.GOVERNMENT in kinds and a.state and b.state)


def _is_office(who: Speaker) -> bool:
    """Whether the words for a body may mean an office of an armed group: "a military spokesman"."""
    return bool(who.heads & _OFFICE) and not who.heads & _STATES_OWN


def _of_two_sides(a: Speaker, b: Speaker) -> bool:
    """Whether the table has them as others, or one as no government's and the other is an organ of one."""
    if a.ids and b.ids:
        return not linked_by_table(a, b)
    known, other = (a, b) if a.ids else (b, a)
    return bool(known.ids) and not known.state and other.state and not _is_office(other)


def _of_the_table(a: Speaker, b: Speaker, *, vague: bool) -> Kin:
    """Two parties with ids: a state and its army may be one voice."""
    if a.party == b.party:
        return Kin.MAYBE if vague else Kin.SAME
    if a.ids & b.ids:
        return Kin.MAYBE
    return Kin.MAYBE if a.state and b.state and a.country and a.country == b.country else Kin.OTHER


def _by_words(a: Speaker, b: Speaker, *, vague: bool) -> Kin:
    """Two of which at least one is known by its words alone."""
    alike = a.organ is b.organ and a.organ is not None
    if (a.party and b.words and b.words <= a.heads) or (b.party and a.words and a.words <= b.heads):
        return Kin.SAME
    if a.words and b.words:
        if a.words <= b.words or b.words <= a.words:
            return Kin.MAYBE if vague else Kin.SAME
        unknown = (a.organ is None or b.organ is None) and is_body(a) and is_body(b)
        unknown = unknown or (_is_private_person(a) and _is_private_person(b))
        return Kin.MAYBE if alike or unknown or a.words & b.words else Kin.OTHER
    if alike:
        return Kin.SAME if bool(a.sides) is bool(b.sides) or a.state is b.state else Kin.MAYBE
    if a.surname or b.surname or a.ordinary or b.ordinary:
        return Kin.MAYBE if vague or (_is_private_person(a) and _is_private_person(b)) else Kin.OTHER
    return Kin.MAYBE


def _is_private_person(who: Speaker) -> bool:
    """Whether somebody speaks for himself: one report names him, the next has "a trader"."""
    return who.organ is None and not who.ids and (who.surname is not None or who.ordinary)


def _named_in(a: Speaker, b: Speaker) -> bool:
    """Whether the words for one hold the name of a party: "FARC's sixth front"."""
    if a.party is None or b.party is not None or not a.words:
        return False
    return len(a.words & b.heads) >= min(_NAME, len(a.words))


_NAME = 2  # words of a name that hardly two parties share
