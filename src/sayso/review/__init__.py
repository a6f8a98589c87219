"""What a report was coded as, corrected: the machine's record and persons' decisions make another record."""

from sayso.review.applying import Astray, Corrected, corrected
from sayso.review.fields import held, put
from sayso.review.finding import claim_at, event_at, keys_of_claims, statement_at

__all__ = [
    "Astray",
    "Corrected",
    "claim_at",
    "corrected",
    "event_at",
    "held",
    "keys_of_claims",
    "put",
    "statement_at",
]
