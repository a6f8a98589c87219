"""Known ways of doing harm by a file, each through the entrance that it would take: an error of ours, or
a result.

A table: what is tried, the call, and what is told; None is a result. What ends the process, or never
ends, fails
here by itself; what it may cost is measured by `tools/fuzz`, `tools/patterns.py` and `tools/growth.py`.
"""

import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.bulk.layout import Layout
from sayso.errors import SaysoError
from sayso.export.releases import check_release
from sayso.gazetteer.tables import read_about
from sayso.lang.loader import load_folder
from sayso.model.report import Report
from sayso.read import Failure, read_bytes
from sayso.read.lists import addresses
from sayso.read.pages import MAX_ATTRIBUTES
from sayso.show.cli.configuration import configured
from sayso.show.cli.parser import parser
from sayso.show.web.accounts import Accounts
from sayso.show.web.rights import read_rights
from sayso.store.sql import codec, seals
from sayso.watch.listings import read_feed, read_sitemap
from sayso.watch.plan import load_plan
from tests.imports.known import read as imported
from tests.read.making import SENTENCE, packed, page, word_xml
from tools.fuzz.tables import ACLED, GDELT, GED

DEEP = "[" * 100_000
DEEP_TOML = f"a = {DEEP}"
CELL = "a" * 200_000
ADDRESS = "https://news.example/rss.xml"
ATTRIBUTES = " ".join(f"a{number}" for number in range(300_000))
SLASHED = ATTRIBUTES.replace(" ", "=1/")
QUOTED = ATTRIBUTES.replace(" ", '="x>" ')
BODY = word_xml("&l11;")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
LAUGHING = f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]><html><p>&l11; {SENTENCE}</p></html>'


def told(data: bytes | str, name: str) -> str | None:
    """What is told of a file of reports; None where all of it is read."""
    found = [*read_bytes(data if isinstance(data, bytes) else data.encode(), name=name)]
    assert found
    errors = [one.message for one in found if isinstance(one, Failure)]
    assert [one.text for one in found if isinstance(one, Report) and "lollol" in one.text] == []
    return errors[0] if errors else None


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.html", page("<div>" * 90_000 + SENTENCE), "no article found"),
        ("a.html", page("<b>" * 100_001 + SENTENCE), "more than 100,000 tags"),
        ("a.html", page(f"<p {ATTRIBUTES}>{SENTENCE}</p>"), "more than 500 attributes of one tag"),
        ("a.html", page(f"<p {SLASHED}>{SENTENCE}"), "more than 500 attributes of one tag"),
        ("a.html", page(f"<p {QUOTED}>{SENTENCE}"), "more than 500 attributes of one tag"),
        ("a.html", page(f'<p title="{"a b=" * 90_000}">{SENTENCE}</p>'), None),
        ("a.html", page(f"<p>{SENTENCE}</p>", f'<script type="application/ld+json">{DEEP}</script>'), None),
        ("a.xhtml", LAUGHING, "no article found"),
        ("a.json", DEEP, "nested too deeply"),
        ("a.jsonl", DEEP, "nested too deeply"),
        ("a.json", '{"text": 1' + "0" * 9_999 + "}", "no usable JSON"),
        ("a.csv", f"text\n{CELL}\n", None),
        ("a.csv", "text," * 100_000 + "\n" + "a," * 100_000, None),
        ("a.csv", 'text\n"' + "a\n" * 500_000, "unexpected end of data"),
        ("a.docx", packed({"word/document.xml": f"<!DOCTYPE a [{LAUGHS}]>{BODY}"}), "a document type"),
        ("a.docx", packed({"word/document.xml": b"a" * 50_000_000}), "zip bomb"),
        ("a.zip", packed({"a.txt": b"a" * 50_000_000}), "zip bomb"),
        ("a.zip", packed({"a.zip": packed({"a.txt": SENTENCE})}), "no file of a known format"),
        ("a.zip", packed({"../../etc/passwd.txt": SENTENCE, "/abs/x.txt": f"{SENTENCE} Again."}), None),
        ("a.rtf", "{\\rtf1" + "{" * 500_000, "nested more than 1,000 groups"),
        ("a.pdf", "%PDF-1.4\n1 0 obj<</Length 99999999999>>stream\n%%EOF", "damaged, or no PDF file"),
        ("a.txt", b"a" * 5_000_001, "5,000,000"),
        ("a.txt", b"\x1f\x8b" + bytes(99), "binary"),
    ],
)  # fmt: skip
def test_a_file_of_reports_does_no_harm(name: str, data: bytes | str, error: str | None) -> None:
    found = told(data, name)
    assert found == error if error is None else error in (found or ""), found


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("about.toml", DEEP_TOML, lambda path: read_about(path.parent)),
        ("sayso.toml", DEEP_TOML, lambda path: configured(parser(), path)),
        ("sources.toml", DEEP_TOML, lambda path: load_plan([str(path)])),
        ("triggers.toml", DEEP_TOML, lambda path: load_folder(path.parent)),
        ("rights.toml", DEEP_TOML, read_rights),
        ("accounts.json", DEEP, lambda path: Accounts(path).names()),
        ("row.json", DEEP, Layout.read),
        ("manifest.json", DEEP, lambda path: check_release(path.parent)),
    ],
)
def test_a_file_of_settings_that_is_nested_without_end_is_refused(
    tmp_path: Path, name: str, text: str, read: Callable[[Path], object]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SaysoError):
        read(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("acled", f"{ACLED}{CELL},\n"),
        ("acled", f"{CELL},event_date\n"),
        ("ged", f"{GED}{CELL},\n"),
        ("gdelt", f"{GDELT}7\t{CELL}\n"),
        ("annotation", DEEP),
        ("annotation", f"{{}}\n{DEEP}"),
    ],
    ids=["cell", "head", "cell of GED", "field of GDELT", "deep", "deep line"],
)
def test_a_data_set_that_breaks_its_form_is_refused(name: str, text: str) -> None:
    with pytest.raises(SaysoError, match=r"^file:\d+: "):
        imported(name, text)


