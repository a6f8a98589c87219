"""Targets of tables and settings: packs, word lists, imports, annotations, decisions, configuration."""

import hashlib
import io
import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tools.fuzz.target import Feed, Target, Targets

LANG = Path("src/sayso/lang/en")
TEXT = "Rebels shelled Raqqa on Monday and killed nine civilians, the army said."
PARTIES = (
    "id,name,kind,country,aliases,adjectives,metonyms,since,until,source,part_of,codes\n"
    "x:a,Free Valley Army,armed_group,SYR,FVA,,,2011,,own,,\n"
    "x:b,Valley Council,state,,VC;V,,,,,own,x:a,cameo=SYR\n"
)
PLACES = "id,name,kind,country,lat,lon,parent,aliases,population,radius_km,source\n"
PLACES += "v:1,Vale,settlement,SYR,35,38,,Val,900,,own\n"
OLD_PLACES = (
    "id,name,kind,country,lat,lon,admin1,radius_km,aliases,source\nv:1,Vale,region,SYR,35,38,,9,Val,own\n"
)
PCODES = "admin1Name_en,admin1Pcode,admin4Name_en,admin4Pcode,lat,lon\nNorth,SY01,Vale,SY010101,35,38\n"
GEONAMES = "1\tVale\tVale\tVal\t35.0\t38.0\tP\tPPL\tSY\t\t01\t\t\t\t900\t\t1\tAsia/Damascus\t2020-01-01\n"
ABOUT = 'name = "v"\nlicence = "CC0-1.0"\nversion = "1"\ndate = "2021-01-01"\nrank = 40\n'
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,"
    "location,latitude,longitude,geo_precision,fatalities\n"
    "MLI1,14 May 2024,1,Battles,Armed clash,Free Valley Army,"
    "Rebel group,Police Forces,1,466,Mali,Gao,16.27,-0.04,1,3\n"
)
GED = (
    "id,type_of_violence,side_a,side_b,where_coordinates,where_prec,latitude,longitude,date_start,date_end,"
    "best,high,low\n1,1,Government of Mali,JNIM,Gao,1,16.2,-0.04,2024-05-14,2024-05-15,3,4,2\n"
)
GDELT = "7\t20240514" + "\t" * 25 + "190" + "\t" * 34 + "\n"
CONFIG = 'db = "desk.db"\n[serve]\nport = 8000\nhost = "127.0.0.1"\n[code]\nformat = "json"\n'
SOURCES = (
    'every = "15m"\nrecheck = ["6h"]\n[[source]]\nfeed = "https://news.example/rss.xml"\nmost = 5\n'
    '[[source]]\nfolder = "inbox"\nhosts = ["*"]\n'
)


def _file(name: str, read: Callable[[Path], object]) -> Feed:
    """Reads a file whose content is fed."""
    folder = Path(tempfile.mkdtemp(prefix="sayso-fuzz-"))
    path = folder / name

    def feed(data: bytes) -> None:
        path.write_bytes(data)
        read(path)

    return feed


def _party_pack() -> Feed:
    from sayso.gazetteer.party_files import PartyFiles

    def read(path: Path) -> None:
        files = PartyFiles()
        files.add_pack(path)
        files.check()
        [*files.parties()]

    return _file("pack.csv", read)


def _places_csv() -> Feed:
    from sayso.gazetteer.csv_places import CsvPlaces

    folder = Path(tempfile.mkdtemp(prefix="sayso-fuzz-"))
    (folder / "about.toml").write_text(ABOUT, encoding="utf-8")

    def feed(data: bytes) -> None:
        (folder / "places.csv").write_bytes(data)
        CsvPlaces(folder).find("vale")

    return feed


def _about() -> Feed:
    from sayso.gazetteer.tables import read_about

    return _file("about.toml", lambda path: read_about(path.parent))


def _place_pack(name: str) -> Feed:
    """A pack as it is added: CSV, or a table of GeoNames."""
    from sayso.gazetteer import GeoNamesFiles, NewPack, add_pack

    home = Path(tempfile.mkdtemp(prefix="sayso-fuzz-home-"))
    geonames = name.endswith(".txt")
    return _file(
        name,
        lambda path: add_pack(
            NewPack("SY", geonames=GeoNamesFiles(path)) if geonames else NewPack("SY", csv=path, name="v"),
            home,
        ),
    )


