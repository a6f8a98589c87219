"""Report to Parse: paragraphs, sentences, tokens, dependencies, quotations. The only spaCy user."""

from sayso.parse.models import ModelInfo, load_model
from sayso.parse.peer import named_entities
from sayso.parse.sentences import parse

__all__ = ["ModelInfo", "load_model", "named_entities", "parse"]
