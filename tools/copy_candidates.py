"""How many copies each way to look up candidates finds, how many others it brings, and what it costs.

    python tools/copy_candidates.py tests/gold/incidents/copies/open/reports.jsonl [--beside FILE ...]

Compares the sampled runs of words that sayso keeps with MinHash and locality-sensitive hashing of the library
datasketch (`pip install datasketch`; sayso does not need it). `--beside` adds reports of other files (`text`)
that are no copies. Of each way: the pairs of the gold that it finds and the families that hang together by
them, the candidates of a report that are of another family, and the seconds to add and to ask.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH, MinHashLSHEnsemble

from sayso.evaluate.copies import read_reports
from sayso.evaluate.rows import read_lines, text_of
from sayso.lang.credits import load_credits
from sayso.merge.copies.fingerprints import Fingerprint, fingerprint
from sayso.merge.copies.judging import CANDIDATE_KEYS
from sayso.merge.copies.shingles import telling
from sayso.model.report import Report

CREDITED_BY = load_credits("en")
Found = Iterable[str]
Way = Callable[[Sequence[Fingerprint]], Iterator[tuple[str, Found]]]


def sampled(texts: Sequence[Fingerprint]) -> Iterator[tuple[str, Found]]:
    """Ours: reports that share keys; each is looked up as it is added."""
    under: dict[int, list[str]] = defaultdict(list)
    for text in texts:
        common = Counter(other for key in text.keys for other in under[key])
        for key in text.keys:
            under[key].append(text.report)
        yield text.report, [other for other, count in common.items() if count >= CANDIDATE_KEYS]


def hashed(runs: Callable[[Fingerprint], set[bytes]], threshold: float) -> Way:
    """MinHashLSH: Jaccard, looked up as they are added."""

    def found(texts: Sequence[Fingerprint]) -> Iterator[tuple[str, Found]]:
        index = MinHashLSH(threshold=threshold, num_perm=128)
        for text in texts:
            sketch = _sketch(runs(text))
            yield text.report, index.query(sketch)
            index.insert(text.report, sketch)

    return found


def contained(runs: Callable[[Fingerprint], set[bytes]], threshold: float) -> Way:
    """MinHashLSHEnsemble: containment; it must be given all reports at once."""

    def found(texts: Sequence[Fingerprint]) -> Iterator[tuple[str, Found]]:
        index = MinHashLSHEnsemble(threshold=threshold, num_perm=128, num_part=8)
        sketches = {text.report: (_sketch(runs(text)), max(1, len(runs(text)))) for text in texts}
        index.index([(report, *sketch) for report, sketch in sketches.items()])
        for report, sketch in sketches.items():
            yield report, index.query(*sketch)

    return found


def _sketch(runs: set[bytes]) -> Any:
    sketch = MinHash(num_perm=128)
    sketch.update_batch(sorted(runs))
    return sketch


def fives(text: Fingerprint) -> set[bytes]:
    """Runs of five words."""
    return {" ".join(text.forms[at : at + 5]).encode() for at in range(max(1, len(text.forms) - 4))}


def threes(text: Fingerprint) -> set[bytes]:
    """Runs of three telling words, as sayso samples them."""
    words = [form for form in text.forms if telling(form)]
    return {" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))}


WAYS: dict[str, Way] = {
    "sampled runs of three telling words (sayso)": sampled,
    "MinHashLSH, runs of five words, Jaccard .5": hashed(fives, 0.5),
    "MinHashLSH, runs of five words, Jaccard .1": hashed(fives, 0.1),
    "MinHashLSH, runs of three telling words, Jaccard .1": hashed(threes, 0.1),
    "MinHashLSHEnsemble, runs of five words, containment .5": contained(fives, 0.5),
    "MinHashLSHEnsemble, runs of three telling words, .2": contained(threes, 0.2),
}


def main() -> None:
    """Print one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--beside", type=Path, action="append", default=[])
    args = parser.parse_args()
    rows = read_reports(args.gold)
    family = {row.id: row.family for row in rows if row.family is not None}
    texts = [fingerprint(Report(text=row.text, id=row.id), CREDITED_BY) for row in rows]
    for number, path in enumerate(args.beside):
        for at, text in enumerate(read_lines(path, lambda row: text_of(row, "text"))):
            texts.append(fingerprint(Report(text=text, id=f"beside {number} {at}"), CREDITED_BY))
    for name, way in WAYS.items():
        started = time.process_time()
        pairs = {tuple(sorted((a, b))) for a, found in way(texts) for b in found if a != b}
        seconds = time.process_time() - started
        print(f"{name:56} {_told(pairs, family, len(texts))}, {seconds:.2f} s for {len(texts)} reports")


def _told(pairs: set[tuple[str, ...]], family: dict[str, str], count: int) -> str:
    wanted = {tuple(sorted(p)) for p in combinations(family, 2) if family[p[0]] == family[p[1]]}
    group = {report: report for report in family}
    for a, b in sorted(pairs & wanted):
        group = {report: group[a] if at == group[b] else at for report, at in group.items()}
    whole = sum(group[a] == group[b] for a, b in wanted)
    others = 2 * len(pairs - wanted) / count
    found = f"{len(pairs & wanted):4} of {len(wanted)} pairs, {whole:4} through others"
    return f"{found}, {others:6.2f} others a report"


if __name__ == "__main__":
    main()