def _language_table(name: str) -> Feed:
    """One file of a language, the others as they ship."""
    import shutil

    from sayso.lang.loader import load_folder

    folder = Path(tempfile.mkdtemp(prefix="sayso-fuzz-")) / "xx"
    shutil.copytree(LANG, folder)

    def feed(data: bytes) -> None:
        (folder / name).write_bytes(data)
        load_folder(folder)

    return feed


def _word_lists() -> Feed:
    """What the readers of the tables make of TOML, without the files that are large."""
    import tomllib

    from sayso.errors import ResourceError
    from sayso.lang.tables import Entry, cue_senses, noun_senses, trigger_senses, weapon_senses

    def feed(data: bytes) -> None:
        try:
            top = Entry("x.toml", tomllib.loads(data.decode("utf-8")))
        except (ValueError, RecursionError):
            return
        for read in (cue_senses, noun_senses, trigger_senses, weapon_senses):
            try:
                [*read(top)]
            except ResourceError:
                continue

    return feed


def _import(name: str) -> Feed:
    from sayso.imports import IMPORTERS, Importing
    from tests.imports.known import known

    how = Importing(known(), text=lambda name, digest: TEXT)
    return lambda data: [
        *IMPORTERS[name].read(io.StringIO(data.decode("utf-8", "surrogateescape"), newline=""), "file", how)
    ]


