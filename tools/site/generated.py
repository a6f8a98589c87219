"""What stands in the pages where `<!-- generated: NAME -->` does: made anew from the code with each build."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.site.codes import code_tables
from tools.site.commands import command_pages, option_tables
from tools.site.python import public_names
from tools.site.record import record_tables
from tools.site.routes import api_tables, page_table

DOCS = Path(__file__).parents[2] / "docs"


def other_pages() -> str:
    """The pages of docs/ that no list of its first page names: a new page joins without an edit."""
    listed = (DOCS / "index.md").read_text(encoding="utf-8")
    names = sorted(page.stem for page in DOCS.glob("*.md") if page.stem != "index")
    return "\n".join(name for name in names if not re.search(rf"^(.* <)?{name}>?$", listed, re.MULTILINE))


GENERATED: Mapping[str, Callable[[], str]] = {
    "commands": command_pages,
    "options": option_tables,
    "record": record_tables,
    "codes": code_tables,
    "others": other_pages,
    "api": api_tables,
    "pages": page_table,
    "python": public_names,
}
MARK = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)


def filled(text: str) -> str:
    """A page with each of its marks replaced.

    Raises:
        KeyError: a mark names nothing that is generated.
    """
    return MARK.sub(lambda mark: GENERATED[mark[1]](), text)
