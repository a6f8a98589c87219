import io

import pytest

from sayso.show.cli.look import Look, look_of


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "color", "no_color", "look"),
    [
        (Terminal(), "auto", "", Look(100, styled=True, colored=True)),
        (Terminal(), "auto", "1", Look(100, styled=True, colored=False)),
        (Terminal(), "always", "1", Look(100, styled=True, colored=True)),
        (Terminal(), "never", "", Look(100, styled=False, colored=False)),
        (io.StringIO(), "auto", "", Look(100, styled=False, colored=False)),
        (io.StringIO(), "always", "", Look(100, styled=True, colored=True)),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    out: io.StringIO, color: str, no_color: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", no_color)
    assert look_of(out, color) == look
