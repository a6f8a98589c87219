"""Whole archives at once: deterministic parts, coded on many processes, each written exactly once.

`run` drives; an engine schedules parts (`Local` here, `Cluster` on the workers of a Dask scheduler);
`records` reads back what was written. The unit of work, and not the engine, makes that a run can be
killed anywhere and goes on: see docs/bulk.md.
"""

from sayso.bulk.cutting import PART_SIZE
from sayso.bulk.layout import is_bulk
from sayso.bulk.local import Local
from sayso.bulk.pieces import Job
from sayso.bulk.records import Lost, records, unfinished
from sayso.bulk.running import State, run

__all__ = ["PART_SIZE", "Job", "Local", "Lost", "State", "is_bulk", "records", "run", "unfinished"]
