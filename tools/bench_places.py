"""What the tables of places cost: opening, lookups of names cold and warm, lookups of likeness, memory.

`--make FILE --names N` writes a made-up GeoNames table of N names, to try a large country pack with:

    python tools/bench_places.py --make SY.txt --names 5000000
    SAYSO_HOME=home sayso place add SY --file SY.txt
    python tools/bench_places.py --pack home/places/SY

Wall time of one thread, and resident memory of this process. Needs Linux for the memory.
"""

import argparse
import random
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sayso.gazetteer import Places, load_places
from sayso.gazetteer.names import normal
from sayso.gazetteer.place_table import SHIPPED
from sayso.gazetteer.sqlite_places import BY_KEY
from sayso.gazetteer.tables import read_about

LOOKUPS = 2000
OPENINGS = 20
SEED = 5
OPEN_MS, LOOKUP_MS, MEMORY_MB = 50.0, 0.2, 150.0
ONSETS = "b d f g h j k kh l m n q r s sh t th w y z".split()
VOWELS = "a i u aa ee ou ay".split()
ENDS = ["", "", "", "n", "r", "l", "m", "b", "sh"]
BEFORE = ["", "", "", "", "Al ", "Kafr ", "Tall ", "Khirbat ", "Umm ", "Wadi "]


def made_up_name(chance: random.Random) -> str:
    """A name of two to four syllables, one time in two with a word before it."""
    count = chance.choice((2, 3, 3, 4))
    parts = (chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(ENDS) for _ in range(count))
    return chance.choice(BEFORE) + "".join(parts).capitalize()


def made_up_rows(names: int) -> Iterator[str]:
    """Rows in GeoNames' 19 columns, each with a name and another one."""
    chance = random.Random(SEED)
    for number in range(1, names // 2 + 1):
        name, other = made_up_name(chance), made_up_name(chance)
        point = f"{chance.uniform(32.5, 37):.5f}\t{chance.uniform(36, 42):.5f}"
        area = f"SY\t\t{number % 14 + 1:02}\t{number % 60}"
        known = f"{20_000_000 + number}\t{name}\t{name}\t{other}"
        yield f"{known}\t{point}\tP\tPPL\t{area}\t\t\t0\t\t\t\t2026-01-01\n"


def timed(act: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Milliseconds of each call."""
    spent = []
    for text in texts:
        start = time.perf_counter()
        act(text)
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def line(name: str, spent: Sequence[float], limit: float | None = None) -> str:
    """The median and the worst of twenty, and whether the median keeps its limit."""
    median, worst = statistics.median(spent), statistics.quantiles(spent, n=20)[-1]
    kept = "" if limit is None else f"; limit {limit:g}: {'kept' if median <= limit else 'MISSED'}"
    return f"  {name:<28} {median:8.3f} ms median, {worst:8.3f} ms at 95 %{kept}"


def asked_names(path: Path, count: int) -> list[tuple[str, str]]:
    """Names of places and their countries, drawn from the whole table, the same on each run."""
    base = sqlite3.connect(path)
    least, most = base.execute("SELECT min(id), max(id) FROM place WHERE id > 0").fetchone()
    chance = random.Random(SEED)
    query = "SELECT name, country FROM place WHERE id >= ? ORDER BY id LIMIT 1"
    found = [base.execute(query, (chance.randint(least, most),)).fetchone() for _ in range(count)]
    base.close()
    return found


def misspelt(name: str) -> str:
    """The name with another vowel and one letter twice: what no table holds, and a skeleton finds."""
    other = name.translate(str.maketrans("aeiou", "eaoui"))
    return other[:-1] + other[-2:-1] + other[-1:]


def memory_mb() -> float:
    """The peak of resident memory of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def opened(folders: Sequence[Path]) -> Places:
    """The tables, opened: the first lookup opens the file."""
    places = load_places(folders)
    places.named("Damascus")
    return places


def measure(folders: Sequence[Path]) -> None:
    """Print one line for each figure."""
    before = memory_mb()
    opening = timed(lambda _: opened(folders), [""] * OPENINGS)
    folder = folders[-1] if folders else SHIPPED / "geonames"
    path = folder / (read_about(folder).file or "places.sqlite")
    asked = asked_names(path, 2 * LOOKUPS)
    home = dict(asked[LOOKUPS:])
    names = list(home)
    base = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    places = opened(folders)
    print(f"places: {path.name}, {path.stat().st_size / 1e6:.1f} MB, {LOOKUPS} names")
    print(line("open and first lookup", opening, OPEN_MS))
    keys = [normal(name) for name, _ in asked[:LOOKUPS]]
    print(line("bare SQL for one key", timed(lambda key: base.execute(BY_KEY, (key,)).fetchall(), keys)))
    print(line("lookup, first time", timed(places.named, names), LOOKUP_MS))
    print(line("lookup, again", timed(places.named, names), LOOKUP_MS))
    alike = {misspelt(name): home[name] for name in names}
    print(line("like, first time", timed(lambda n: places.like(n, (alike[n],)), list(alike))))
    strangers = {f"Zq{name[::-1].lower()}": home[name] for name in names}
    print(line("like, nothing found", timed(lambda n: places.like(n, (strangers[n],)), list(strangers))))
    base.close()
    peak = memory_mb()
    kept = "kept" if peak <= MEMORY_MB else "MISSED"
    print(
        f"  peak of memory               {peak:8.0f} MB, {before:.0f} MB before; limit {MEMORY_MB:g}: {kept}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, or write the made-up table."""
    parser = argparse.ArgumentParser(description="What the tables of places cost.")
    parser.add_argument("--pack", type=Path, action="append", default=[], help="folder of a pack, too")
    parser.add_argument("--make", type=Path, metavar="FILE", help="write a made-up GeoNames table instead")
    parser.add_argument("--names", type=int, default=5_000_000, help="how many names it has")
    options = parser.parse_args(arguments)
    if options.make is None:
        measure(options.pack)
        return
    with options.make.open("w", encoding="utf-8") as file:
        file.writelines(made_up_rows(options.names))


if __name__ == "__main__":
    main()
