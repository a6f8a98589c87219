import shutil
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.model.events import AcledCode
from sayso.model.ontology import Ontology
from sayso.ontology import load_ontology
from sayso.ontology.tables import HERE

ONTOLOGY = load_ontology()


def quads(ontology: Ontology) -> dict[int, list[str]]:
    return {quad: sorted(t.name for t in ontology.types.values() if t.quad == quad) for quad in range(1, 5)}


def test_the_sixteen_types_fall_into_four_quads() -> None:
    assert quads(ONTOLOGY) == {
        1: ["AGREE", "CONCEDE", "CONSULT", "SUPPORT"],
        2: ["AID", "COOPERATE", "RETREAT"],
        3: ["ACCUSE", "REJECT", "REQUEST", "THREATEN"],
        4: ["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"],
    }


def test_every_type_and_mode_has_one_cameo_code() -> None:
    pairs = {(t.name, mode) for t in ONTOLOGY.types.values() for mode in ("", *t.modes)}
    assert len(pairs) == 16 + 67
    assert set(ONTOLOGY.cameo) == pairs


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        (("ASSAULT", ""), "190"),
        (("ASSAULT", "aerial"), "195"),
        (("ASSAULT", "abduct"), "181"),
        (("ASSAULT", "suicide-attack"), "1831"),
        (("COERCE", "arrest"), "173"),
        (("COERCE", "seize"), "192"),
        (("AGREE", ""), "030"),
        (("CONSULT", "phone"), "041"),
        (("THREATEN", "violence"), "138"),
    ],
)
def test_the_mode_gives_the_most_specific_code(pair: tuple[str, str], code: str) -> None:
    assert ONTOLOGY.cameo[pair] == code


def test_a_code_keeps_its_leading_zero() -> None:
    assert sorted(code for code in ONTOLOGY.cameo.values() if code < "08") == [
        "030",
        "040",
        "040",
        "041",
        "042",
        "044",
        "050",
        "060",
        "070",
    ]


def test_the_root_of_a_type_is_that_of_its_plain_code() -> None:
    roots = {t.name: t.cameo_root for t in ONTOLOGY.types.values()}
    assert roots == {
        "AGREE": "03",
        "CONSULT": "04",
        "SUPPORT": "05",
        "CONCEDE": "08",
        "COOPERATE": "06",
        "AID": "07",
        "RETREAT": "08",
        "REQUEST": "10",
        "ACCUSE": "11",
        "REJECT": "12",
        "THREATEN": "13",
        "PROTEST": "14",
        "SANCTION": "16",
        "MOBILIZE": "15",
        "COERCE": "17",
        "ASSAULT": "19",
    }


def test_say_so_about_responsibility_has_the_codes_that_plover_drops() -> None:
    assert ONTOLOGY.responsibility == {"claims": "015", "denies": "016"}


def test_all_sub_event_types_of_acled_are_there_with_their_own_case_code() -> None:
    counts: dict[str, int] = {}
    for code in ONTOLOGY.acled.values():
        counts[code.event_type] = counts.get(code.event_type, 0) + 1
    assert counts == {
        "Battles": 3,
        "Protests": 3,
        "Riots": 2,
        "Explosions/Remote violence": 6,
        "Violence against civilians": 3,
        "Strategic developments": 8,
    }
    assert set(ONTOLOGY.case2021) == set(ONTOLOGY.acled)
    assert len(set(ONTOLOGY.case2021.values())) == 25
    assert ONTOLOGY.acled["Grenade"] == AcledCode("Explosions/Remote violence", "Grenade")


def test_the_version_names_the_tables() -> None:
    number, digest = ONTOLOGY.version.split()
    assert (number, len(digest)) == ("1", 12)
    assert load_ontology().version == ONTOLOGY.version


def test_the_plover_tables_carry_their_licence() -> None:
    text = (HERE / "plover" / "LICENSE.md").read_text(encoding="utf-8")
    wanted = ("openeventdata/PLOVER", "CC BY-SA 4.0", "Derived tables")
    assert [word for word in wanted if word not in text] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("choices.toml", "SANCTION = 4", "SANCTION = 5", "quad of SANCTION is 5"),
        ("choices.toml", 'aerial = "195"', 'arial = "195"', "('ASSAULT', 'arial') is no type and mode"),
        ("choices.toml", 'aerial = "195"', "", "no CAMEO code for ('ASSAULT', 'aerial')"),
        ("choices.toml", 'aerial = "195"', 'aerial = "199"', "CAMEO '199' is in no table"),
        ("choices.toml", 'massacre = ""', "", "ASSAULT has no mode 'massacre'"),
        ("choices.toml", "[responsibility]", "[responsible]", "'responsibility'"),
        ("choices.toml", "[quads]", "[quads", "choices.toml"),
        ("acled.toml", 'grenade = "Grenade"', 'grenade = "Granade"', "'Granade' is no sub-event type"),
        ("acled.toml", 'AGREE = ["Agreement"]', 'AGREE = ["Accord"]', "'Accord' is no sub-event type"),
        (
            "acled.toml",
            'AGREE = ["Agreement"]',
            'CONSENT = ["Agreement"]',
            "'CONSENT', '') is no type and mode",
        ),
        ("acled.toml", "[by_mode.PROTEST]", "[by_mode.PROTESTS]", "('PROTESTS', '') is no type and mode"),
        ("plover/plover.json", '"types": [', '"kinds": [', "'types'"),
        ("plover/plover.json", "{", "", "plover.json"),
    ],
)
def test_broken_data_is_told_with_what_is_wrong(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(HERE, folder)
    broken = folder / file
    broken.write_text(broken.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        load_ontology(folder)
    assert told in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"plover\.json"):
        load_ontology(tmp_path)
