import pytest

from sayso.errors import ReadError
from sayso.read.options import Metadata


def test_a_language_flag_that_is_no_code_is_named() -> None:
    with pytest.raises(ReadError, match="'Klingon' is no language code; write two letters, for instance en"):
        Metadata(language="Klingon")


def test_a_language_flag_may_be_a_locale() -> None:
    assert Metadata(language="en-US").language == "en-US"
