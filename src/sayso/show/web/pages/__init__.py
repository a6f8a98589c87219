"""One module per page or family of pages, each with a `router`; `PAGES` is the list of them."""

from types import ModuleType

from sayso.show.web.pages import (
    about,
    agreement,
    deciding,
    health,
    home,
    incident,
    incidents,
    login,
    maps,
    report,
    review,
    timeline,
    voices,
)

PAGES: tuple[ModuleType, ...] = (
    about,
    agreement,
    deciding,
    health,
    home,
    incident,
    incidents,
    login,
    maps,
    report,
    review,
    timeline,
    voices,
)
