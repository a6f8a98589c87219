"""One module per page or family of pages, each with a `router`; `PAGES` is the list of them."""

from types import ModuleType

from sayso.show.web.pages import home, incident, login, report

PAGES: tuple[ModuleType, ...] = (home, incident, login, report)
