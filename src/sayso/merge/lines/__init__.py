"""The accounts of an incident over reports: independent lines, what each field has, figures, a grade."""

from sayso.merge.lines.accounts import accounts
from sayso.merge.lines.figures import figures_of_rows
from sayso.merge.lines.remembered import Remembered

__all__ = ["Remembered", "accounts", "figures_of_rows"]
