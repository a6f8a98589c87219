"""Who says what, beside every format."""

from dataclasses import replace

import pytest

from sayso.export.claims_csv import ClaimRow, claim_rows, dispute_rows
from sayso.model.incidents import Agreement, FieldView, Quoted, Said
from sayso.model.kept import IncidentRecord, Told
from sayso.model.record import Coded, Dispute, Side, Version
from sayso.model.spans import Span
from sayso.model.statements import AuthorCommitment, Basis, Certainty, ClaimField, Stance
from tests.export.kept import ARMY, FRANCE, event, record


def with_statement(**more: object) -> IncidentRecord:
    """The incident, with parts of its statement replaced."""
    one = record()
    coded = one.told[0].coded
    said = replace(coded.statements[0], **more)  # type: ignore[arg-type]  # fields by their names
    return with_coded(one, replace(coded, statements=(said,)))


def with_coded(one: IncidentRecord, coded: Coded) -> IncidentRecord:
    return replace(one, told=(Told(one.told[0].key, coded, coded.events[0]),))


def row(one: IncidentRecord) -> ClaimRow:
    return next(claim_rows(one))


def test_a_row_quotes_the_words_and_what_stands_around_them() -> None:
    found = row(record())
    assert (found.exact, found.prefix, found.suffix) == (
        '"=1+1',
        "The army hit the group. ",
        '" said a spokesman.',
    )
    assert (found.start, found.end, found.report_id) == (24, 29, "r1")
    assert (found.claim_id, found.incident_id, found.event_id) == ("r1#c1", "i-r1", "r1@9")
    assert (found.claimant, found.claimant_side, found.relayed_by) == ("Malian Armed Forces", "MLI", "Post")
    assert (found.hedge, found.said_on, found.review_state) == ("certain", None, "machine")


@pytest.mark.parametrize(
    ("actors", "targets", "role"),
    [
        ([ARMY], [], "actor"),
        ([], [ARMY], "target"),
        ([ARMY], [ARMY], "actor;target"),
        ([FRANCE], [], "other"),
    ],
)
def test_the_role_is_that_of_the_speaker_in_the_event(actors: list, targets: list, role: str) -> None:  # type: ignore[type-arg]
    assert row(record(event(actors, targets))).claimant_role == role


def test_the_report_speaks_as_itself_and_nobody_is_nobody() -> None:
    own = row(with_statement(source=None, basis=Basis.AUTHOR, frame="author"))
    assert (own.claimant, own.claimant_role) == ("Article (narrator)", "report")
    nobody = row(with_statement(source=None, basis=Basis.NONE))
    assert (nobody.claimant, nobody.claimant_role) == (None, None)


def test_a_hedge_is_the_speakers_or_the_reports() -> None:
    assert row(with_statement(certainty=Certainty.POSSIBLE)).hedge == "possible"
    assert row(with_statement(author_commitment=AuthorCommitment.HEDGES)).hedge == "reported"


def test_the_coder_is_the_first_version_of_the_record() -> None:
    one = record()
    coded = replace(one.told[0].coded, versions=(Version("sayso", "1.2"), Version("ontology", "3")))
    assert row(with_coded(one, coded)).coded_by == "sayso 1.2"


def test_disputes_of_a_report_and_over_all_accounts_name_their_claims() -> None:
    one = record()
    coded = one.told[0].coded
    sides = (Side("Malian Armed Forces", "x", Span(24, 29), "s1"), Side(None, "y", Span(0, 3), "s9"))
    told = replace(coded, disputes=(Dispute("d1", None, ("e1",), ClaimField.TARGET, sides, "said"),))
    view = FieldView(
        ClaimField.OCCURRENCE,
        Agreement.DISPUTED,
        (
            Said(
                ClaimField.OCCURRENCE, "x", None, Stance.DENIES, (Quoted("r1", Span(25, 27), "x"),), ("r1@9",)
            ),
            Said(ClaimField.OCCURRENCE, "z", None, Stance.DENIES, (Quoted("r9", Span(25, 27), "x"),), ()),
        ),
    )
    agreed = replace(view, field=ClaimField.PLACE, agreement=Agreement.AGREED)
    one = with_coded(replace(one, incident=replace(one.incident, fields=(view, agreed))), told)
    assert [tuple(dispute) for dispute in dispute_rows(one)] == [
        ("r1#d1", "i-r1", "target", "r1#c1"),
        ("i-r1#occurrence", "i-r1", "occurrence", "r1#c1"),
    ]
