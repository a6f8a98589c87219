from collections.abc import Sequence
from itertools import combinations, permutations

from sayso.merge.copies.families import families
from sayso.merge.copies.fingerprints import Fingerprint
from sayso.merge.copies.judging import copy_decision, copy_link
from sayso.model.decisions import Judgement
from sayso.model.incidents import Family
from tests.merge.copies.texts import OTHER, OWN, REPLACED, WIRE, at, only

SECOND_WIRE = """The ferry across the lower Juba was hit by a mine on Tuesday with forty herders and their
goats on board, elders in Jamame told the relief office.

Nineteen bodies were laid out under the tamarind trees, and boys dived for those caught in the ropes.

The militia that holds the east bank blamed the one that holds the west; each has mined the landing before.
The relief office said that it would send diesel for the second boat, which has had no engine for years."""

WIRE_AT = at(WIRE, "wire", "1990-02-11T08:00")
SHORT = at(only(WIRE, 0, 1).replace("(Reuters) ", ""), "short", "1990-02-11T10:00")
TAIL = at(only(WIRE, 2, 3, 4), "tail", "1990-02-11T11:00")
LOOSE = at(REPLACED, "loose", "1990-02-12")
ALONE = at(OTHER, "alone", "1990-02-12")


def joined(
    texts: Sequence[Fingerprint],
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
) -> tuple[Family, ...]:
    links = [
        copy_link(a, b)
        for a, b in combinations(texts, 2)
        if copy_decision(a, b, "sayso").judgement is Judgement.SAME
    ]
    return families({one.report: one for one in texts}, links, together, apart)


def groups(found: Sequence[Family]) -> list[tuple[str, ...]]:
    return [one.reports for one in found]


def test_copies_of_one_wire_are_a_family_even_where_they_share_nothing() -> None:
    alone, family = joined([WIRE_AT, SHORT, TAIL, LOOSE, ALONE])
    assert groups([alone, family]) == [("alone",), ("loose", "short", "tail", "wire")]
    assert (family.first, family.wire) == ("wire", "Reuters")
    assert [(link.copy, link.source, link.sure) for link in family.links] == [
        ("loose", "wire", True),
        ("short", "wire", True),
        ("tail", "wire", True),
    ]
    assert (alone.first, alone.links, alone.wire) == ("alone", (), None)


def test_a_credit_names_the_wire_that_is_missing() -> None:
    copies = [
        at(f"{WIRE}\n\n{only(OWN, 0)}", "one", "1990-02-12"),
        at(only(WIRE, 1, 2, 3).replace("MASSAWA", "M."), "two", "1990-02-13"),
    ]
    (family,) = joined(copies)
    assert (family.wire, family.first) == ("Reuters", "one")


def test_a_roundup_of_two_wires_joins_one_and_never_both() -> None:
    roundup = at(f"{WIRE}\n\n{SECOND_WIRE}", "roundup", "1990-02-15")
    found = joined([WIRE_AT, at(SECOND_WIRE, "ferry", "1990-02-13"), roundup])
    assert groups(found) == [("ferry",), ("roundup", "wire")]


def test_a_copy_of_a_copy_is_traced_to_it() -> None:
    head = "Masts above the water tell the story of this night."
    middle = at(f"{head}\n\n{only(WIRE, 1, 2, 3)}", "middle", "1990-02-12")
    last = at(f"{head}\n\n{only(WIRE, 1)}", "last", "1990-02-14")
    (family,) = joined([WIRE_AT, middle, last])
    assert {link.copy: link.source for link in family.links} == {"middle": "wire", "last": "middle"}


def test_the_order_of_reports_and_links_makes_no_difference() -> None:
    texts = [WIRE_AT, SHORT, TAIL, LOOSE]
    assert len({joined(some) for some in permutations(texts)}) == 1


def test_a_report_that_nobody_copied_changes_no_family() -> None:
    texts = [WIRE_AT, SHORT, TAIL]
    more = at(OWN, "own", "1990-02-11")
    assert set(joined(texts)) | {Family(("own",), (), "own")} == set(joined([*texts, more]))


def test_people_join_and_part() -> None:
    texts = [WIRE_AT, SHORT, ALONE]
    assert groups(joined(texts, together=[("alone", "wire")])) == [("alone", "short", "wire")]
    assert groups(joined(texts, apart=[("short", "wire")])) == [("alone",), ("short",), ("wire",)]
    both = joined(texts, together=[("alone", "wire")], apart=[("short", "alone")])
    assert groups(both) == [("alone", "wire"), ("short",)]


def test_reports_that_copy_each_other_in_a_circle_are_one_family_with_one_first() -> None:
    texts = [at(WIRE, name, "1990-02-11") for name in ("a", "b", "c")]
    (family,) = joined(texts)
    assert len(family.links) == 2
    assert family.first not in {link.copy for link in family.links}
