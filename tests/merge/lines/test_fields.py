"""What is agreed, disputed, said by one side only, or not said at all."""

from dataclasses import replace

from sayso.merge.lines.fields import field_views
from sayso.model.events import Location, PartyRef, Weapon
from sayso.model.incidents import Agreement
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.spans import Fact
from sayso.model.statements import ClaimField
from tests.merge.lines.hand import HOSPITAL, POLICE, Says, denial, found, record, span_of


def views(*reports: Coded) -> dict[ClaimField, Agreement]:
    return {view.field: view.agreement for view in field_views(found(*reports))}


def says(name: str, who: str, number: str) -> Coded:
    words = f"the attack killed {number} people"
    party = {"Police": POLICE, "The hospital": HOSPITAL}[who]
    return record(name, f"{who} said {words}.", Says(who, words, who=party))


def test_two_parties_that_give_one_figure_agree() -> None:
    assert (
        views(says("a", "Police", "nine"), says("b", "The hospital", "9"))[ClaimField.CASUALTIES]
        is Agreement.AGREED
    )


def test_figures_that_exclude_each_other_are_disputed() -> None:
    found_views = views(says("a", "Police", "nine"), says("b", "The hospital", "at least 12"))
    assert found_views[ClaimField.CASUALTIES] is Agreement.DISPUTED


def test_an_open_figure_agrees_with_a_greater_one() -> None:
    found_views = views(says("a", "Police", "at least nine"), says("b", "The hospital", "12"))
    assert found_views[ClaimField.CASUALTIES] is Agreement.AGREED


def test_values_of_which_none_excludes_another_are_not_agreed_for_that() -> None:
    text = "Police said rebels made the attack with a mortar. The hospital said it was an attack by rocket."
    told = record(
        "a",
        text,
        Says("Police", "rebels made the attack with a mortar", who=POLICE),
        Says("The hospital", "it was an attack by rocket", who=HOSPITAL),
    )
    (event,) = told.events
    weapons = tuple(Fact(Weapon(name, "weapon"), (span_of(text, name),)) for name in ("mortar", "rocket"))
    made = views(replace(told, events=(replace(event, weapons=weapons),)))
    assert made[ClaimField.WEAPON] is Agreement.ONE_SIDE
    same = tuple(Fact(Weapon("gun", "weapon"), one.evidence) for one in weapons)
    made = views(replace(told, events=(replace(event, weapons=same),)))
    assert made[ClaimField.WEAPON] is Agreement.AGREED
    assert made[ClaimField.OCCURRENCE] is Agreement.AGREED, "both say that it happened"


def test_two_of_one_side_are_one_side() -> None:
    army = PartyRef("Army of Land", PartyKind.ARMED_FORCE, "land:army", "LND", sides=("LND",))
    minister = PartyRef("Land", PartyKind.STATE, "LND", "LND")
    front = PartyRef("Free Valley Front", PartyKind.ARMED_GROUP, "front")

    def both(other: PartyRef) -> Agreement:
        one = record("a", "The army said the attack killed nine people.", killed("The army", army))
        two = record("b", f"{other.name} said the attack killed nine people.", killed(other.name, other))
        return views(one, two)[ClaimField.CASUALTIES]

    assert both(minister) is Agreement.ONE_SIDE
    assert both(front) is Agreement.AGREED


def killed(who: str, party: PartyRef) -> Says:
    return Says(who, "the attack killed nine people", who=party)


def test_what_one_side_alone_says_and_what_nobody_says() -> None:
    found_views = views(says("a", "Police", "nine"))
    assert found_views[ClaimField.CASUALTIES] is Agreement.ONE_SIDE
    assert found_views[ClaimField.WEAPON] is Agreement.NOT_SAID


def test_a_denial_disputes_that_it_happened() -> None:
    lines = found(says("a", "Police", "nine"), denial("b"))
    view = next(v for v in field_views(lines) if v.field is ClaimField.OCCURRENCE)
    assert view.agreement is Agreement.DISPUTED
    assert [(one.party, one.stance.value) for one in view.said] == [
        ("Police", "asserts"),
        ("Free Valley Front", "denies"),
    ]


def test_what_a_report_tells_beside_a_quotation_is_its_own_word() -> None:
    text = "We saw the attack. Rebels, police said there, made the attack in Lom."
    told = record("a", text, Says("police", "made the attack", who=POLICE))
    (event,) = told.events
    place = Fact(Location("Lom"), (span_of(text, "Lom"),))
    blamed = Fact(PartyRef("rebels", PartyKind.ARMED_GROUP), (span_of(text, "Rebels"),))
    lines = found(replace(told, events=(replace(event, place=place, actors=(blamed,)),)))
    said = {
        (view.field, one.party, one.value) for view in field_views(lines) for one in view.said if one.outlet
    }
    assert {(ClaimField.PLACE, "Valley Post", "Lom"), (ClaimField.ACTOR, "Valley Post", "rebels")} <= said


def test_every_value_quotes_its_report() -> None:
    reports = (says("a", "Police", "nine"), says("b", "The hospital", "at least 12"))
    texts = {one.report.id: one.report.text for one in reports}
    quotes = [q for view in field_views(found(*reports)) for one in view.said for q in one.evidence]
    assert quotes
    assert [q.text for q in quotes] == [q.span.of(texts[q.report]) for q in quotes]
