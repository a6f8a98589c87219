"""Event types and crosswalks: PLOVER, CAMEO and ACLED as tables, and the one loader."""

from sayso.ontology.tables import load_ontology

__all__ = ["load_ontology"]
