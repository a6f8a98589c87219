"""The desk: reports into a base that lasts, questions to it, decisions on it, and the base as a whole."""

from sayso.desk.asking import NAMES, filters
from sayso.desk.desk import Desk
from sayso.desk.outcomes import Outcome, Recoded, Redacted, Result

__all__ = [
    "NAMES",
    "Desk",
    "Outcome",
    "Recoded",
    "Redacted",
    "Result",
    "filters",
]
