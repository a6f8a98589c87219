"""The same with the language model and the server: for a campaign, of which some faults need them."""

import importlib

from tools.faults import warmed
from tools.faults.jobs import stages

for _name in ("uvicorn", "sayso.show.web.application", "sayso.export.columnar"):
    importlib.import_module(_name)
stages().versions()
assert warmed
