"""The accounts of an incident over reports: independent lines, what each field has, figures, a grade."""

from sayso.merge.lines.fields import field_views
from sayso.merge.lines.figures import figures
from sayso.merge.lines.grades import graded
from sayso.merge.lines.lines import account_lines, lines, party_count, shown
from sayso.merge.lines.parts import parts

__all__ = ["account_lines", "field_views", "figures", "graded", "lines", "parts", "party_count", "shown"]
