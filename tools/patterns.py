"""Regular expressions that explode: every pattern of the package, tried with texts made to keep it busy.

The patterns are those that are compiled while all modules are imported and the tour's report is coded.
Of each,
the parsed form says what it repeats; texts are made that lead to a repetition, repeat it n, 2n and 4n
times, and
then fail. A pattern grows too fast where CPU time more than trebles twice as the text doubles, and its
cost at a megabyte, by that growth, is above a bound. Only CPU time of one process is compared with itself.
Usage: python -m tools.patterns [--all] [PART-OF-A-MODULE ...]
"""

import argparse
import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from re import _constants as codes  # where the parsed form has its names
from re import _parser as parser  # the form that is compiled, not a guess at it
from typing import Any

SOURCE, RESULT = Path("src/sayso"), Path("build/patterns.json")
SIZE = 2_000  # characters of the shortest text
SLOW = 3.0  # times, from one length to its double, from which on it is no more about linear
WORTH = 0.02  # seconds at the longest length below which growth is not believed
ENDED = 2.0  # seconds after which a text is given up, and counts as growth
UNKNOWN = ("finditer", "fullmatch")  # of a pattern whose uses cannot be read from its module
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
# Module and beginning of patterns that are given so few characters: what they cost at that length counts.
BOUNDED = {
    ("headlines/clauses.py", ""): 120,  # _WINDOW
    ("parse/casing.py", r"(?:\A|\n\s*\n"): 12,  # the look behind a word
}
MOST = 120  # texts of one pattern


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, where it is compiled, and the methods by which the package uses it."""

    pattern: re.Pattern[Any]
    module: str
    line: int
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds of one method on texts of one, two and four lengths."""

    found: Found
    method: str
    text: str
    seconds: tuple[float, float, float]

    @property
    def grows(self) -> bool:
        """Whether it costs more than three times as much for twice the text, twice in a row."""
        a, b, c = self.seconds
        return max(self.seconds) >= ENDED or (c > WORTH and b > SLOW * a and c > SLOW * b)


