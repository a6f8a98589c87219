import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import Linear, Model, chain

from sayso.parse.models import find_model, load_model
from sayso.parse.vectors import quickened

TEXTS = (
    "Rebels shelled the barracks at dawn.",
    "No.",
    "A spokeswoman for the ministry said on Friday that 14 people, among them 3 children, had been hurt.",
    'Xqzwv   "Über-Ýland" 2,500km —',
)


@pytest.fixture(scope="module")
def whole() -> Language:
    """The pipeline as spaCy itself loads it."""
    return spacy.load(find_model(), exclude=["ner", "attribute_ruler", "lemmatizer"])


@pytest.mark.model
def test_vectors_are_those_of_the_component_but_for_rounding(whole: Language) -> None:
    model = whole.get_pipe("tok2vec").model  # type: ignore[attr-defined]  # a bare callable type
    docs = [whole.make_doc(text) for text in TEXTS]
    ours, theirs = quickened(model).predict(docs), model.predict(docs)
    assert [one.shape for one in ours] == [(len(doc), 96) for doc in docs]
    assert max(float(np.abs(a - b).max()) for a, b in zip(ours, theirs, strict=True)) < 1e-4


@pytest.mark.model
def test_a_text_alone_has_the_vectors_that_it_has_among_others() -> None:
    nlp, _ = load_model()
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]  # a bare callable type
    docs = [nlp.make_doc(text) for text in TEXTS]
    together = model.predict(docs)
    alone = [model.predict([doc])[0] for doc in docs]
    assert max(float(np.abs(a - b).max()) for a, b in zip(together, alone, strict=True)) < 1e-4


@pytest.mark.model
def test_tags_and_trees_are_those_of_the_whole_pipeline(whole: Language) -> None:
    nlp, _ = load_model()
    for text in TEXTS:
        with nlp.select_pipes(disable=["lemmatizer"]):
            ours = [(token.tag_, token.dep_, token.head.i) for token in nlp(text)]
        assert ours == [(token.tag_, token.dep_, token.head.i) for token in whole(text)]


@pytest.mark.parametrize("model", [Linear(3, 2), chain(Linear(3, 2), Linear(2, 3))])
def test_a_component_of_another_build_is_left_as_it_is(model: Model[object, object]) -> None:
    assert quickened(model) is model
