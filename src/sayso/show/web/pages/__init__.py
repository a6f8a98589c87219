"""One module per page or family of pages, each with a `router`; `PAGES` is the list of them."""

from types import ModuleType

from sayso.show.web.pages import home, incident, incidents, login, maps, report, timeline

PAGES: tuple[ModuleType, ...] = (home, incident, incidents, login, maps, report, timeline)
