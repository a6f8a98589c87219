"""The table of targets."""

from tools.fuzz import readers, tables, web, words
from tools.fuzz.target import Targets

TARGETS: Targets = {**words.TARGETS, **readers.TARGETS, **tables.TARGETS, **web.TARGETS}
