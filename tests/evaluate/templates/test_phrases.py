from sayso.evaluate.templates.features import document_features, kin, phrase_features, sentence_features
from sayso.evaluate.templates.phrases import phrases
from tests.evaluate.templates.trees import parsed
from tests.lang.parses import parse_of

BOMBED = parsed(
    "Two/CD masked/JJ rebels/NNS of/IN the/DT FVA/NNP bombed/VBD John/NNP Roe/NNP .",
    two=("rebels", "nummod"),
    masked=("rebels", "amod"),
    rebels=("bombed", "nsubj"),
    of=("rebels", "prep"),
    the=("fva", "det"),
    fva=("of", "pobj"),
    john=("roe", "compound"),
    roe=("bombed", "dobj"),
)


def test_phrases_are_nouns_with_some_of_their_words_before_and_behind() -> None:
    assert list(phrases(BOMBED)) == [
        "two masked rebels",
        "two masked rebels of fva",
        "masked rebels",
        "masked rebels of fva",
        "rebels",
        "rebels of fva",
        "fva",
        "john",
        "john roe",
        "roe",
    ]


def test_a_phrase_is_known_by_its_words_its_edges_and_what_it_hangs_on() -> None:
    places = phrases(BOMBED)["masked rebels"]
    names = phrase_features(BOMBED, "masked rebels", places)
    assert {
        "text=masked rebels",
        "cut=1",
        "before1=two",
        "on=nsubj bombed",
        "verb=bombed",
        "beside=nsubj bombed dobj roe",
        "times=1",
    } <= names


def test_the_other_forms_of_a_name_are_its_kin() -> None:
    parse = parsed("Roe/NNP died/VBD and/CC Jane/NNP Roe/NNP fled/VBD .", jane=("roe", "compound"))
    assert kin(phrases(parse), parse) == {"jane": [4], "jane roe": [0], "roe": []}


def test_sentences_know_the_words_beside_them_and_documents_all_words() -> None:
    parse = parse_of("Rebels/NNS attacked/VBD . Nobody/NN died/VBD .")
    assert {"nobody", "before=attacked", "number=1"} & sentence_features(parse, parse.sentences[1]) == {
        "before=attacked",
        "number=1",
    }
    assert {"word=rebel", "first=rebel", "pair=rebels attacked"} <= document_features(parse)
