"""The words of each language: one folder of TOML tables per language, and their loader."""

from sayso.lang.loader import languages, load

__all__ = ["languages", "load"]
