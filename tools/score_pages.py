"""How well articles are read from web pages, beside trafilatura alone: F1 of text, title and day, and CPU.

    python tools/score_pages.py            the open pages of tests/gold/pages
    python tools/score_pages.py --sealed   the sealed ones: once, at the end

The F1 of text is that of runs of four words (of characters where words are not spaced), the mean over pages.
"""

import argparse
import importlib
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from sayso.errors import ReadError
from sayso.read.dates import parse_date
from sayso.read.drafts import finish
from sayso.read.options import DEFAULTS
from sayso.read.pages import draft_page
from tests.gold.pages.making import Made, made

_RUN = 4
_WORD = re.compile(r"[\u3040-\u9fff]|[^\W_]+")


class Found(NamedTuple):
    """What a way of reading makes of a page."""

    text: str = ""
    title: str | None = None
    day: date | None = None


def ours(page: Made) -> Found:
    """By `sayso.read`."""
    try:
        report = finish(draft_page(page.data, address=page.address), "page", DEFAULTS)
    except ReadError:
        return Found()
    text = report.text
    if report.title and text.startswith(report.title):
        text = text[len(report.title) :]
    return Found(text, report.title, report.published)


def theirs(page: Made) -> Found:
    """By trafilatura alone, with its metadata and its dates."""
    from trafilatura import bare_extraction

    found = bare_extraction(page.data, url=page.address, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return Found()
    text = found.text or ""
    if found.title and text.startswith(found.title):
        text = text[len(found.title) :]
    return Found(text, found.title, parse_date(found.date))


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, and how often each stands there."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def f1(found: str, wanted: str) -> float:
    """Of runs of words."""
    a, b = runs(found), runs(wanted)
    return 2 * (a & b).total() / (a.total() + b.total())


def same(one: str | None, other: str) -> bool:
    """Whether two titles have the same letters."""
    return re.sub(r"\W+", "", one or "").casefold() == re.sub(r"\W+", "", other).casefold()


class Scored(NamedTuple):
    """One page: F1 of its text, whether title and day are right; `day` is None where the page states none."""

    text: float
    title: bool
    day: bool | None
    invented: bool
    seconds: float


def scored(page: Made, way: Callable[[Made], Found]) -> Scored:
    """A page as a way of reading has it."""
    start = time.process_time()
    found = way(page)
    seconds = time.process_time() - start
    wanted = page.article
    day = found.day == wanted.day if page.dated else None
    wrong = found.day is not None and (not page.dated or found.day != wanted.day)
    text = f1(found.text, "\n".join(wanted.paragraphs))
    return Scored(text, same(found.title, wanted.title), day, wrong, seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--sealed", action="store_true", help="the sealed pages, once")
    asked.add_argument("--each", action="store_true", help="each page, too")
    args = asked.parse_args(arguments)
    where = "tests.gold.pages.sealed.recipes" if args.sealed else "tests.gold.pages.recipes"
    pages = [made(one) for one in importlib.import_module(where).RECIPES]
    ways = {"sayso": ours, "trafilatura": theirs}
    for way in ways.values():
        way(pages[0])  # what is loaded once
    rows = {name: [scored(page, way) for page in pages] for name, way in ways.items()}
    if args.each:
        for number, page in enumerate(pages):
            shown = "   ".join(
                f"{name} {one[number].text:.2f} {'T' if one[number].title else '-'} {one[number].day} "
                f"{1000 * one[number].seconds:.0f} ms"
                for name, one in rows.items()
            )
            print(f"{page.name:28} {len(page.data):7,} {shown}")
    print(f"{len(pages)} pages, {sum(len(page.data) for page in pages) // len(pages):,} bytes on average")
    for name, all_ in rows.items():
        days = [one.day for one in all_ if one.day is not None]
        text, cpu = (
            sum(each) / len(all_) for each in ([one.text for one in all_], [one.seconds for one in all_])
        )
        titles, wrong = sum(one.title for one in all_), sum(one.invented for one in all_)
        said = f"text F1 {text:.3f}  titles {titles}  days {sum(days)} of {len(days)}, wrong {wrong}"
        print(f"{name:12} {said}  CPU {1000 * cpu:.1f} ms a page")


if __name__ == "__main__":
    main()
