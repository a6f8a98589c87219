"""What coding a report costs, beside spaCy's default pipeline of the same model, measured in one run.

Process CPU time, one thread, rounds in which the two take turns: the ratio holds on a busy computer, the
milliseconds do not. Needs Linux or macOS (os.wait4). Usage: python tools/bench.py [PATH ...] [--rounds N]
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.report import Report

ROOT = Path(__file__).resolve().parents[1]
PATHS = (ROOT / "tests" / "gold" / "dev", ROOT / "tests" / "data" / "seed" / "seed.txt")
SEED = PATHS[1]
PUBLISHED = date(2017, 6, 19)  # of every report, so that "on Sunday" costs what it costs
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
STARTS = 3
TARGET = 0.5  # of the rules alone
MEMORY = 700  # MB of one worker at its peak
READ, PARSE = "read", "parse"
# Sentences per CPU second of UniversalPetrarch (PETRARCH-2 dictionary) once they are parsed, as we measured
# it on its own gold texts: 79 with parses converted from spaCy's, 131 with gold parses. On another computer.
DICTIONARY_CODER = (79, 131)
LINKED = 20_000  # tokens per CPU second after the parse: cues found and linked to speaker and content


@dataclass(frozen=True, slots=True)
class Item:
    """One report as bytes; `name` ends in the suffix of its format."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Round:
    """CPU seconds of one round over all reports: our stages, `read` first, and spaCy's pipeline."""

    stages: Mapping[str, float]
    theirs: float

    @property
    def code(self) -> float:
        """What `sayso.code` costs: a report in, a record out."""
        return sum(seconds for name, seconds in self.stages.items() if name != READ)

    @property
    def whole(self) -> float:
        """What bytes in, record out costs."""
        return sum(self.stages.values())


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall seconds, and the peak of resident memory in MB, of one command."""

    cpu: float
    wall: float
    memory: float


def items_in(paths: Iterable[Path]) -> list[Item]:
    """The reports of text files, of JSON Lines, and of the .txt files below folders.

    A path that is named twice counts once; the order is that of the arguments, in folders that of names.
    """
    files: dict[Path, None] = {}
    for path in paths:
        found = sorted(path.rglob("*.txt")) if path.is_dir() else [path] if path.is_file() else []
        files.update(dict.fromkeys(file.resolve() for file in found))
    return [item for file in files for item in _items_of(file)]


def _items_of(file: Path) -> list[Item]:
    if file.suffix != ".jsonl":
        return [Item(file.name, file.read_bytes())]
    lines = enumerate(file.read_bytes().split(b"\n"), start=1)
    return [Item(f"{file.stem}-{number}.json", line) for number, line in lines if line.strip()]


def take_turns(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> None:
    """Run both once in each round; who goes first changes every round."""
    for number in range(rounds):
        first, second = (theirs, ours) if number % 2 else (ours, theirs)
        first()
        second()


def middle(values: Iterable[float]) -> str:
    """The median with the range, "0.75 (0.74 to 0.80)"."""
    known = sorted(values)
    return f"{statistics.median(known):.2f} ({known[0]:.2f} to {known[-1]:.2f})"


def share_lines(rounds: Sequence[Round]) -> list[str]:
    """One line a stage: its share of reading and coding, by the median of the rounds."""
    names = rounds[0].stages
    medians = {name: statistics.median(one.stages[name] for one in rounds) for name in names}
    total = sum(medians.values())
    return [f"  {name:<10} {seconds / total:6.1%}" for name, seconds in medians.items()]


def cost_lines(rounds: Sequence[Round], reports: int, words: int) -> list[str]:
    """The CPU time of a report on both sides, the ratio, and whether it keeps the target."""
    lines = []
    columns = {
        "sayso.code": [one.code for one in rounds],
        "read and code": [one.whole for one in rounds],
        "spaCy, all": [one.theirs for one in rounds],
    }
    for name, seconds in columns.items():
        median = statistics.median(seconds)
        lines.append(
            f"  {name:<14} {1000 * median / reports:7.1f} ms CPU a report, {words / median:6.0f} words/s"
        )
    kept = "kept" if statistics.median(one.code / one.theirs for one in rounds) <= TARGET else "MISSED"
    ratio = middle(one.code / one.theirs for one in rounds)
    lines.append(f"  sayso.code / spaCy:     {ratio}; target <= {TARGET:.2f}: {kept}")
    lines.append(f"  read and code / spaCy:  {middle(one.whole / one.theirs for one in rounds)}")
    return lines


def linking_line(rounds: Sequence[Round], cues: float, tokens: int) -> str:
    """How fast statements are found after the parse: finding the cues (`cues` seconds) and `attribute`."""
    speeds = sorted(tokens / (cues + one.stages["attribute"]) for one in rounds)
    median = statistics.median(speeds)
    kept = "kept" if median >= LINKED else "MISSED"
    range_ = f"{speeds[0]:,.0f} to {speeds[-1]:,.0f}"
    return f"  cues and attribute: {median:,.0f} ({range_}) tokens/s of CPU; target >= {LINKED:,}: {kept}"


def coding_lines(rounds: Sequence[Round], sentences: int) -> list[str]:
    """How many sentences are coded in a CPU second once they are parsed, beside a coder by dictionary."""
    stages = ({n: s for n, s in one.stages.items() if n not in (READ, PARSE)} for one in rounds)
    speeds = sorted(sentences / sum(spent.values()) for spent in stages)
    low, high = DICTIONARY_CODER
    range_ = f"{speeds[0]:,.0f} to {speeds[-1]:,.0f}"
    return [
        f"  after the parse:    {statistics.median(speeds):,.0f} ({range_}) sentences/s",
        f"  UniversalPetrarch:  {low} to {high} sentences/s after the parse, by dictionary, on its own texts",
    ]


def memory_line(cost: Cost) -> str:
    """The most memory that one worker held."""
    kept = "kept" if cost.memory <= MEMORY else "MISSED"
    return f"  memory of a worker: {cost.memory:.0f} MB at its peak; target <= {MEMORY} MB: {kept}"


def command_cost(command: Sequence[str]) -> Cost:
    """What one run of a command costs; SystemExit with its error output if it fails."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    with child.stderr:
        errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}:\n{errors}")
    # The kernel counts kilobytes on Linux and bytes on macOS.
    memory = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, memory)


