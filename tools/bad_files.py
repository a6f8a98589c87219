"""Bad files of every format, as one batch through `sayso code` and `sayso add`.

Good files are damaged by a seed: cut off, bytes changed, wrong encodings, lengths that lie, another
format's content.
Some are left whole. Each file must give a record or an error that names it; the exit code must be 1 where one
failed and 0 where none did; every report that can be read must come out, and stand in the base, with its
text.
Usage: python -m tools.bad_files [--files N] [--batch N] [--folder build/bad]; the counts go to
FOLDER/result.json.
"""

import argparse
import gzip
import hashlib
import io
import json
import logging
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.read.archiving import numbered, packed_each
from tests.read.making import SENTENCE, packed
from tools.fuzz import seeds

FOLDER = Path("build/bad")
_FILE = re.compile(r"\bf\d{5}(?=\.)")
HUGE = (b"4294967295", b"-1", b"0", b"99999999999999999999", b"2147483648", b"1e999")
PIECES = (b"\x00", b"\xff\xfe", b"\x1f\x8b\x08", b"PK\x03\x04", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
          b"\x1b[2J", b"{" * 500, b"<div>" * 500, b'"' * 99, b"\xed\xa0\x80", b"=cmd|'/c calc'!A1",
          b"\r\n\r\nWARC/1.0\r\n")  # fmt: skip


def parquet() -> bytes:
    """A table of two reports."""
    import pyarrow as pa
    from pyarrow import parquet as files

    out = io.BytesIO()
    files.write_table(pa.table({"id": ["p1", "p2"], "text": [SENTENCE, f"{SENTENCE} Again."]}), out)
    return out.getvalue()


def good() -> list[tuple[str, bytes]]:
    """Suffix and content of the files that are damaged: at least one of each format."""
    archive = packed_each([numbered(1), numbered(2)])
    files = [(".txt", one) for one in (*seeds.texts()[-4:], *seeds.exports())]
    files += [(".html", one) for one in seeds.pages()]
    files += [(suffix, one) for one in seeds.objects()[:2] for suffix in (".json", ".jsonl")]
    files += [(".csv", one) for one in seeds.tables()[:2]] + [(".tsv", seeds.tables()[2])]
    files += [(".docx", one) for one in seeds.docx()] + [(".rtf", one) for one in seeds.rtfs()]
    files += [(".pdf", one) for one in seeds.pdfs()] + [(".parquet", parquet())]
    files += [(".warc", one) for one in seeds.warcs()] + [(".warc.gz", archive)]
    files.append((".zip", packed({"a.txt": SENTENCE, "b.html": seeds.pages()[1], "../c.txt": SENTENCE[:60]})))
    files.append((".wacz", packed({"archive/data.warc.gz": archive, "datapackage.json": "{}"})))
    return files


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _changed(data: bytes, rng: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.randrange(1, 20) if made else 0):
        made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made)


