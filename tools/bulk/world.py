"""Made-up archives: WARC files of small pages about made-up incidents, the same for the same seed.

Several outlets tell of one incident in words of their own, so that there is something to merge; some pages
are poison: they hold a word that the campaign's coder does not bear (`tools.bulk.kits`).
"""

import gzip
from datetime import date, timedelta
from pathlib import Path
from random import Random

RAISES, DIES, SLOW = "zzraises", "zzdies", "zzslow"
FIRST, DAYS = date(2021, 1, 4), 360
PLACES = (
    *("Kafr Nabl", "Gossi", "Sangin", "Tendelti", "Bilozerka", "Mopti", "Kadugli", "Maiduguri", "Kirkuk"),
    *("Tikrit", "Mosul", "Idlib", "Homs", "Deraa", "Raqqa", "Sirte", "Misrata", "Benghazi", "Taiz", "Marib"),
    *("Hodeidah", "Kunduz", "Lashkar Gah", "Ghazni", "Khost", "Bunia", "Goma", "Beni", "Djibo", "Gao"),
    *("Kidal", "Menaka", "Diffa", "Bosso", "Mocimboa da Praia", "Palma", "El Fasher", "Nyala", "Avdiivka"),
    *("Bakhmut", "Kherson", "Kharkiv", "Mekelle", "Lalibela", "Adwa", "Baidoa", "Kismayo", "Afgooye"),
)
SIDES = (
    *("Rebels", "Government soldiers", "Gunmen", "Insurgents", "Militants", "Militiamen", "Tribal fighters"),
    *("Army troops", "Police officers", "Separatists", "Armed men", "Border guards"),
)
ACTS = (
    ("shelled a market in {place}", "killing {killed} civilians"),
    ("attacked a checkpoint near {place}", "killing {killed} soldiers and wounding {wounded}"),
    ("raided a village outside {place}", "and killed {killed} farmers"),
    ("ambushed a convoy on the road to {place}", "killing {killed} drivers"),
    ("abducted {killed} teachers in {place}", "and took them away on motorcycles"),
    ("opened fire on protesters in {place}", "wounding {wounded} people"),
    ("fired rockets at a barracks in {place}", "wounding {wounded} recruits"),
    ("set fire to a hospital in {place}", "and {killed} patients died"),
    ("bombed a bridge near {place}", "cutting off {wounded} families"),
    ("arrested {wounded} students in {place}", "after a demonstration"),
)
VOICES = ("the army said", "a spokesman for the governor said", "residents said", "the police said")
ANSWERS = (
    "The attackers denied it.",
    "A spokesman for the rebels said only fighters had died.",
    "Nobody claimed responsibility.",
    "The ministry of defence declined to comment.",
    "The governor blamed the rebels for the attack.",
)
OUTLETS = ("North Courier", "Harbour Daily", "Valley Post", "Plains Herald", "Coast Observer")
DAYS_OF_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def page(number: int, poison: str = "") -> tuple[str, bytes]:
    """The address and the page of a number."""
    chance = Random(f"page {number}")
    told = Random(f"incident {number // 3}")  # three pages tell of one incident
    place, side, (act, harm) = told.choice(PLACES), told.choice(SIDES), told.choice(ACTS)
    killed, wounded = told.randrange(2, 60), told.randrange(3, 90)
    day = FIRST + timedelta(days=told.randrange(DAYS))
    outlet = OUTLETS[(number + number // 3) % len(OUTLETS)]
    what = f"{side} {act.format(place=place, killed=killed, wounded=wounded)}"
    how = harm.format(killed=killed, wounded=wounded)
    when = DAYS_OF_WEEK[day.weekday()]
    first = f"{what} on {when}, {how}, {chance.choice(VOICES)}."
    second = chance.choice(ANSWERS)
    third = f"It was number {number} of the reports from {place} that {outlet} has printed this year."
    title = f"{side} strike near {place}, {chance.choice(('officials say', 'reports say', 'witnesses say'))}"
    published = day + timedelta(days=1)
    body = "".join(f"<p>{one}</p>" for one in (first, second, third, poison) if one)
    slug = outlet.lower().replace(" ", "-")
    return f"https://{slug}.example/{published:%Y/%m/%d}/{number}.html", (
        "<!doctype html><html lang='en'><head>"
        f"<title>{title}</title><meta property='og:title' content='{title}'>"
        f"<meta property='og:site_name' content='{outlet}'>"
        f"<meta property='article:published_time' content='{published.isoformat()}'></head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/war'>War</a></li></ul></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def record(number: int, poison: str = "") -> bytes:
    """A page as a record of a WARC file, packed."""
    address, data = page(number, poison)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + data
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2022-01-04T12:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)


def poison_of(number: int) -> str:
    """The word that some pages hold: one in 500 raises, one in 750 kills its worker."""
    if number % 500 == 137:
        return RAISES
    return DIES if number % 750 == 421 else ""


def archives(folder: Path, pages: int, *, each: int = 500) -> list[Path]:
    """WARC files of so many pages; the last one is cut off in the middle of its last record."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for first in range(0, pages, each):
        path = folder / f"made-up-{first // each:03}.warc.gz"
        with path.open("wb") as file:
            for number in range(first, min(pages, first + each)):
                file.write(record(number, poison_of(number)))
            if first + each >= pages:
                file.write(record(pages)[:-60])
        made.append(path)
    return made
