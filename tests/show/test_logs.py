import io
import json
import logging
from collections.abc import Iterator

import pytest

from sayso.show import logs


@pytest.fixture(autouse=True)
def own_handlers() -> Iterator[None]:
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    yield
    root.handlers[:] = kept
    root.setLevel(level)


def said(form: str, level: str = "info") -> tuple[io.StringIO, logging.Logger]:
    stream = io.StringIO()
    logs.set_up(form, level, stream)
    return stream, logging.getLogger("sayso.test")


def test_a_line_of_json_holds_all_that_was_given() -> None:
    stream, log = said("json")
    log.info("read a feed\nof two lines", extra={"items": 3, "source": "Ніка"})
    line = json.loads(stream.getvalue())
    assert stream.getvalue().count("\n") == 1
    assert (line["level"], line["logger"], line["items"], line["source"]) == ("info", "sayso.test", 3, "Ніка")
    assert line["message"] == "read a feed\nof two lines"


def test_a_line_for_people_is_one_line() -> None:
    stream, log = said("text")
    log.warning("read %d items\nof a feed", 3, extra={"ms": 12})
    assert stream.getvalue().endswith("warning read 3 items of a feed ms=12\n")


@pytest.mark.parametrize("form", logs.FORMS)
def test_an_error_brings_its_trace(form: str) -> None:
    stream, log = said(form)
    try:
        raise KeyError("lost")
    except KeyError:
        log.exception("cannot go on")
    assert "KeyError: 'lost'" in stream.getvalue()


def test_what_is_below_the_level_is_not_said() -> None:
    stream, log = said("text", "warning")
    log.info("nothing to see")
    assert stream.getvalue() == ""
