"""A folder that has what the commands of our pages name, small: reports, tables, a base, packs."""

import csv
import json
import shutil
from pathlib import Path

from tests.gazetteer.packs import geonames_row, zipped
from tests.terminals import Terminal

ROOT = Path(__file__).parents[1]
SEED = (ROOT / "tests" / "data" / "seed" / "seed.txt").read_text(encoding="utf-8")
SHELLING = (
    "Shelling killed four people in Aleppo on Monday, rebels said. Damascus denied it. A fighter jet bombed "
    "a market later. Maria Example, 34, lost her son."
)
PARTY = "id,name,kind,country,aliases,adjectives,metonyms,since,until,source\n"
PLACES = "id,name,kind,country,lat,lon,parent,aliases,population,radius_km,source\n"
# How many cases of a scored table are kept: the question here is that the command runs, not how well.
FEW = 3


def furnish(at: Terminal) -> None:
    """Put everything there, and a base of two reports in the user's own folder."""
    _reports(at.folder)
    _packs(at.folder)
    _gold(at.folder)
    for line in (
        "sayso add articles/seed.txt --published 2017-06-19",
        "sayso add reports",
        "sayso backup backup.db",
        "sayso release 2017-05 --out releases/2017-05",
        "sayso release 2017-05",
        "sayso export ged -o GEDEvent_v25_1.csv",
        "sayso export acled -o downloads/acled.csv",
        "sayso code tests/gold/dev --format annotation --out predictions --quiet",
    ):
        code, said = at.ran(line)
        assert code == 0, f"{line}: {said}"
    for base in ("desk.db", "new.db"):
        shutil.copy(at.folder / "backup.db", at.folder / base)


def _reports(folder: Path) -> None:
    for name in ("articles", "reports", "crawl", "inbox", "downloads", "releases"):
        (folder / name).mkdir()
    (folder / "report.txt").write_text(SHELLING, encoding="utf-8")
    (folder / "articles" / "seed.txt").write_text(SEED, encoding="utf-8")
    row = {"id": "agency-17", "text": SHELLING, "published": "2017-06-20", "outlet": "Agency"}
    other = {**row, "id": "paper-4", "outlet": "Paper"}
    for place in ("reports/one.jsonl", "inbox/one.jsonl", "crawl/one.jsonl", "more.jsonl", "reports.jsonl"):
        (folder / place).write_text(f"{json.dumps(row)}\n{json.dumps(other)}\n", encoding="utf-8")
    with (folder / "news.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["title", "body"], ["Shelling", SHELLING]])
    (folder / "sources.toml").write_text('[[source]]\nfolder = "inbox"\n', encoding="utf-8")
    (folder / "rights.toml").write_text('default = "full"\n', encoding="utf-8")


def _packs(folder: Path) -> None:
    (folder / "alternatenames").mkdir()
    row = geonames_row(id="1", name="Kafr Zita", lat="35.37", lon="36.6", admin1="01")
    zipped(folder / "SY.zip", SY__txt=f"{row}\n".encode())
    zipped(folder / "alternatenames" / "SY.zip", SY__txt=b"1\t1\ten\tKafr Zeita\t\t\t\t\t\t\n")
    (folder / "admin1CodesASCII.txt").write_text("SY.01\tHama\tHama\t9\n", encoding="utf-8")
    (folder / "admin2Codes.txt").write_text("SY.01.01\tHama\tHama\t8\n", encoding="utf-8")
    (folder / "places.csv").write_text(
        f"{PLACES}p1,Tell Abyad Camp,settlement,SY,36.7,38.9,,,,,\n", encoding="utf-8"
    )
    guard = "river-guard,River Guard,armed_group,SDN,RG,,,2021,,our field notes\n"
    for name in ("river.csv", "parties-of-our-study.csv", "new-version.csv"):
        (folder / name).write_text(PARTY + guard, encoding="utf-8")


def _gold(folder: Path) -> None:
    """The first cases of each table that a page scores."""
    (folder / "tests" / "gold" / "dev").mkdir(parents=True)
    for file in sorted((ROOT / "tests" / "gold" / "dev").glob("c02-*")):
        shutil.copy(file, folder / "tests" / "gold" / "dev")
    (folder / "tests" / "data").symlink_to(ROOT / "tests" / "data")
    for name in ("parties/dev.toml", "dates/dev.toml", "conflicting/dev.toml", "statements/dev.toml"):
        whole = (ROOT / "tests" / "gold" / name).read_text(encoding="utf-8")
        _put(folder, name, "[[case]]".join(whole.split("[[case]]")[: FEW + 1]))
    for name in (
        "traps/dev.jsonl",
        "relevance/open.jsonl",
        "incidents/revisions/open/revisions.jsonl",
        "incidents/copies/open/reports.jsonl",
        "incidents/lines/open/lines.jsonl",
    ):
        lines = (ROOT / "tests" / "gold" / name).read_text(encoding="utf-8").splitlines(keepends=True)
        _put(folder, name, "".join(lines[: 2 * FEW]))


def _put(folder: Path, name: str, text: str) -> None:
    path = folder / "tests" / "gold" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
