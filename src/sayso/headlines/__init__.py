"""What an event or an incident is called, in one line of our words.

Made once, when an incident is worked out: lists, pages, feeds, files and the API show that line.
"""

from sayso.headlines.headline import fullest, headline, incident_headline
from sayso.headlines.phrases import names, phrase

__all__ = ["fullest", "headline", "incident_headline", "names", "phrase"]