def compiled(module: str = "sayso") -> list[Found]:
    """The patterns that modules compile as they are imported, and when a report is coded, each once."""
    import re as regular

    seen: dict[tuple[Any, int], tuple[str, int]] = {}
    original = regular._compile  # type: ignore[attr-defined]  # every way to compile one goes through it

    def kept(pattern: Any, flags: Any = 0) -> Any:
        made = original(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_filename.endswith("re/__init__.py"):
            frame = frame.f_back
        file = Path(frame.f_code.co_filename)
        if isinstance(made, re.Pattern) and module in file.parts:
            place = "/".join(file.parts[len(file.parts) - file.parts[::-1].index(module) :])
            seen.setdefault((made.pattern, made.flags), (place, frame.f_lineno))
        return made

    regular._compile = kept  # type: ignore[attr-defined]
    try:
        _load(module)
    finally:
        regular._compile = original  # type: ignore[attr-defined]
    used = {place: _methods(SOURCE / place) for place, _ in seen.values()}
    return [
        Found(re.compile(pattern, flags), place, line, used[place].get(line, UNKNOWN))
        for (pattern, flags), (place, line) in sorted(seen.items(), key=lambda one: one[1])
    ]


def _load(module: str) -> None:
    package = importlib.import_module(module)
    for one in pkgutil.walk_packages(package.__path__, f"{module}."):
        if ".migrations" not in one.name and not one.name.endswith("__main__"):
            importlib.import_module(one.name)
    from sayso.model.report import Report
    from sayso.pipeline import default_coder

    text = Path("tests/data/seed/seed.txt").read_text(encoding="utf-8")
    default_coder().code(Report.from_text(text, published="2017-06-19", language="en"))


def _methods(path: Path) -> dict[int, tuple[str, ...]]:
    """By the line on which a module names a pattern: the methods that it calls by that name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
            named.setdefault(node.value.id, set()).add(node.attr)
    lines: dict[int, tuple[str, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            methods = named.get(target.id) if isinstance(target, ast.Name) else None
            if methods:
                lines |= dict.fromkeys(range(node.lineno, (node.end_lineno or 0) + 1), tuple(sorted(methods)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            value = node.func.value
            if isinstance(value, ast.Name) and value.id == "re":
                lines[node.lineno] = (node.func.attr,)
    return lines


# -- texts that keep a pattern busy ------------------------------------------------------------------


def texts(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """What leads to a repetition, what it repeats, and what makes it fail."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    text = (lambda value: value) if isinstance(pattern.pattern, str) else str
    seen = set[tuple[str, str]]()
    for before, body in _repeats(list(parsed), ""):
        for pumped in dict.fromkeys((body, body + " ", body[:1], body + body[:1])):
            if pumped and (before, pumped) not in seen:
                seen.add((before, pumped))
                yield from ((text(before), text(pumped), end) for end in ("", "\x00", "!\n"))
    for one in (" ", "\n", "a", "1", "A ", "a.", "1,", '"', "\\", "-", "<", "('", "al-"):
        if ("", one) not in seen:
            yield "", one, "\x00"


def _repeats(items: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
    """A text up to each repetition without a small end, and one that its body takes."""
    for number, (code, value) in enumerate(items):
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, inner = value
            body = _sample(list(inner))
            if most > 20:
                yield before, body
                rest = _sample(items[number + 1 : number + 3])
                yield before, body + rest
            yield from _repeats(list(inner), before)
            before += body * max(least, 1)
            continue
        for inner in _inner(code, value):
            yield from _repeats(inner, before)
        before += _sample([(code, value)])


def _inner(code: Any, value: Any) -> list[list[Any]]:
    if code is codes.SUBPATTERN:
        return [list(value[-1])]
    if code is codes.BRANCH:
        return [list(one) for one in islice(value[1], 12)]
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [list(value[1])]
    return [list(value)] if code is codes.ATOMIC_GROUP else []


def _sample(items: Iterable[Any]) -> str:
    """A text that the items take, as far as that is easily told."""
    made = ""
    for code, value in items:
        if code in (codes.LITERAL,):
            made += chr(value)
        elif code is codes.NOT_LITERAL:
            made += "a" if value != ord("a") else "b"
        elif code is codes.ANY:
            made += "a"
        elif code is codes.IN:
            made += _one_of(value)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            made += _sample(list(value[2])) * max(min(value[0], 60), 1)
        elif code is codes.BRANCH:
            made += _sample(list(value[1][0]))
        else:
            made += "".join(
                _sample(inner) for inner in _inner(code, value)[:1] if code is not codes.ASSERT_NOT
            )
    return made


_CLASSES = {
    codes.CATEGORY_SPACE: " ", codes.CATEGORY_DIGIT: "1", codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_NOT_WORD: " ",
}  # fmt: skip


def _one_of(items: Sequence[Any]) -> str:
    if items[0][0] is codes.NEGATE:
        taken = re.compile("[" + "".join(_shown(one) for one in items[1:]) + "]")
        return next((one for one in "a 1-.<\x01" if not taken.match(one)), "\x02")
    code, value = items[0]
    return _CLASSES[value] if code is codes.CATEGORY else chr(value if code is codes.LITERAL else value[0])


def _shown(item: Any) -> str:
    code, value = item
    if code is codes.CATEGORY:
        return {"CATEGORY_SPACE": r"\s", "CATEGORY_DIGIT": r"\d", "CATEGORY_WORD": r"\w"}.get(
            str(value), r"\W"
        )
    if code is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return re.escape(chr(value))


# -- measuring --------------------------------------------------------------------------------------


def _called(pattern: re.Pattern[Any], method: str) -> Callable[[Any], object]:
    call = getattr(pattern, method)
    if method == "sub":
        return lambda text: call(b"" if isinstance(text, bytes) else "", text)
    return (lambda text: sum(1 for _ in call(text))) if method == "finditer" else call


class _Ended(Exception):
    """A text took too long."""


def _end(*_: object) -> None:
    raise _Ended


def _seconds(call: Callable[[Any], object], text: Any) -> float:
    """Seconds of CPU of a call, at most `ENDED`: the machine of patterns looks for signals as it goes."""
    before = signal.signal(signal.SIGPROF, _end)
    signal.setitimer(signal.ITIMER_PROF, ENDED)
    start = time.process_time()
    try:
        call(text)
    except _Ended:
        return ENDED
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
    return time.process_time() - start


def _size(found: Found) -> int:
    """Characters of the shortest text: a quarter of what the pattern is ever given, at most `SIZE`."""
    given = [
        most
        for (module, start), most in BOUNDED.items()
        if found.module == module and str(found.pattern.pattern).startswith(start)
    ]
    return max(1, min(given) // 4) if given else SIZE


def growth(found: Found, method: str, parts: tuple[str, str, str]) -> Growth:
    """What one text costs at three lengths; the longer ones only where the shorter ones are dear already."""
    before, pumped, after = parts
    call = _called(found.pattern, method)
    seconds = list[float]()
    sizes = (_size(found), 2 * _size(found), 4 * _size(found))
    for size in sizes:
        text: Any = before + pumped * max(1, size // len(pumped)) + after
        if isinstance(found.pattern.pattern, bytes):
            text = text.encode("utf-8", "replace")
        seconds.append(_seconds(call, text))
        if seconds[-1] < WORTH / 40 or seconds[-1] >= ENDED:
            break
    padded = (*seconds, *(0.0 for _ in range(3 - len(seconds))))
    return Growth(
        found, method, f"{before[-20:]!r} {pumped[:20]!r} {after!r}", (padded[0], padded[1], padded[2])
    )


def worst(found: Found) -> Growth | None:
    """The first text that the pattern grows on, twice; None where it grows on none."""
    for parts in islice(texts(found.pattern), MOST):
        for method in found.methods:
            if (one := growth(found, method, parts)).grows and growth(found, method, parts).grows:
                return one
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Try all patterns; 1 if one grows too fast."""
    asked = argparse.ArgumentParser(description="Looks for regular expressions that explode.")
    asked.add_argument("modules", nargs="*", help="only of modules whose path holds one of these")
    asked.add_argument("--all", action="store_true", help="name those that are held, too")
    options = asked.parse_args(arguments)
    patterns = [
        one
        for one in compiled()
        if not options.modules or any(part in one.module for part in options.modules)
    ]
    bad: list[str] = []
    for one in patterns:
        slow = worst(one)
        bad += [f"{one.module}:{one.line}"] if slow is not None else []
        if slow is not None:
            times = ", ".join(f"{second:.3f}" for second in slow.seconds)
            print(f"GROWS {one.module}:{one.line} {slow.method} on {slow.text}: {times} s")
            print(f"      {str(one.pattern.pattern)[:150]!r}", flush=True)
        elif options.all:
            print(f"held  {one.module}:{one.line}")
    print(f"{len(patterns)} patterns, {len(bad)} grow too fast")
    if not options.modules:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps({"patterns": len(patterns), "grow": bad}), encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
