"""One module per page or family of pages, each with a `router`; `PAGES` is the list of them."""

from types import ModuleType

from sayso.show.web.pages import deciding, home, incident, login, report, review

PAGES: tuple[ModuleType, ...] = (deciding, home, incident, login, report, review)
