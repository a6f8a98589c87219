import pytest

from sayso.merge.copies.credits import credit_lines, wire
from tests.merge.copies.texts import CREDITED_BY


@pytest.mark.parametrize(
    ("text", "agency", "shown"),
    [
        ("MASSAWA (AFP) - Gunboats sank a barge.", "AFP", ["MASSAWA (AFP) -"]),
        ("Asmara, Feb 11 (Reuters) — Gunboats sank a barge.", "Reuters", ["Asmara, Feb 11 (Reuters) —"]),
        ("PORT SUDAN, Feb 11 (HNA) - Gunboats sank a barge.", "HNA", ["PORT SUDAN, Feb 11 (HNA) -"]),
        ("Gunboats sank a barge.\n\n— Reuters", "Reuters", ["— Reuters"]),
        ("Gunboats sank a barge. (dpa)", "dpa", [" (dpa)"]),
        ("Gunboats sank a barge. - NZPA-AFP", "AFP", [" - NZPA-AFP"]),
        ("Gunboats sank a barge.\nREUTER", "Reuters", ["REUTER"]),
        ("By Hanna Tesfay | Associated Press\n\nA barge sank.", "AP", ["By Hanna Tesfay | Associated Press"]),
        ("A barge sank.\n\nSource: Green Island Radio", "Green Island Radio", ["Source: Green Island Radio"]),
        ("A barge sank.\n\n(Reporting by A. Beyene; Editing by C. Dowd)", None, None),
        ("The AP said a barge sank. AFP did not.", None, []),
        ("Gunboats (three of them) sank a barge.", None, []),
        ("An AFP reporter saw three boats - and then none.", None, []),
        ("", None, []),
    ],
)
def test_a_credit_names_its_agency(text: str, agency: str | None, shown: list[str] | None) -> None:
    found = credit_lines(text, CREDITED_BY)
    assert wire(found) == agency
    wanted = ["(Reporting by A. Beyene; Editing by C. Dowd)"] if shown is None else shown
    assert [one.span.of(text) for one in found] == wanted