def command_line(name: str, command: Sequence[str]) -> str:
    """The median of a few runs of a command, after one that fills the disk cache and is not counted."""
    command_cost(command)
    return cost_line(name, [command_cost(command) for _ in range(STARTS)])


def cost_line(name: str, costs: Sequence[Cost]) -> str:
    """The medians of what runs of a command cost, and the most memory of any."""
    cpu, wall = statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs)
    return f"  {name:<14} {cpu:6.2f} s CPU, {wall:6.2f} s wall, {max(c.memory for c in costs):5.0f} MB peak"


def reader() -> Callable[[Item], "Report"]:
    """Bytes to one report, by `sayso.read`; SystemExit where that is not possible."""
    from sayso.model.report import Report
    from sayso.read import Metadata, ReadOptions, read_bytes

    options = ReadOptions(metadata=Metadata(published=PUBLISHED))

    def read(item: Item) -> Report:
        found = list(read_bytes(item.data, name=item.name, options=options))
        if len(found) != 1 or not isinstance(found[0], Report):
            raise SystemExit(f"{item.name}: not one report: {found}")
        return found[0]

    return read


def run_rounds(items: Sequence[Item], rounds: int) -> list[Round]:
    """Time both sides on the same reports; each has done one report before the clock runs."""
    import spacy

    from sayso.parse.models import find_model
    from sayso.pipeline import STAGES, default_coder

    read, coder, theirs = reader(), default_coder(), spacy.load(find_model())
    texts = [read(item).text for item in items]
    coder.code(read(items[0]))
    theirs(texts[0])
    ours_spent: list[dict[str, float]] = []
    theirs_spent: list[float] = []

    def our_round() -> None:
        spent = dict.fromkeys((READ, *STAGES), 0.0)
        for item in items:
            start = time.process_time()
            report = read(item)
            spent[READ] += time.process_time() - start
            for stage, seconds in coder.timed(report)[1].items():
                spent[stage] += seconds
        ours_spent.append(spent)

    def their_round() -> None:
        start = time.process_time()
        for text in texts:
            theirs(text)
        theirs_spent.append(time.process_time() - start)

    take_turns(our_round, their_round, rounds)
    return [Round(stages, seconds) for stages, seconds in zip(ours_spent, theirs_spent, strict=True)]


def cue_seconds(items: Sequence[Item]) -> tuple[float, int, int]:
    """CPU seconds of finding the cues of all reports once they are parsed, their tokens and sentences."""
    from sayso.find.cues import cues, speech_cues
    from sayso.pipeline import default_coder

    read, coder = reader(), default_coder()
    lexicon = coder._lexicon
    spent, tokens, sentences = 0.0, 0, 0
    for item in items:
        parsed, _ = coder.seen(read(item))
        start = time.process_time()
        list(cues(parsed, lexicon))
        if lexicon.speech is not None:
            list(speech_cues(parsed, lexicon.speech))
        spent += time.process_time() - start
        tokens += len(parsed.tokens)
        sentences += len(parsed.sentences)
    return spent, tokens, sentences


def measure(paths: Sequence[Path], items: Sequence[Item], rounds: int) -> None:
    """Print the whole report.

    The commands come first: a child's peak of memory is never below what its parent held when it began.
    """
    print(f"{len(items)} reports; Python {platform.python_version()}, {platform.machine()}")
    sayso = [sys.executable, "-m", "sayso"]
    code = [*sayso, "code", "--published", str(PUBLISHED), "--format", "json", "--quiet"]
    print(f"start-up, median of {STARTS} runs:")
    print(command_line("sayso --help", [*sayso, "--help"]))
    print(command_line("first report", [*code, str(SEED)]))
    print("all reports in one process, start-up included:")
    whole = command_cost([*code, *map(str, paths)])
    print(cost_line("sayso code", [whole]))
    print(memory_line(whole))
    read = reader()
    words = sum(len(read(item).text.split()) for item in items)
    timed = run_rounds(items, rounds)
    print(f"CPU time over {words} words, median of {rounds} rounds (least to most):")
    print("\n".join(cost_lines(timed, len(items), words)))
    cues, tokens, sentences = cue_seconds(items)
    print(linking_line(timed, cues, tokens))
    print("\n".join(coding_lines(timed, sentences)))
    print("shares of the stages:")
    print("\n".join(share_lines(timed)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Cost of coding a report, beside spaCy's default pipeline.")
    parser.add_argument("paths", nargs="*", type=Path, default=PATHS, metavar="PATH", help=items_in.__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="at least 3; default: 5")
    options = parser.parse_args(arguments)
    items = items_in(options.paths)
    if not items:
        parser.error(f"no .txt or .jsonl file at {', '.join(str(path) for path in options.paths)}")
    if options.rounds < 3:
        parser.error(f"--rounds {options.rounds}: fewer than 3 say nothing about the spread")
    os.environ.update(dict.fromkeys(THREADS, "1"))  # before spaCy and NumPy read them
    measure(options.paths, items, options.rounds)


if __name__ == "__main__":
    main()
