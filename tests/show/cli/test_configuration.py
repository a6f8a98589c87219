import argparse
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.show.cli.configuration import config_file, configured
from sayso.show.cli.main import main
from sayso.show.cli.parser import parser


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sayso.toml"
    path.write_text(text, encoding="utf-8")
    return path


def asked(path: Path, *argv: str) -> argparse.Namespace:
    top = parser()
    configured(top, path)
    return top.parse_args(argv)


def test_a_file_gives_options_their_values_and_the_command_line_wins(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        'db = "desk.db"\n[serve]\nhost = "0.0.0.0"\nport = 8080\nwrite = true\n'
        'served-as = ["desk.example"]\n',
    )
    here = asked(path, "serve", "--port", "9000")
    assert (here.db, here.host, here.port, here.write) == ("desk.db", "0.0.0.0", 9000, True)
    assert here.served_as == ["desk.example"]
    assert asked(path, "incidents").db == "desk.db"
    assert asked(path, "incidents", "--db", "other.db").db == "other.db"


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert vars(asked(file(tmp_path, ""), "serve")) == vars(parser().parse_args(["serve"]))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[serve]\nprot = 8080\n", r"\[serve\] prot is no option; options are: accounts, db"),
        ("[sevre]\nport = 8080\n", "'sevre' is no command"),
        ('[serve]\nport = "many"\n', r"\[serve\] port = 'many' makes no sense"),
        ("[serve]\nwrite = 1\n", "write is true or false"),
        ('[serve]\nlog = "xml"\n', "'xml' is none of text, json"),
        ("[serve]\nhost = [1, 2]\n", "host is one value"),
        ("db = [1]\n", "db is one value"),
        ("db = ", "is no TOML"),
    ],
)
def test_what_makes_no_sense_is_named_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    path = file(tmp_path, text)
    with pytest.raises(ResourceError, match=said) as raised:
        configured(parser(), path)
    assert str(path) in str(raised.value)


def test_the_file_is_named_by_option_by_variable_or_lies_in_the_own_folder(tmp_path: Path) -> None:
    home = {"SAYSO_HOME": str(tmp_path)}
    assert config_file(["serve"], home) is None
    own = file(tmp_path, "")
    assert config_file(["serve"], home) == own
    assert config_file(["serve"], {**home, "SAYSO_CONFIG": "b.toml"}) == Path("b.toml")
    assert config_file(["--config", "a.toml", "serve"], {"SAYSO_CONFIG": "b.toml"}) == Path("a.toml")


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(tmp_path / "none.toml"), "schema"]) == 1
    assert "none.toml: cannot be read" in capsys.readouterr().err
