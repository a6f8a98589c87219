"""The rules for tests, and small suites that must break them."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_check(node: ast.AST, checkers: set[str]) -> bool:
    """Whether one node can make a test fail on purpose; `assert True` cannot."""
    if isinstance(node, ast.Assert):
        return not (isinstance(node.test, ast.Constant) and bool(node.test.value))
    if not isinstance(node, ast.Call):
        return False
    return ast.unparse(node.func) in {"pytest.raises", "pytest.warns"} | checkers


def unchecked_tests(source: str) -> list[str]:
    """The names of tests in a file that can never fail.

    A check may also stand in a helper of the same file, or be the `golden` fixture.
    """
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]
    checkers = {"golden"}
    for function in found:
        if not function.name.startswith("test") and any(is_check(n, set()) for n in ast.walk(function)):
            checkers.add(function.name)
    tests = [function for function in found if function.name.startswith("test")]
    return [test.name for test in tests if not any(is_check(n, checkers) for n in ast.walk(test))]


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ("def test_a():\n    coded = 1\n", ["test_a"]),
        ("def test_a():\n    pass\n", ["test_a"]),
        ("def test_a():\n    assert True\n", ["test_a"]),
        ("def test_a():\n    assert 'it works'\n", ["test_a"]),
        ("async def test_a():\n    await code()\n", ["test_a"]),
        ("class TestA:\n    def test_b(self):\n        print(1)\n", ["test_b"]),
        ("def helper():\n    return 1\ndef test_a():\n    helper()\n", ["test_a"]),
        ("def test_a():\n    unittest.raises(E)\n", ["test_a"]),
        ("def test_a():\n    assert 1 == 1\n", []),
        ("def test_a():\n    assert True\n    assert x\n", []),
        ("def test_a():\n    with pytest.raises(E):\n        f()\n", []),
        ("def same(a, b):\n    assert a == b\ndef test_a():\n    same(1, 2)\n", []),
        ("def test_a(golden):\n    golden(path, text)\n", []),
    ],
)
def test_a_test_that_cannot_fail_is_seen(source: str, refused: list[str]) -> None:
    assert unchecked_tests(source) == refused


def test_every_test_can_fail() -> None:
    files = sorted(TESTS.rglob("*.py"))
    assert Path(__file__) in files
    refused = {str(f): unchecked_tests(f.read_text(encoding="utf-8")) for f in files}
    assert {file: names for file, names in refused.items() if names} == {}


GOOD = "def test_good():\n    assert 1 + 1 == 2\n"
SKIPPED = "import pytest\n@pytest.mark.skip(reason='later')\ndef test_later():\n    assert 0\n"
SKIPS_ITSELF = "import pytest\ndef test_later():\n    pytest.skip('no database')\n"
NOT_COLLECTED = "import pytest\npytest.importorskip('no_such_package')\n"
XPASSED = "import pytest\n@pytest.mark.xfail(reason='#1', strict=False)\ndef test_mended():\n    assert 1\n"
XFAILED = "import pytest\n@pytest.mark.xfail(reason='#1')\ndef test_known():\n    assert 0\n"


def run_suite(pytester: pytest.Pytester, source: str, *options: str) -> pytest.RunResult:
    pytester.makeconftest((TESTS / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(test_good=GOOD, test_other=source)
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:hypothesispytest", *options)


@pytest.mark.parametrize(
    "source", [SKIPPED, SKIPS_ITSELF, NOT_COLLECTED, XPASSED], ids=["mark", "call", "module", "xpass"]
)
def test_a_skipped_or_xpassed_test_fails_the_run_in_ci_only(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setenv("CI", "true")
    in_ci = run_suite(pytester, source)
    assert in_ci.ret == pytest.ExitCode.TESTS_FAILED
    in_ci.stdout.fnmatch_lines(["*CI allows no skipped or xpassed test*", "*test_other.py*"])
    monkeypatch.delenv("CI")
    assert run_suite(pytester, source).ret == pytest.ExitCode.OK


def test_a_known_failure_does_not_fail_the_run_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    assert run_suite(pytester, XFAILED).ret == pytest.ExitCode.OK


def test_golden_files_are_never_written_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    assert run_suite(pytester, GOOD, "--regold").ret == pytest.ExitCode.USAGE_ERROR


def test_a_golden_file_is_compared_and_written_only_when_asked(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    kept = pytester.path / "kept.json"
    source = f"from pathlib import Path\ndef test_kept(golden):\n    golden(Path({str(kept)!r}), 'new')\n"
    assert run_suite(pytester, source).ret == pytest.ExitCode.TESTS_FAILED
    kept.write_text("old", encoding="utf-8")
    assert run_suite(pytester, source).ret == pytest.ExitCode.TESTS_FAILED
    assert kept.read_text(encoding="utf-8") == "old"
    assert run_suite(pytester, source, "--regold").ret == pytest.ExitCode.OK
    assert kept.read_text(encoding="utf-8") == "new"
    assert run_suite(pytester, source).ret == pytest.ExitCode.OK
