"""The figures of people that a sentence tells, by the real model."""

from functools import cache
from typing import Any

from sayso.find.tolls import toll_words, tolls
from sayso.lang import load
from sayso.model.report import Report

Row = tuple[str, int, int | None]
_WORDS = toll_words(load("en"))


@cache
def _nlp() -> Any:
    # Only here, so that the tests also load where spaCy is not installed.
    from sayso.parse import load_model

    return load_model()[0]


def told(text: str) -> list[Row]:
    """Kind, low and high of each figure, in text order."""
    from sayso.parse import parse

    return [(m.kind, m.low, m.high) for m in tolls(parse(Report.from_text(text), _nlp()), _WORDS)]
