"""What programs ask: parameters and bodies, checked before a base is asked."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from sayso.desk.asking import filters, known_modes, known_types
from sayso.model.events import Modality
from sayso.model.filters import Filters, Sort
from sayso.model.incidents import Grade
from sayso.model.statements import ClaimField, Stance

MOST = 200
MOST_REPORTS = 500
LONGEST_TEXT = 1_000_000  # code points of one report; `sayso add` takes longer ones
_NUMBER = r"-?\d{1,3}(?:\.\d{1,9})?"


def _iso(value: object) -> object:
    """Only a day as it is written: a number could be read as one, too."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return value
    raise ValueError("write YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_iso)]
Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Many = Annotated[int, Field(ge=0, le=100_000_000)]


def _among(known: tuple[str, ...]) -> Any:
    """Text that is one of the codes of the ontology."""

    def check(value: str) -> str:
        if value not in known:
            raise ValueError(f"known are {', '.join(known)}")
        return value

    return Annotated[str, AfterValidator(check), Field(json_schema_extra={"enum": list(known)})]


Type = _among(known_types())
Mode = _among(known_modes())


class Asking(BaseModel):
    """Filters: all that are given must hold; see `docs/desk.md`."""

    model_config = ConfigDict(extra="forbid", use_enum_values=False)

    text: Words | None = Field(None, description='words of a report: words, "phrases", -without')
    since: Day | None = Field(None, description="that can have been on this day or later")
    until: Day | None = Field(None, description="... or earlier")
    area: Annotated[str, Field(pattern=rf"^{_NUMBER}(?:,{_NUMBER}){{3}}$")] | None = Field(
        None, description="south, west, north, east in degrees"
    )
    place: Words | None = None
    country: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}$")] | None = None
    admin1: Words | None = None
    party: Words | None = Field(None, description="acts or is hit: id or name")
    actor: Words | None = None
    target: Words | None = None
    side: Words | None = None
    claimant: Words | None = Field(None, description="says something of it: id or name")
    stance: Stance | None = None
    field: ClaimField | None = None
    modality: Modality | None = None
    type: Type | None = None  # type: ignore[valid-type]  # made of the ontology's table
    mode: Mode | None = None  # type: ignore[valid-type]  # likewise
    weapon: Words | None = None
    killed: Many | None = Field(None, description="so many at least, by the greatest figure")
    wounded: Many | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    disputed: bool | None = None
    unsure: bool | None = None
    reviewed: bool | None = None
    grade: Grade | None = None
    outlet: Words | None = None
    report: Words | None = None

    def filters(self) -> Filters:
        """The filters of a desk.

        Raises:
            WrongFilter: values contradict each other.
            UnknownName: nothing is called so.
        """
        given = {name: getattr(self, name) for name in Asking.model_fields}
        return filters(**given)


class Page(Asking):
    """Filters, and which page of what they find."""

    sort: Sort = Sort.NEWEST
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    after: Annotated[str, Field(max_length=500, pattern=r"^[\x21-\x7e]+$")] | None = Field(
        None, description="`next` of the page before"
    )


class ClaimPage(Asking):
    """Filters, and which page of the claims that they find."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    after: Annotated[str, Field(max_length=500, pattern=r"^[\x21-\x7e]+$")] | None = None


class Counting(Asking):
    """Filters, and the fields to count by."""

    by: Annotated[str, Field(pattern=r"^[a-z_0-9]{1,20}(,[a-z_0-9]{1,20}){0,3}$")] | None = None


class PostedReport(BaseModel):
    """One version of one article."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    id: Words | None = None
    title: Words | None = None
    outlet: Words | None = None
    published: Day | AwareDatetime | None = None
    url: Annotated[str, Field(max_length=2_000, pattern=r"^https?://[\x21-\x7e]+$")] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None


class PostedReports(BaseModel):
    """Reports to be coded and kept."""

    model_config = ConfigDict(extra="forbid")

    reports: Annotated[list[PostedReport], Field(min_length=1, max_length=MOST_REPORTS)]