def _inserted(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(PIECES) * rng.choice((1, 1, 3)) + data[at:]


def _lying(data: bytes, rng: random.Random) -> bytes:
    """Another number where one stands in the head: lengths, counts, places."""
    found = [*re.finditer(rb"\d+", data)]
    if not found:
        return _changed(data, rng)
    one = rng.choice(found)
    return data[: one.start()] + rng.choice(HUGE) + data[one.end() :]


def _wrong_encoding(data: bytes, rng: random.Random) -> bytes:
    name = rng.choice(("utf-16", "utf-16-be", "utf-32", "cp037", "utf-7", "shift_jis", "cp1251"))
    return data.decode("latin-1").encode(name, "replace")


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "whole": lambda data, rng: data,
    "cut off": _cut,
    "head lost": lambda data, rng: data[rng.randrange(len(data) + 1) :],
    "bytes changed": _changed,
    "something put in": _inserted,
    "a number that lies": _lying,
    "wrong encoding": _wrong_encoding,
    "middle lost": lambda data, rng: _cut(data[: len(data) // 2], rng) + data[len(data) // 2 :],
    "twice": lambda data, rng: data + data,
    "packed": lambda data, rng: gzip.compress(data, mtime=0),
    "another format": lambda data, rng: rng.choice(good())[1],
    "noise": lambda data, rng: rng.randbytes(rng.randrange(1, 3_000)),
    "zeros": lambda data, rng: bytes(rng.randrange(1, 3_000)),
}


def make(folder: Path, numbers: range) -> Counter[str]:
    """Write the files of these numbers, the same on every computer; how many there are of each damage."""
    folder.mkdir(parents=True, exist_ok=True)
    files, kinds, made = good(), list(DAMAGES), Counter[str]()
    for number in numbers:
        rng = random.Random(number)
        suffix, data = files[number % len(files)]
        kind = kinds[number // len(files) % len(kinds)]
        (folder / f"f{number:05}{suffix}").write_bytes(DAMAGES[kind](data, rng))
        made[kind] += 1
    return made


class Expected:
    """What the files of a folder hold, each read by itself."""

    def __init__(self, folder: Path) -> None:
        from sayso.pipeline import ReadOptions, read_paths
        from sayso.read import Failure

        self.texts: list[str] = []  # digests, one a report
        self.errors: list[str] = []
        self.nothing: list[str] = []  # files of which nothing is told
        for path in sorted(folder.iterdir()):
            items = [*read_paths([path], ReadOptions())]
            self.nothing += [] if items else [path.name]
            for item in items:
                if isinstance(item, Failure):
                    self.errors.append(item.message)
                else:
                    text = item.text.encode("utf-8", "surrogatepass")
                    self.texts.append(hashlib.sha256(text).hexdigest())


def ran(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """A run of the command, in a process of its own."""
    command = [sys.executable, "-m", "sayso", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")


def faults(folder: Path, base: Path) -> tuple[list[str], Counter[str]]:
    """What is wrong with the two runs over a folder, and what they came to."""
    expected = Expected(folder)
    wrong = [f"{name}: neither a report nor an error" for name in expected.nothing]
    code = 1 if expected.errors else 0
    coded = ran("code", folder, "--format", "json")
    records = [json.loads(line) for line in coded.stdout.splitlines() if line.strip()]
    wrong += _told("code", coded, code, expected)
    texts = Counter(record["report"]["text_sha256"] for record in records)
    if texts != Counter(expected.texts):
        wrong.append(f"code: {len(records)} records of {len(expected.texts)} reports, or others")
    added = ran("add", folder, "--db", base)
    taken = added.stderr.count("is there with another text")
    wrong += _told("add", added, 1 if expected.errors or taken else 0, expected)
    kept = _kept(base)
    missing = set(expected.texts) - kept
    if len(missing) > taken:
        wrong.append(f"add: {len(missing)} texts are not in the base, {taken} were told as taken")
    checked = ran("check", "--db", base)
    if checked.returncode:
        wrong.append(f"check: {checked.stdout[-300:]}")
    return wrong, Counter({"reports": len(expected.texts), "errors": len(expected.errors), "taken": taken})


def _told(name: str, run: subprocess.CompletedProcess[str], code: int, expected: Expected) -> list[str]:
    """Whether a run ended as it should, and told each error in a line of its own."""
    wrong = (
        []
        if run.returncode == code
        else [f"{name}: exit code {run.returncode}, not {code}: {run.stderr[-500:]}"]
    )
    if "Traceback" in run.stderr:
        wrong.append(f"{name}: {run.stderr[run.stderr.index('Traceback') :][-900:]}")
    lines = "\n".join(line for line in run.stderr.splitlines() if line.startswith("sayso: "))
    files, told = (set(_FILE.findall(text)) for text in ("\n".join(expected.errors), lines))
    return wrong + [f"{name}: an error of {one} is not told" for one in sorted(files - told)]


def _kept(base: Path) -> set[str]:
    """Digests of the texts in a base."""
    from sayso.desk import Desk

    with Desk(base, read_only=True) as desk:
        texts = (desk.report(one).report.text for one in desk.reports())
        return {hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts}


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the files, batch by batch, and run them; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description="Bad files of every format through the commands.")
    parser.add_argument("--files", type=int, default=2_080, help="how many; default: 2080")
    parser.add_argument("--batch", type=int, default=260, help="of one run of a command; default: 260")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"default: {FOLDER}")
    options = parser.parse_args(arguments)
    logging.disable()  # what libraries say of damage: the commands show it to nobody, either
    wrong, came, made = list[str](), Counter[str](), Counter[str]()
    for first in range(0, options.files, options.batch):
        place = options.folder / f"{first:06}"
        base = options.folder / f"{first:06}.db"
        if not place.exists():
            made += make(place, range(first, min(first + options.batch, options.files)))
        found, counts = faults(place, base)
        came += counts
        wrong += [f"{place}: {one}" for one in found]
        print(f"{place}: {dict(counts)}, {len(found)} faults", *found, sep="\n  ", flush=True)
    result = {"files": options.files, "damages": dict(made), "came to": dict(came), "faults": wrong}
    (options.folder / "result.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(f"{options.files} files: {dict(came)}, {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
