"""Classes that are learned: of pairs of parties, and of short texts.

The weights lie in a folder per language; without them, or without the packages that run
them (`pip install 'sayso[semantic]'`), coding goes by rules alone.
"""

from pathlib import Path

from sayso.classify.advice import advised
from sayso.classify.encoder import ABOUT, Encoder, missing_packages
from sayso.classify.pairs import ROOTS, checked, relations
from sayso.classify.snippets import class_of, event_classes, not_empty
from sayso.model.record import Version

HERE = Path(__file__).parent


def load_encoder(language: str, folder: Path = HERE) -> Encoder | None:
    """The encoder of a language; None where no weights or no packages to run them are installed.

    Raises:
        ResourceError: the weights are damaged or of another version.
    """
    weights = folder / language
    if not (weights / ABOUT).is_file() or missing_packages():
        return None
    return Encoder(weights)


def encoder_version(encoder: Encoder | None) -> Version:
    """What learned parts decide: the weights with their hash, or the rules alone."""
    if encoder is None:
        return Version("classifier", "rules")
    return Version(f"classifier/{encoder.about.name}", encoder.about.version, encoder.about.digest)


__all__ = [
    "ROOTS",
    "Encoder",
    "advised",
    "checked",
    "class_of",
    "encoder_version",
    "event_classes",
    "load_encoder",
    "not_empty",
    "relations",
]
