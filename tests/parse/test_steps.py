import pytest
import spacy
from spacy.language import Language

from sayso.parse import load_model
from sayso.parse.models import find_model
from sayso.parse.steps import steps_of

pytestmark = pytest.mark.model

TEXTS = (
    "The navy said on Monday that two tugs had been hit near the quay, and that nobody was hurt.",
    "Fire!",
    'Fishermen who saw the smoke told reporters: "We heard three blasts, then nothing."',
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()[0]


def trees(nlp: Language, *, by_steps: bool) -> list[list[tuple[int, str, bool | None]]]:
    docs = [nlp.make_doc(text) for text in TEXTS]
    for name, component in nlp.pipeline:
        if name == "parser" and by_steps:
            steps_of(nlp)(docs)
        elif name in ("tok2vec", "tagger", "parser"):
            docs = list(component.pipe(docs))  # type: ignore[attr-defined]  # spaCy's Pipe protocol is untyped
    return [[(token.head.i, token.dep_, token.is_sent_start) for token in doc] for doc in docs]


def test_the_steps_make_the_trees_that_the_parser_makes(nlp: Language) -> None:
    assert trees(nlp, by_steps=True) == trees(nlp, by_steps=False)


def test_texts_without_words_are_read(nlp: Language) -> None:
    docs = [nlp.make_doc("")]
    steps_of(nlp)(docs)
    assert not docs[0]


def test_a_parser_of_another_build_parses_by_itself() -> None:
    other = spacy.load(find_model(), exclude=["ner"])
    other.get_pipe("parser").cfg["beam_width"] = 2  # type: ignore[attr-defined]  # a bare callable type
    assert trees(other, by_steps=True) == trees(other, by_steps=False)
