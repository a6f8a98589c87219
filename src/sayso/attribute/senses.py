"""The senses of cues in the order in which the finders ask for them; made once for each lexicon."""

from collections.abc import Mapping
from functools import lru_cache

from sayso.model.lexicon import Lexicon
from sayso.model.statements import Act


@lru_cache(maxsize=32)
def acts_of(lexicon: Lexicon, frame: str) -> Mapping[str, Act]:
    """What is done with each cue of one word in a frame; the last sense where there are several."""
    senses = (sense for sense in lexicon.senses if sense.frame == frame and len(sense.words) == 1)
    return {sense.words[0]: Act(sense.act) for sense in senses}


@lru_cache(maxsize=8)
def first_words(lexicon: Lexicon) -> frozenset[str]:
    """The words with which cues begin."""
    return frozenset(sense.words[0] for sense in lexicon.senses)


@lru_cache(maxsize=8)
def called(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """What a person or body may be called by a noun: the word sets `called_<noun>`."""
    prefix = "called_"
    return {
        name.removeprefix(prefix): words for name, words in lexicon.words.items() if name.startswith(prefix)
    }
