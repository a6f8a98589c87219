"""Report to Parse: paragraphs, sentences, tokens, dependencies, quotations. The only spaCy user."""

from sayso.parse.casing import Casing
from sayso.parse.models import ModelInfo, load_model
from sayso.parse.peer import named_entities
from sayso.parse.sentences import parse
from sayso.parse.settling import settle
from sayso.parse.stretches import CODED_CHARS, CODED_TOKENS, MAX_SENTENCE

__all__ = [
    "CODED_CHARS",
    "CODED_TOKENS",
    "MAX_SENTENCE",
    "Casing",
    "ModelInfo",
    "load_model",
    "named_entities",
    "parse",
    "settle",
]
