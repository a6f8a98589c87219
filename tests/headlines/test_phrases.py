import pytest

from sayso.headlines import names
from sayso.headlines.phrases import PHRASES
from sayso.model.events import Event, Modality, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.show.headlines import headline

HERE = (Span(0, 1),)
TOLD_OF_ONE = {("RETREAT", "withdraw"), ("RETREAT", "resign")}  # nobody is withdrawn from as a victim


def event(kind: str, who: str, whom: str, modality: Modality = Modality.OCCURRED) -> Event:
    """`kind` is "ASSAULT" or "ASSAULT aerial", parties are separated by commas."""
    type_, _, mode = kind.partition(" ")

    def parties(given: str) -> tuple[Fact[PartyRef], ...]:
        return tuple(Fact(PartyRef(n, PartyKind.STATE), HERE) for n in given.split(", ") if n)

    return Event(
        id="e1",
        triggers=HERE,
        type=Fact(type_, HERE),
        mode=Fact(mode, HERE) if mode else None,
        modality=Fact(modality, HERE),
        actors=parties(who),
        targets=parties(whom),
    )


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (event("ASSAULT aerial", "Aria, Bund", "Cora"), "Aria and Bund attacked Cora from the air"),
        (event("ASSAULT aerial", "Aria", ""), "Aria made an air attack"),
        (event("ASSAULT aerial", "", "Cora"), "Attack from the air on Cora"),
        (event("ASSAULT", "", ""), "Attack"),
        (event("ASSAULT", "rebels", ""), "Rebels made an attack"),
        (event("ASSAULT", "Aria, Bund", ""), "Aria and Bund fought each other"),
        (event("ASSAULT", "Aria, Bund", "Bund"), "Aria and Bund fought each other"),
        (event("ASSAULT", "Aria, Bund", "Cora, Dor, Edda"), "Aria and Bund attacked Cora, Dor and others"),
        (event("ASSAULT", "Aria", "Bund", Modality.DENIED), "Denied: attack on Bund by Aria"),
        (event("ASSAULT", "Aria", "Bund", Modality.THREATENED), "Aria threatened: attack on Bund"),
        (event("ASSAULT", "", "Bund", Modality.THREATENED), "Threat: attack on Bund"),
        (event("THREATEN violence", "Aria", "", Modality.THREATENED), "Aria threatened violence"),
        (event("PROTEST demo", "", "Aria", Modality.PLANNED), "Planned: demonstration against Aria"),
        (event("AID", "Aria", "Bund", Modality.HYPOTHETICAL), "Only supposed: aid to Bund by Aria"),
        (event("ASSAULT laser", "Aria", "Bund"), "Aria attacked Bund"),
        (event("DANCE", "Aria", "Bund"), "Aria did dance to Bund"),
        (event("AGREE", "Aria\x1b[31m", "[red]B"), "Aria[31m agreed with [red]B"),
    ],
)
def test_one_line_says_who_did_what_to_whom(told: Event, line: str) -> None:
    assert headline(told, None) == line


@pytest.mark.parametrize("kind", PHRASES)
@pytest.mark.parametrize("whom", ["", "Bund"])
def test_each_type_and_mode_makes_a_sentence(kind: tuple[str, str], whom: str) -> None:
    for who in ("Aria", ""):
        line = headline(event(" ".join(filter(None, kind)), who, whom), None)
        assert not set(line) & set("[]{}|")
        assert "  " not in line
        assert whom in line or kind in TOLD_OF_ONE
        assert who in line


def test_each_name_is_listed_once() -> None:
    assert [names([]), names(["A"]), names(["A", "B", "A"]), names(["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
