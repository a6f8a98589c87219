"""Made-up reports that are added while others read: real places, made-up events; the same seed, the same."""

from datetime import date, timedelta
from random import Random

_PLACES = (
    ("Donetsk", "Ukraine"), ("Raqqa", "Syria"), ("Mosul", "Iraq"), ("Maiduguri", "Nigeria"),
    ("Goma", "Congo"),
    ("Kandahar", "Afghanistan"), ("Hodeidah", "Yemen"), ("Benghazi", "Libya"), ("Mogadishu", "Somalia"),
    ("Gao", "Mali"), ("Sittwe", "Myanmar"), ("Stepanakert", "Azerbaijan"), ("Kharkiv", "Ukraine"),
    ("Idlib", "Syria"),
)  # fmt: skip
_WHO = ("soldiers", "civilians", "fighters", "police officers", "aid workers", "villagers")
_DEEDS = (
    "were killed when shells hit {thing} in {place}",
    "were killed in an air strike on {thing} near {place}",
    "died when a car bomb exploded outside {thing} in {place}",
    "were shot dead by gunmen at {thing} in {place}",
    "were wounded when rockets struck {thing} on the outskirts of {place}",
)
_THINGS = ("a market", "a checkpoint", "a school", "a hospital", "a bus station", "a police post", "a convoy")
_SAID = ("the mayor", "a military spokesman", "the health ministry", "a rebel commander", "the governor")
_FURTHER = (
    "The {country} army denied that its forces had fired.",
    "Rebels claimed responsibility for the attack in a statement.",
    "Residents said that the fighting had lasted for hours.",
    "It was the third such attack this month, officials in {place} said.",
    "The government blamed rebels and said an inquiry had begun.",
    "No group has claimed responsibility.",
    "Dozens of families have fled {place} since then, aid workers said.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def report(seed: int, number: int) -> dict[str, str]:
    """A report as the API takes it: id, text, title, outlet, published."""
    rng = Random(f"{seed} report {number}")
    place, country = rng.choice(_PLACES)
    thing, deed = rng.choice(_THINGS), rng.choice(_DEEDS)
    happened = deed.format(thing=thing, place=place)
    killed, who = rng.randint(2, 40), rng.choice(_WHO)
    first = f"At least {killed} {who} {happened} on {rng.choice(_DAYS)}, {rng.choice(_SAID)} said."
    further = [one.format(place=place, country=country) for one in rng.sample(_FURTHER, rng.randint(2, 4))]
    published = date(2024, 1, 1) + timedelta(days=rng.randrange(600))
    return {
        "id": f"load-{seed}-{number}",
        "title": f"{killed} {who} hit in {place}",
        "text": " ".join([first, *further]),
        "outlet": f"Load {rng.randrange(20)}",
        "published": published.isoformat(),
    }
