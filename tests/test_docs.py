"""The pages for readers against the code: everything is named, every example runs, every link ends somewhere.

What examples print stands in the pages as it was printed; `make regold` prints it anew.
"""

import argparse
import ast
import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from sayso.evaluate import BENCHMARKS
from sayso.export import EXPORTERS, REPORT_EXPORTERS, record_schema
from sayso.model.events import Modality, PlacePrecision
from sayso.model.parties import PartyKind
from sayso.model.record import RelationKind
from sayso.model.statements import Act, Basis, ClaimField, Stance
from sayso.parse import CODED_CHARS, CODED_TOKENS, MAX_SENTENCE
from sayso.read import MAX_BYTES, MAX_CHARS, MAX_PACKED_CHARS, READERS
from sayso.read.rows import USUAL
from sayso.show.cli.coding import FORMATS
from sayso.show.cli.main import FAILED, INTERRUPTED, PIPE_CLOSED, USAGE
from sayso.show.cli.parser import parser

pytestmark = pytest.mark.docs

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "sayso"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
# Pages that docs/adding/index.md lists; and those that tests/test_tutorials.py runs, in folders of their own.
HIDDEN = {f"docs/adding/{page.name}" for page in (ROOT / "docs" / "adding").glob("*.md")}
ELSEWHERE = {name for name in NAMES if name.startswith(("docs/tutorials/", "docs/adding/exporter"))}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"\n```text\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def named(text: str) -> set[str]:
    """All that stands between backticks, and each word of it."""
    spans = re.findall(r"`([^`\n]+)`", text)
    return {*spans, *(word for span in spans for word in span.split())}


def commands(of: argparse.ArgumentParser | None = None) -> dict[str, argparse.ArgumentParser]:
    """Every command of `sayso` with its parser, those below another by both words: "party add"."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in (of or parser())._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                below = commands(inner)
                found |= {f"{name} {word}": one for word, one in below.items()} or {name: inner}
    return found


def options(of: argparse.ArgumentParser) -> set[str]:
    return {option for action in of._actions for option in action.option_strings}


def test_each_command_and_option_is_named() -> None:
    text = page("docs/cli.md")
    assert {f"## sayso {name}" for name in commands()} - set(text.splitlines()) == set()
    every = options(parser()).union(*(options(one) for one in commands().values()))
    assert every - named(text) == set()
    arguments = {a.metavar for one in commands().values() for a in one._actions if not a.option_strings}
    assert {str(name) for name in arguments if name} - named(text.replace("...", "")) == set()


def test_each_format_and_benchmark_is_named() -> None:
    assert set(FORMATS) | set(BENCHMARKS) <= named(page("docs/cli.md"))
    assert set(FORMATS) <= named(page("README.md"))
    assert {f"`--format {name}`" for name in REPORT_EXPORTERS} <= set(
        re.findall(r"`[^`\n]+`", page("docs/record.md"))
    )


def test_each_format_of_incidents_has_a_section() -> None:
    assert {f"## {name}" for name in EXPORTERS} - set(page("docs/exports.md").splitlines()) == set()


def test_each_exit_code_has_a_row() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", page("docs/cli.md"), re.MULTILINE)}
    assert codes == {0, FAILED, USAGE, INTERRUPTED, PIPE_CLOSED}


def test_each_input_format_with_its_suffixes_has_a_row() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ((?:`\.[\w.]+` ?)+) \|", page("docs/input.md"), re.MULTILINE))
    assert rows == {name: " ".join(f"`{s}`" for s in one.suffixes) for name, one in READERS.items()}
    assert set(READERS) <= named(page("README.md"))


def test_the_usual_names_of_fields_and_the_limits_are_named() -> None:
    text = page("docs/input.md")
    assert {name for names in USUAL.values() for name in names} - named(text) == set()
    limits = (MAX_BYTES, MAX_CHARS, MAX_PACKED_CHARS, CODED_CHARS, CODED_TOKENS, MAX_SENTENCE)
    assert [f"{limit:,}" for limit in limits if f"{limit:,}" not in text] == []


@pytest.mark.parametrize(
    "words", [Act, Basis, ClaimField, Modality, PartyKind, PlacePrecision, RelationKind, Stance]
)
def test_each_word_of_a_closed_set_is_named(words: type[StrEnum]) -> None:
    assert {word.value for word in words} - named(page("docs/record.md")) == set()


def test_each_field_of_the_record_is_named() -> None:
    schema: dict[str, Any] = json.loads(record_schema())
    objects = [schema, *schema["$defs"].values()]
    fields = {name for one in objects for name in one.get("properties", {})}
    words = set(re.findall(r"\w+", page("docs/record.md")))
    assert len(fields) > 40
    assert fields - words == set()


def note_kinds(source: str) -> Iterator[str]:
    """The kinds of the notes that a file makes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Note" and node.args:
            first = node.args[0]
            yield first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else "?"


