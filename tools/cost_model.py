"""What a day of a million, or of a hundred million, articles costs: worked out of measured figures.

`python -m tools.cost_model --measure` measures what one article costs in processor time and in bytes, and
writes it into tools/costs.json; without it the table of docs/performance.md is written anew from that file.
`make bench` prints the table of figures measured then and there, and changes no file.
"""

import argparse
import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.bench import THREADS
from tools.bench_whole import FILTER, READ, STORE, Ours, opened, other_pages, our_pages

ROOT = Path(__file__).resolve().parents[1]
COSTS = ROOT / "tools" / "costs.json"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- costs: written by tools/cost_model.py -->", "<!-- end of costs -->"
DAY = 86_400.0
BUSY = 0.7  # of a core's time that is worked: the rest waits for the disk and the network
ARTICLE = 500  # words of an article of news; reading, filter and coding grow with them
# What the filter keeps of general news that holds no event in scope, which nearly all of it is
# (docs/relevance.md).
KEPT = 0.274
SIZES = (1_000_000, 100_000_000)
_NAMES = {"rules": "By rules alone", "learned": "With the learned weights"}
_OTHER = 60  # made-up pages of other news that are read and filtered
_GB = 1e9

Costs = Mapping[str, Any]


def measured(*, learned: bool) -> dict[str, Any]:
    """What one of our pages costs: milliseconds of CPU by step, bytes by what is kept, one round."""
    from sayso.bulk import tables
    from sayso.pipeline import Coder

    coder, own = Coder(learned=learned), our_pages()
    pages = [*own, *other_pages(_OTHER)]
    with TemporaryDirectory() as folder, opened(Path(folder) / "warm.db", coder) as base:
        Ours(coder, filtered=True).run(pages[:10], base)  # tables and caches are filled before the clock runs
    with TemporaryDirectory() as folder, opened(Path(folder) / "sayso.db", coder) as base:
        empty = _size(Path(folder))
        ours = Ours(coder)
        ours.run(own, base)
        records = [base.report(name) for name in base.reports()]
        base.close()
        kept = _size(Path(folder)) - empty
    with TemporaryDirectory() as folder, opened(Path(folder) / "sayso.db", coder) as base:
        sieved = Ours(coder, filtered=True)
        sieved.run(pages, base)
    rows = [tables.row(one, "", number, None) for number, one in enumerate(records)]
    code = sum(spent for step, spent in ours.spent.items() if step not in (READ, STORE))
    return {
        "words": round(sum(len(one.report.text.split()) for one in records) / len(records)),
        "events": round(sum(len(one.events) for one in records) / len(records), 2),
        "ms": {
            "read": _each(sieved.spent[READ], len(pages)),
            "filter": _each(sieved.spent[FILTER], len(pages)),
            "code": _each(code, len(own)),
            "keep": _each(ours.spent[STORE], len(own)),
        },
        "bytes": {
            "capture": round(_captures(own)),
            "parquet": round(len(tables.file_of(rows, "size")) / len(rows)),
            "base": round(kept / len(own)),
        },
    }


def _each(seconds: float, count: int) -> float:
    return round(1000 * seconds / count, 2)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def _captures(pages: Sequence[Any]) -> float:
    """Bytes that the archive of what was fetched takes for a page."""
    import gzip

    about = 700  # of the headers of response and request, packed
    return about + sum(len(gzip.compress(one.html, 6)) for one in pages) / len(pages)


# -- the model -------------------------------------------------------------------------------------


def seconds(costs: Costs, *, filtered: bool) -> dict[str, float]:
    """CPU seconds of an article of general news, on workers and in the process that writes the base."""
    ms, longer = costs["ms"], ARTICLE / costs["words"]
    share = KEPT if filtered else 1.0
    sieve = ms["filter"] * longer if filtered else 0.0
    return {
        "work": (ms["read"] + sieve + share * longer * ms["code"]) / 1000,
        "keep": share * ms["keep"] / 1000,
    }


def stored(costs: Costs, *, filtered: bool) -> dict[str, float]:
    """Bytes of an article of general news, by what is kept; texts and spans grow with its words."""
    share, longer = KEPT if filtered else 1.0, ARTICLE / costs["words"]
    held = costs["bytes"]
    return {
        "capture": float(held["capture"]),
        "parquet": share * longer * held["parquet"],
        "base": share * longer * held["base"],
    }


def rows(costs: Costs) -> list[str]:
    """The table of days of so many articles."""
    found = [
        "| articles a day | coded | cores of workers | cores of writing | captures | Parquet | base |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for size in SIZES:
        for filtered in (False, True):
            spent, held = seconds(costs, filtered=filtered), stored(costs, filtered=filtered)
            work, keep = (size * spent[one] / DAY / BUSY for one in ("work", "keep"))
            what = f"what the filter keeps ({KEPT:.0%})" if filtered else "all"
            sizes = " | ".join(_bytes(size * held[one]) for one in ("capture", "parquet", "base"))
            found.append(f"| {size:,} | {what} | {_cores(work)} | {_cores(keep)} | {sizes} |")
    return found


def _cores(number: float) -> str:
    return f"{number:.1f}" if number < 10 else f"{number:,.0f}"


def _bytes(number: float) -> str:
    return f"{number / _GB:,.1f} GB" if number < 1000 * _GB else f"{number / _GB / 1000:,.1f} TB"


def text(costs: Mapping[str, Any]) -> str:
    """What stands between the marks of the page."""
    told = [f"Measured on {costs['day']}, {costs['where']}, load {costs['load']}, one round.", ""]
    for name in _NAMES:
        one = costs[name]
        ms, held = one["ms"], one["bytes"]
        most = DAY * BUSY / (ms["keep"] / 1000)
        told += [
            f"**{_NAMES[name]}.** A page of {one['words']} words and {one['events']} events took, of "
            f"processor time: reading {ms['read']} ms, filter {ms['filter']}, coding {ms['code']}, "
            f"keeping {ms['keep']}; in bytes: a capture {held['capture']:,}, its row of Parquet "
            f"{held['parquet']:,}, its share of a base on SQLite {held['base']:,}.",
            "",
            *rows(one),
            "",
            f"One process that keeps reports one by one does {most:,.0f} a day at the most.",
            "",
        ]
    return "\n".join(told).rstrip() + "\n"


def written(page: str, costs: Mapping[str, Any]) -> str:
    """The page with the table of these costs."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{text(costs)}{END}{after}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page, of new figures or of those that are there; or only print."""
    parser = argparse.ArgumentParser(description="The cost model of docs/performance.md.")
    parser.add_argument("--measure", action="store_true", help="measure anew, into tools/costs.json")
    parser.add_argument("--print", action="store_true", help="measure and print; change no file")
    options = parser.parse_args(arguments)
    os.environ.update(dict.fromkeys(THREADS, "1"))  # before spaCy and NumPy read them
    if options.measure or options.print:
        costs = {
            "day": datetime.now(UTC).date().isoformat(),
            "where": f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores",
            "load": round(os.getloadavg()[0], 1),
            "rules": measured(learned=False),
            "learned": measured(learned=True),
        }
        if options.print:
            print(text(costs))
            return
        COSTS.write_text(json.dumps(costs, indent=1) + "\n", encoding="utf-8")
    costs = json.loads(COSTS.read_text(encoding="utf-8"))
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), costs), encoding="utf-8")


if __name__ == "__main__":
    main()