def _at(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def annotations() -> list[bytes]:
    """An annotation of TEXT, as one object and as lines."""
    event = {
        "id": "e1", "trigger": _at("shelled"), "plover": {"type": "ASSAULT", "mode": "artillery"},
        "cameo_root": "19", "acled": {"event_type": "Battles", "sub_event_type": "Armed clash"},
        "modality": "occurred", "actors": [{"name": "Rebels", "spans": [_at("Rebels")]}],
        "place": {"name": "Raqqa", "precision": "settlement", "lat": 35.9, "lon": 39.0, "span": _at("Raqqa")},
        "time": {"start": "2021-03-08", "end": "2021-03-08", "basis": "relative", "span": _at("on Monday")},
        "casualties": [{"kind": "killed", "min": 9, "max": 9, "who": "civilians",
                        "span": _at("nine civilians")}],
        "attributions": [{"evidence": _at(TEXT), "source": "the army", "stance": "claims",
                          "field": "occurrence"}],
        "incident": "i1",
    }  # fmt: skip
    row = {
        "schema": "sayso-annotation/1", "doc_id": "a", "published": "2021-03-09", "events": [event],
        "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "notes": ["x"],
        "disputes": [{"id": "d", "field": "occurrence", "events": ["e1"],
                      "accounts": [{"source": "the army", "value": "v", "span": _at("the army")}]}],
        "temporal_relations": [{"a": "e1", "type": "before", "b": "e1", "span": _at("on Monday")}],
    }  # fmt: skip
    return [json.dumps(row).encode(), json.dumps([row]).encode(), f"{json.dumps(row)}\n\n".encode()]


def _configuration() -> Feed:
    from sayso.show.cli.configuration import configured
    from sayso.show.cli.parser import parser

    return _file("sayso.toml", lambda path: configured(parser(), path))


def _sources() -> Feed:
    from sayso.watch.plan import load_plan

    def read(path: Path) -> None:
        load_plan([str(path)])

    return _file("sources.toml", read)


def _accounts() -> Feed:
    from sayso.show.web.accounts import Accounts

    def read(path: Path) -> None:
        Accounts(path).names()

    return _file("accounts.json", read)


def _stored() -> Feed:
    """The log of decisions and records as a base holds them: the bytes of a column."""
    from sayso.errors import StoreError
    from sayso.store.sql import codec
    from sayso.store.sql.log import decision_of

    packed = (codec.CODED, codec.INCIDENT, codec.REVISION, codec.VERSIONS)

    def feed(data: bytes) -> None:
        if not data:
            return
        kind = packed[data[0] % len(packed)]
        for read in (kind.unpack, kind.decode):
            with suppress(StoreError):
                read(data[1:])
        text = data[1:].decode("utf-8", "replace")
        row = dict.fromkeys(("role", "made_at", "undoes"))
        decision_of({
            **row, "subject": "part", "judgement": "same", "a": text, "b": "", "author": "x", "score": 0.0,
            "reasons": text if data[0] % 2 else "[]", "edit": None if data[0] % 2 else text,
            "person": True, "number": 1, "act": 1,
        })  # fmt: skip

    return feed


def _seals() -> Feed:
    from sayso.store.sql import seals

    return lambda data: seals.read(data.decode("utf-8", "replace"), "orders.json")


def _ledger() -> Feed:
    from sayso.bulk.layout import Layout

    return _file("row.json", Layout.read)


_REASONS = b'\1[{"signal":"time","score":1.0,"why":"x","gate":false}]'
_LOG = (
    _REASONS,
    b'\0{"text":"note","blind":true}',
    b'\0{"after":{"code":{"value":"x","evidence":[{"start":0,"end":1}],"rule":null}},"part":"a@1#s1"}',
    b'\0{"before":{"tolls":[{"value":{"kind":"killed","low":1,"high":null,"who":null},"evidence":[]}]}}',
    b'\3[{"name":"a","version":"1"}]',
)


def _lang(name: str) -> list[bytes]:
    return [(LANG / name).read_bytes()[:6_000].rpartition(b"\n\n")[0], b"[words]\na = ['b']\n"]


TARGETS: Targets = {
    "party-pack": Target(_party_pack, lambda: [PARTIES.encode()], ("part_of", "x:a", ";", '"', "2011-02")),
    "place-table": Target(_places_csv, lambda: [OLD_PLACES.encode()], ("settlement", "nan", "1e9", "v:1")),
    "place-pack-csv": Target(
        lambda: _place_pack("p.csv"), lambda: [PLACES.encode(), PCODES.encode()], ("nan", "v:1", ";"), 3.0
    ),
    "place-pack-geonames": Target(
        lambda: _place_pack("SY.txt"), lambda: [GEONAMES.encode()], ("\t", "PPL", "ADM1", "SY"), 3.0
    ),
    "pack-about": Target(_about, lambda: [ABOUT.encode()], ("rank", '"""', "[[", "1e400"), longest=1_024),
    "language-days": Target(
        lambda: _language_table("days.toml"), lambda: _lang("days.toml"), (), 4.0, share=0.5
    ),
    "language-tables": Target(
        _word_lists,
        lambda: [one for name in ("triggers", "cues", "people", "weapons") for one in _lang(f"{name}.toml")],
        ("[[trigger]]", "words = ", "frame = ", "[[", "]]"),
        longest=8_192,
    ),
    "import-annotation": Target(lambda: _import("annotation"), annotations, ('"start":', "null", "[]", "-1")),
    "import-acled": Target(
        lambda: _import("acled"), lambda: [ACLED.encode()], ("nan", "1e999", "٣", "0001-01-01")
    ),
    "import-ged": Target(lambda: _import("ged"), lambda: [GED.encode()], ("nan", "1e999", "9999-12-31")),
    "import-gdelt": Target(lambda: _import("gdelt"), lambda: [GDELT.encode()], ("\t", "nan", "99999999")),
    "configuration": Target(
        _configuration, lambda: [CONFIG.encode()], ("[serve]", "= true", "= []", "db"), 2.0
    ),
    "watch-sources": Target(
        _sources, lambda: [SOURCES.encode()], ("[[source]]", '"1d"', "every", "folder"), 2.0
    ),
    "accounts": Target(
        _accounts, lambda: [b'[{"name":"a","role":"reader","password":"x"}]'], ("role", "[[", "null")
    ),
    "decision-log": Target(_stored, lambda: list(_LOG), ('"field"', "null", "[]", "1e999")),
    "redaction-orders": Target(
        _seals, lambda: [b'{"schema":"sayso-redactions/1","redactions":[{"id":"a"}]}'], ("salt", "[[", "null")
    ),
    "bulk-ledger": Target(_ledger, lambda: [b'{"bytes":1}'], ("[[", "1e999"), longest=512),
}
