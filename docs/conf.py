"""The site of the documentation: `make docs` builds it without a network, and any warning ends the build.

The pages are read where they lie: README.md, CONTRIBUTING.md, CHANGELOG.md and SECURITY.md in the root of
the repository, the others in docs/. So a link that works on a page in the repository works in the site,
and the other way round.
"""

import importlib.metadata
import logging
import shutil
import sys
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

logging.getLogger("alembic").setLevel(logging.WARNING)  # the API's description needs a base, which it makes

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tools.site.generated import filled  # noqa: E402 (found by the line above)

project = "sayso"
author = "The sayso developers"
project_copyright = author
try:
    release = importlib.metadata.version("sayso")
except importlib.metadata.PackageNotFoundError:
    release = "of this checkout"

root_doc = "docs/index"
include_patterns = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/**"]
exclude_patterns = [".*", "build", "dist", "src", "tests", "tools", "training", "LICENSES", "deploy"]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 4  # the anchors of GitHub, for links to headings
suppress_warnings = ["myst.header"]  # generated sections begin at the second level
default_role = "literal"  # in docstrings, as everywhere, `x` is code
autodoc_typehints = "description"
autodoc_member_order = "bysource"
toc_object_entries = False  # the library's page alone would put hundreds of lines beside every page

html_theme = "furo"
html_title = "sayso"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"top_of_page_buttons": []}


def _fill(_: Sphinx, name: str, source: list[str]) -> None:
    source[0] = filled(source[0])


def _finish(app: Sphinx, error: Exception | None) -> None:
    """Pictures that pages name in HTML of their own, and a page at the top that leads to the first one."""
    if error is None:
        shutil.copytree(ROOT / "docs" / "pictures", app.outdir / "docs" / "pictures", dirs_exist_ok=True)
        target = f"{root_doc}.html"
        (app.outdir / "index.html").write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>sayso</title>'
            f'<meta http-equiv="refresh" content="0; url={target}"><a href="{target}">sayso</a></html>\n',
            encoding="utf-8",
        )


def setup(app: Sphinx) -> None:
    """Have the generated parts stand where pages ask for them."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", _fill)
    app.connect("build-finished", _finish)
