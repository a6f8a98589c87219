"""Options and rules that hold for every test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.databases import Cluster

# The same examples on every run and machine; `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", derandomize=False, deadline=None, max_examples=2000)
settings.load_profile("fixed")


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


class NothingSkipped:
    """Under CI a test that did not run, or passed where it was expected to fail, fails the run."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.problems.append(f"{report.nodeid}: not collected: {report.longreprtext}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        expected_failure = hasattr(report, "wasxfail")
        if report.skipped and not expected_failure:
            self.problems.append(f"{report.nodeid}: skipped: {report.longreprtext}")
        if report.passed and expected_failure:
            self.problems.append(f"{report.nodeid}: passed, but is marked xfail")

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.problems and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.problems:
            terminalreporter.section("CI allows no skipped or xpassed test", red=True)
            for problem in self.problems:
                terminalreporter.line(problem)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regold", action="store_true", help="rewrite golden files; review the difference before committing"
    )


def pytest_configure(config: pytest.Config) -> None:
    if not in_ci():
        return
    if config.getoption("--regold"):
        raise pytest.UsageError("--regold is for people: CI compares golden files and never writes them")
    config.pluginmanager.register(NothingSkipped())


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares text with a golden file, or writes the file under `--regold`."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--regold"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no golden file {path}: `make regold` writes it"
        assert text == path.read_text(encoding="utf-8"), f"{path} differs; if intended, `make regold`"

    return compare


@pytest.fixture(scope="session")
def cluster() -> "Iterator[Cluster]":
    """A PostgreSQL server, with a base as the template that `Cluster.copy` copies."""
    from sayso.store.sql import open_store
    from tests import databases

    lacking = databases.missing()
    if lacking is not None:
        pytest.skip(lacking)
    made = databases.Cluster()
    made.start()
    try:
        open_store(made.template()).close()
        made.use_template()
        yield made
    finally:
        made.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a base may be made, on each of the two databases: on PostgreSQL an empty one is there already."""
    if request.param == "sqlite":
        yield str(tmp_path / "sayso.db")
    else:
        yield request.getfixturevalue("postgres")


@pytest.fixture
def postgres(cluster: "Cluster") -> Iterator[str]:
    """The URL of a new and empty base in PostgreSQL."""
    url = cluster.copy()
    yield url
    cluster.give_back(url)