def test_each_kind_of_note_is_named() -> None:
    kinds = {kind for file in SOURCE.rglob("*.py") for kind in note_kinds(file.read_text(encoding="utf-8"))}
    assert "other-language" in kinds
    assert kinds - named(page("docs/record.md")) == set()


def test_each_data_table_stands_beside_its_licence() -> None:
    rows = dict(re.findall(r"\| `(src/sayso/\S+)/` \| (\S+) \|", page("README.md")))
    abouts = sorted(SOURCE.rglob("about.toml"))
    assert len(abouts) >= 3
    for about in abouts:
        folder = about.parent.relative_to(ROOT).as_posix()
        assert rows.get(folder) == tomllib.loads(about.read_text(encoding="utf-8"))["licence"]
        assert f"{folder}/" in page("NOTICE")
    assert rows["src/sayso/ontology"] == "CC-BY-SA-4.0"


def test_each_folder_of_the_package_is_in_the_architecture() -> None:
    text = page("docs/architecture.md")
    folders = [f.name for f in SOURCE.iterdir() if f.is_dir() and f.name != "__pycache__"]
    assert [name for name in folders if f"src/sayso/{name}/" not in text] == []
    assert [path for path in re.findall(r"`(src/sayso/[\w/.]+)`", text) if not (ROOT / path).exists()] == []


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", re.sub(BLOCK, "", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", NAMES)
def test_links_end_somewhere(name: str) -> None:
    lost = []
    for link in LINK.findall(re.sub(BLOCK, "", page(name))):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = (ROOT / name).parent / path if path else ROOT / name
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached = {link.partition("#")[0] for link in LINK.findall(page("README.md"))}
    first = page("docs/index.md")  # the site is held to have every page in a list of its own
    listed = {f"docs/{name}.md" for name in re.findall(r"^[\w/-]+$", first, re.MULTILINE)}
    assert {name for name in NAMES if name.startswith("docs/")} - reached - listed - HIDDEN == set()
    assert "docs/index.md" in reached


def shell_lines(text: str) -> Iterator[list[str]]:
    """The `sayso` commands of a page's sh blocks, split into words, without pipes and comments."""
    for language, body in BLOCK.findall(text):
        for line in body.splitlines() if language == "sh" else ():
            line = line.strip()
            for part in re.split(r"\s[|>]\s", line.partition("  #")[0]):
                words = shlex.split(part)
                if words[:1] == ["sayso"]:
                    yield words[1:]


@pytest.mark.parametrize("name", [n for n in NAMES if list(shell_lines(page(n)))])
def test_commands_that_are_shown_are_understood(name: str) -> None:
    shown = [
        words for words in shell_lines(page(name)) if "kml" not in words
    ]  # a format that a page has one write
    parsed = [parser().parse_args(words) for words in shown]
    assert {one.command for one in parsed} <= {name.split()[0] for name in commands()}


def ran(code: str, names: dict[str, Any]) -> str:
    """What a block of Python prints; `names` are its globals, shared by the blocks of a page."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.chdir(ROOT):
        exec(code, names)  # the examples of our own pages
    return out.getvalue()


def pages_with(language: str) -> list[str]:
    found = [name for name in NAMES if language in {block[0] for block in BLOCK.findall(page(name))}]
    return [name for name in found if name not in ELSEWHERE]


@pytest.mark.model
@pytest.mark.parametrize("name", pages_with("python"))
def test_python_examples_run_and_print_what_stands_below_them(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    text, names, at = page(name), dict[str, Any](), 0
    while block := BLOCK.search(text, at):
        at = block.end()
        if block[1] != "python":
            continue
        printed = ran(block[2], names)
        shown = PRINTED.match(text, at)
        assert shown or not printed, f"{name}: prints, and no text block stands below it:\n{block[2]}"
        if shown:
            text = text[: shown.start(1)] + printed + text[shown.end(1) :]
    golden(ROOT / name, text)


def terminal(command: str) -> str:
    """What a shell prints for a command, with ours on its path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "80"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
    return done.stdout.decode("utf-8")


@pytest.mark.model
@pytest.mark.parametrize("name", pages_with("console"))
def test_terminal_examples_print_what_stands_below_them(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    text = page(name)
    for language, body in BLOCK.findall(text):
        if language == "console":
            lines = [line for line in body.splitlines() if line.startswith("$ ")]
            assert lines
            printed = "".join(f"{line}\n{terminal(line.removeprefix('$ '))}" for line in lines)
            text = text.replace(f"```console\n{body}```", f"```console\n{printed}```")
    golden(ROOT / name, text)
