"""Files of parties: what ships keeps its form; what breaks it is refused with the line and the reason."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ResourceError
from sayso.gazetteer import Parties, load_parties
from sayso.gazetteer.party_files import (
    CODE_COLUMNS,
    CONTESTED,
    LINK_COLUMNS,
    PACK_COLUMNS,
    ROW_COLUMNS,
    PartyFiles,
)
from sayso.gazetteer.party_table import SHIPPED
from sayso.model.parties import Link, PartyKind, Relation, Scheme

ROWS = "a,Army A,armed_force,SYR,,,,,,\nb,Bloc B,coalition,,,,,,,\nc,Front C,armed_group,SYR,,,,,,\n"
HEADING = ",".join(ROW_COLUMNS)


def folder(root: Path, *, rows: str = ROWS, links: str = "", codes: str = "") -> Path:
    """A folder in the form of what ships, with one file of each sort."""
    for name, columns, body in (
        ("rows", ROW_COLUMNS, rows),
        ("links", LINK_COLUMNS, links),
        ("codes", CODE_COLUMNS, codes),
    ):
        path = root / name / "x.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{','.join(columns)}\n{body}", encoding="utf-8")
    return root


def read(root: Path) -> Parties:
    files = PartyFiles()
    files.add_shipped(root)
    files.check()
    return Parties(files, "test")


def kinds_of(name: str) -> set[str]:
    with (SHIPPED / "rows" / name).open(encoding="utf-8", newline="") as lines:
        return {row["kind"] for row in csv.DictReader(lines)}


def test_each_file_holds_its_kinds() -> None:
    assert kinds_of("states.csv") == {"state"}
    assert kinds_of("people.csv") == {"person"}
    assert kinds_of("organs.csv") <= {"armed_force", "state_force", "organization"}
    assert kinds_of("bodies.csv") <= {"coalition", "organization"}


def test_what_ships_is_sorted_out_and_large_enough() -> None:
    parties = load_parties()
    counted = Counter(party.kind for party in parties.parties)
    assert counted[PartyKind.STATE] > 200
    assert counted[PartyKind.ARMED_GROUP] >= 250
    assert counted[PartyKind.ARMED_FORCE] + counted[PartyKind.STATE_FORCE] > 500
    assert counted[PartyKind.PERSON] > 400


def test_every_contested_link_names_who_says_so_and_no_code_is_unchecked() -> None:
    files = PartyFiles()
    files.add_shipped(SHIPPED)
    contested = [link for link, _ in files.links if link.relation in CONTESTED]
    assert [link for link in contested if link.says is None] == []
    codes = [code for of_party in files.codes.values() for code in of_party.values()]
    assert len(codes) > 2000
    assert [code for code in codes if not code.source] == []


def test_no_source_is_a_shrug() -> None:
    files = PartyFiles()
    files.add_shipped(SHIPPED)
    sources = {row.cells["source"] for row in files.rows.values()} | {link.source for link, _ in files.links}
    assert [one for one in sources if one and ("unverified" in one or "knowledge" in one)] == []


def test_a_state_has_the_codes_of_its_own() -> None:
    parties = load_parties()
    assert parties.codes("SYR") == {
        "iso3166_1_alpha2": "SY",
        "iso3166_1_alpha3": "SYR",
        "iso3166_1_numeric": "760",
        "cameo": "SYR",
        "plover_country": "SYR",
        "cow": "652",
        "gw": "652",
        "fips10_4": "SY",
        "wikidata": "Q858",
    }
    assert parties.code_sources("SYR")["wikidata"].startswith("rigour ")
    assert parties.codes("nobody") == {}


def test_what_two_sources_give_differently_stays_empty() -> None:
    parties = load_parties()
    assert "cameo" not in parties.codes("ROU")  # ROM in one list, ROU in another
    assert "gw" not in parties.codes("YEM")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("x,X,army,,,,,,,\n", r"x\.csv:2: unknown kind 'army'; known: state"),
        ("x,X,state,Syria,,,,,,\n", r"x\.csv:2: country 'Syria'; must be ISO 3166 alpha-3"),
        (",X,state,,,,,,,\n", r"x\.csv:2: no id"),
        ("x,,state,,,,,,,\n", r"x\.csv:2: no name"),
        ("x,X,state\n", r"x\.csv:2: 3 cells; must be 10"),
        ("x,X,state,,,,,soon,,\n", r"x\.csv:2: since 'soon'; must be a year, YYYY-MM or YYYY-MM-DD"),
        ("x,X,state,,,,,2011-13,,\n", r"x\.csv:2: since '2011-13'"),
        ("x,X,state,,,,,2011-02-30,,\n", r"x\.csv:2: since '2011-02-30'"),
        ("x,X,state,,,,,2012,2011,\n", r"x\.csv:2: until '2011' is before since '2012'"),
        ("x,X,state,,,,,,,\nx,Y,state,,,,,,,\n", r"x\.csv:3: id 'x' stands already at .*x\.csv:2"),
        ('x,"X,state,,,,,,,\n', r"x\.csv:2: not CSV"),
        ("x,X\x1b[31m,state,,,,,,,\n", r"x\.csv:2: holds the control character U\+001B"),
    ],
)
def test_a_broken_row_is_refused_with_its_line(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        read(folder(tmp_path, rows=rows))


@pytest.mark.parametrize(
    ("links", "message"),
    [
        ("a,loves,b,,,,\n", r"links/x\.csv:2: unknown relation 'loves'; known: part_of"),
        ("a,part_of,z,,,,\n", r"links/x\.csv:2: part_of names 'z'; no party has that id"),
        ("z,part_of,a,,,,\n", r"links/x\.csv:2: part_of names 'z'"),
        ("a,part_of,a,,,,\n", r"links/x\.csv:2: 'a' is part_of itself"),
        ("a,part_of,b,,,,\na,part_of,b,,,,me\n", r"links/x\.csv:3: the same link stands already at .*:2"),
        (
            "a,backed_by,b,,,,me\n",
            r"links/x\.csv:2: 'a' backed_by 'b': the column says must name who",
        ),
        ("a,opposed_to,b,,,,me\n", r"links/x\.csv:2: 'a' opposed_to 'b': the column says"),
        ("a,leads,b,2014,2013,,\n", r"links/x\.csv:2: until '2013' is before since '2014'"),
        (
            "a,part_of,b,,,,\nb,part_of,c,,,,\nc,part_of,a,,,,\n",
            r"links/x\.csv:4: part_of goes round in a circle: c -> a -> b -> c",
        ),
        (
            "a,successor_of,b,,,,\nb,successor_of,a,,,,\n",
            r"links/x\.csv:3: successor_of goes round in a circle: b -> a -> b",
        ),
    ],
)
def test_a_broken_link_is_refused_with_its_line(tmp_path: Path, links: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        read(folder(tmp_path, links=links))


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ("a,zip,1,me\n", r"codes/x\.csv:2: unknown scheme 'zip'; known: iso3166_1_alpha2"),
        ("a,cameo,SYRMIL,\n", r"codes/x\.csv:2: cameo 'SYRMIL' has no source"),
        ("z,cameo,SYRMIL,me\n", r"codes/x\.csv:2: cameo of 'z'; no party has that id"),
        ("a,cameo,SYRMI,me\n", r"codes/x\.csv:2: cameo 'SYRMI'; must be "),
        ("a,cameo,syrmil,me\n", r"codes/x\.csv:2: cameo 'syrmil'"),
        ("a,iso3166_1_alpha2,SYR,me\n", r"codes/x\.csv:2: iso3166_1_alpha2 'SYR'; must be \[A-Z\]\{2\}"),
        ("a,iso3166_1_alpha3,SY,me\n", r"codes/x\.csv:2: iso3166_1_alpha3 'SY'"),
        ("a,iso3166_1_numeric,76,me\n", r"codes/x\.csv:2: iso3166_1_numeric '76'"),
        ("a,wikidata,858,me\n", r"codes/x\.csv:2: wikidata '858'"),
        ("a,cow,65x,me\n", r"codes/x\.csv:2: cow '65x'"),
        ("a,gw,0,me\n", r"codes/x\.csv:2: gw '0'"),
        ("a,acled_inter,9,me\n", r"codes/x\.csv:2: acled_inter '9'; must be \[0-8\]"),
        ("a,cow,652,me\na,cow,651,me\n", r"codes/x\.csv:3: 'a' has a cow code already at .*x\.csv:2"),
        ("a,wikidata,Q1,me\nb,wikidata,Q1,me\n", r"codes/x\.csv:3: wikidata 'Q1' is that of 'a', at .*:2"),
    ],
)
def test_a_broken_code_is_refused_with_its_line(tmp_path: Path, codes: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        read(folder(tmp_path, codes=codes))


def test_kinds_of_actor_may_share_a_code(tmp_path: Path) -> None:
    parties = read(folder(tmp_path, codes="a,cameo,SYRMIL,me\nc,cameo,SYRMIL,me\n"))
    assert [party.code for party in parties.parties] == ["SYRMIL", "SYRMIL", None]


def test_a_link_that_nobody_checked_never_decides(tmp_path: Path) -> None:
    parties = read(folder(tmp_path, links="a,part_of,b,2011,2012-06,,\nc,part_of,b,,,,a page\n"))
    first, *_ = parties.links("a")
    assert first == Link("a", Relation.PART_OF, "b", date(2011, 1, 1), date(2012, 6, 30))
    assert not first.checked
    assert {party.id: party.part_of for party in parties.parties} == {"a": (), "b": (), "c": ("b",)}
    assert parties.links("b") == ()


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2010, 12, 31), False),
        (date(2011, 1, 1), True),
        (date(2012, 6, 30), True),
        (date(2012, 7, 1), False),
    ],
)
def test_a_link_holds_between_its_dates(day: date, *, holds: bool) -> None:
    link = Link("a", Relation.LEADS, "b", date(2011, 1, 1), date(2012, 6, 30))
    assert link.holds_on(day) is holds
    assert Link("a", Relation.LEADS, "b").holds_on(day)


def pack(path: Path, columns: tuple[str, ...], *rows: str) -> Path:
    path.write_text("\n".join((",".join((*ROW_COLUMNS, *columns)), *rows, "")), encoding="utf-8")
    return path


def test_a_pack_adds_and_replaces_parties(tmp_path: Path) -> None:
    own = pack(
        tmp_path / "own.csv",
        (),
        "# ours",
        "own,Own Brigade,armed_group,SYR,OB,,,2016,,me",
        "sdf,SDF now,armed_group,SYR,,,,,,me",
    )
    parties = load_parties([own])
    assert [p.id for p in parties.named("Own Brigade")] == ["own"]
    assert parties.named("Syrian Democratic Forces") == ()
    assert parties.version.startswith("parties ")
    assert ", own " in parties.version


def test_a_pack_may_bring_links_and_codes(tmp_path: Path) -> None:
    row = "own,Own Unit,armed_group,SYR,,,,,,a page,sdf,USA,RUS,Ankara,cameo=SYRREB; wikidata=Q123456789123"
    path = pack(tmp_path / "own.csv", ("part_of", "backed_by", "opposed_to", "says", "codes"), row)
    parties = load_parties([path])
    assert parties.links("own") == (
        Link("own", Relation.PART_OF, "sdf", source="a page"),
        Link("own", Relation.BACKED_BY, "USA", says="Ankara", source="a page"),
        Link("own", Relation.OPPOSED_TO, "RUS", says="Ankara", source="a page"),
    )
    assert parties.codes("own") == {"cameo": "SYRREB", "wikidata": "Q123456789123"}
    own = parties.get("own")
    assert own is not None
    assert (own.part_of, own.code) == (("sdf",), "SYRREB")


def test_what_a_pack_has_no_column_for_stays(tmp_path: Path) -> None:
    force = load_parties().get("syrian-air-force")
    assert force is not None
    row = "syrian-air-force,Own name,armed_force,SYR,,,,,,me"
    kept = load_parties([pack(tmp_path / "a.csv", (), row)])
    assert kept.codes("syrian-air-force") == load_parties().codes("syrian-air-force") != {}
    assert kept.links("syrian-air-force") == load_parties().links("syrian-air-force") != ()
    gone = load_parties([pack(tmp_path / "b.csv", ("part_of", "codes"), f"{row},,")])
    assert (gone.links("syrian-air-force"), gone.codes("syrian-air-force")) == ((), {})


@pytest.mark.parametrize(
    ("columns", "row", "message"),
    [
        ((), "x,X,army,,,,,,,me", r"pack\.csv:2: unknown kind 'army'"),
        (("part_of",), "x,X,state,,,,,,,me,nobody", r"pack\.csv:2: part_of names 'nobody'"),
        (("backed_by",), "x,X,state,,,,,,,me,USA", r"pack\.csv:2: 'x' backed_by 'USA': the column says"),
        (("codes",), "x,X,state,,,,,,,me,SYRREB", r"pack\.csv:2: code 'SYRREB'; must be scheme=value"),
        (("codes",), "x,X,state,,,,,,,,cow=652", r"pack\.csv:2: cow '652' has no source"),
        (("codes",), "x,X,state,,,,,,,me,wikidata=Q858", r"pack\.csv:2: wikidata 'Q858' is that of 'SYR'"),
        (
            ("part_of",),
            "syrian-armed-forces,X,armed_force,SYR,,,,,,me,syrian-air-force",
            r"goes round in a circle",
        ),
        (("allies",), "x,X,state,,,,,,,me,USA", r"pack\.csv:1: heading is .* may go on with part_of"),
        (("says", "says"), "x,X,state,,,,,,,me,,", r"pack\.csv:1: heading is .* each column may stand once"),
    ],
)
def test_a_broken_pack_is_refused_with_its_line(
    tmp_path: Path, columns: tuple[str, ...], row: str, message: str
) -> None:
    path = pack(tmp_path / "pack.csv", columns, row)
    with pytest.raises(ResourceError, match=message):
        load_parties([path])


def test_a_pack_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "pack.csv"
    path.write_bytes(f"{HEADING}\nx,X,state,,,,,,,\ny,Élysée,state,,,,,,,\n".encode("latin-1"))
    with pytest.raises(ResourceError, match=r"pack\.csv:3: not UTF-8"):
        load_parties([path])


def test_a_missing_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"none\.csv: cannot be read"):
        load_parties([tmp_path / "none.csv"])


words = st.text(st.characters(categories=("Lu", "Ll", "Nd")), min_size=3, max_size=8)
cells = st.lists(words, max_size=3, unique=True)


@given(name=words, aliases=cells, since=st.integers(1000, 2000), kind=st.sampled_from(list(PartyKind)))
def test_what_is_written_into_a_pack_is_read_from_it(
    tmp_path_factory: pytest.TempPathFactory, name: str, aliases: list[str], since: int, kind: PartyKind
) -> None:
    path = tmp_path_factory.mktemp("pack") / "own.csv"
    values = ["own-id", name, kind.value, "SYR", ";".join(aliases), "", "", str(since), "", "a page"]
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([[*ROW_COLUMNS, *PACK_COLUMNS], [*values, *[""] * len(PACK_COLUMNS)]])
    files = PartyFiles()
    files.add_pack(path)
    (party,) = files.parties()
    assert (party.name, list(party.aliases), party.kind) == (name, aliases, kind)
    assert (party.since, party.until, party.source) == (date(since, 1, 1), None, "a page")


def test_every_scheme_and_relation_has_a_form() -> None:
    assert {scheme.value for scheme in Scheme} >= {"cameo", "cow", "gw", "wikidata"}
    assert set(PACK_COLUMNS) == {*(relation.value for relation in Relation), "says", "codes"}