@pytest.mark.parametrize(
    "call",
    [
        lambda: read_feed(b"<rss>" + b"<a>" * 100_000, ADDRESS, "application/xml"),
        lambda: read_feed(f"<!DOCTYPE a [{LAUGHS}]><rss>&l11;</rss>".encode(), ADDRESS, "application/xml"),
        lambda: read_sitemap(b"<urlset>" + b"<url>" * 100_000, ADDRESS),
        lambda: read_sitemap(f"<!DOCTYPE a [{LAUGHS}]><urlset>&l11;</urlset>".encode(), ADDRESS),
        lambda: [*addresses(f"url,title\nhttps://a.example/,{CELL}".encode())],
        lambda: [*addresses(DEEP.encode())],
        lambda: seals.read(DEEP, "orders.json"),
        lambda: codec.EDIT.decode(DEEP.encode()),
    ],
    ids=[
        "deep feed",
        "laughs",
        "deep map",
        "laughs in a map",
        "cell",
        "deep list",
        "deep orders",
        "deep edit",
    ],
)
def test_what_comes_over_the_web_or_from_another_base_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(SaysoError):
        call()


def test_a_page_with_many_attributes_is_read_up_to_the_limit() -> None:
    few = " ".join(f"attribute{number}" for number in range(MAX_ATTRIBUTES))
    assert told(page(f"<p {few}>{SENTENCE}</p>"), "a.html") is None


def test_a_record_in_a_base_that_unpacks_without_end_is_refused_in_bounded_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(codec, "MOST_BYTES", 1_000_000)
    bomb = b"\x01" + zlib.compress(bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(SaysoError, match="more than 1,000,000 bytes"):
        codec.CODED.unpack(bomb)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


@pytest.mark.parametrize("packed_record", [codec.pack("a")[:-3], b"\x01"])
def test_a_record_that_is_cut_off_is_told(packed_record: bytes) -> None:
    with pytest.raises(SaysoError, match="damaged"):
        codec.unpacked(packed_record)
