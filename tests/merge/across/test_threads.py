"""Which marked words of one report tell one event. The reports are ours."""

import pytest

from tests.merge.across.marked import grouped, wanted

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        # An act, its results, and what points back at it.
        "A bomb {exploded|a} in Aleppo on Monday, {killing|a} five people and {wounding|a} nine. The "
        "{blast|a} tore "
        "the front off a bakery. No group has claimed the {attack|a}.",
        # A look back by its day.
        "Rebels {shelled|a} Kunduz on Tuesday. It was the second {bombardment|a} in a week, after "
        "Friday's {attack|b}.",
        # Tests of two days are neither of them.
        "The army {fired|a} a missile on Wednesday, following the {tests|b} of June 4 and 6.",
        # Victims who die later.
        "Gunmen {attacked|a} a bus near Mosul on Sunday. A driver who was hurt in it {died|a} on Tuesday.",
        # Fire and the answer to it.
        "Militants {fired|a} rockets at Ashkelon on Monday. Israeli tanks {returned fire|b} and "
        "{destroyed|b} a launcher.",
        # A total is no single act.
        "Troops {violated|a} the ceasefire 48 times in the past day. In Horlivka a shell {hit|b} a "
        "school on Tuesday.",
        # The chase and the arrest after a raid.
        "Bandits {raided|a} a village near Gao on Monday. Soldiers {pursued|b} them, and police "
        "{arrested|c} two men.",
        # Another place on the same day.
        "Jets {bombed|a} Idlib on Monday. A convoy was also {hit|b} near Homs.",
        # Shots in the air.
        "A car bomb {went off|a} in Basra on Monday. Guards {fired|b} in the air to clear the street.",
        # Hours later, by others.
        "Fighters {ambushed|a} a patrol near Kidal on Monday. Some three hours later French helicopters "
        "{attacked|b} a camp.",
        # "That" is what was told last.
        "Troops {fired|a} mortars at Aden on Monday, as they had after the {raid|b} of the 2nd. Nobody "
        "spoke of that {raid|b}.",
        # What the known act did besides.
        "A drone {hit|a} a market in Hodeida on Monday, {killing|a} six people. The air {raid|a} also "
        "{wounded|a} twenty.",
        # "Tuesday's raid" is as definite as "the raid" of Tuesday.
        "The {strike|a} at Zliten on Monday killed five. At Brega, where Tuesday's drone {raid|b} {burned|b} "
        "three tankers, nobody was hurt.",
        # A new act with its article.
        "The army {retaliated|a} on Monday, after a {clash|b} at Kupwara on Friday in which two "
        "soldiers {died|b}.",
        # Those who fight are not those who raided.
        "Armed men {raided|a} a village near Ansongo on Sunday. An army unit {clashed|b} "
        "with gunmen on Monday.",
        # Entries of a log, each with its day and place.
        "4 May, Kupiansk: rocket {strike|a}, two {killed|a}. 6 May, Izium: a depot {set on fire|b}.",
        # No act in particular, and several.
        "Gunmen {attacked|a} a bus near Kaduna on Monday. Police say most of the {attacks|b} go unsolved.",
        # What is denied was told before.
        "Jets {bombed|a} a school in Taiz on Monday. The coalition denied that the school had been {hit|a}.",
        # A series.
        "A bomber {blew himself up|a} in Lahore on Monday. The group has carried out a series of "
        "{bombings|b} this year.",
    ],
)
def test_marked_words_are_threads(text: str) -> None:
    assert grouped(text) == wanted(text)


@pytest.mark.xfail(reason="#6", strict=True)
@pytest.mark.parametrize(
    "text",
    [
        # A noun and its verb, with another act between them; right by the weights fitted on fewer reports.
        "Troops {shelled|a} Kherson on Monday. The army {answered|b} with rockets. The "
        "{shelling|a} began at noon.",
        # Gunmen after a bomb.
        "A bomb {exploded|a} on a bus in Karachi on Monday. Gunmen {fired|b} on people who ran to help.",
        # A definite phrase that names another day.
        "The group denies the {blast|a} at Quetta. Of the mosque {carnage|b} on Sunday it said nothing.",
        # A definite phrase that names another place.
        "They deplored the {killings|a} of Monday. The {massacre|b} at Bentiu was done by others.",
        # A sentence that opens with "the incident" goes on with what was told last.
        "Jets {bombed|a} a factory near Taiz on Monday. Drones {attacked|b} lorries at Marib on Tuesday. The "
        "{incident|b} cost two drivers their lives.",
    ],
)
def test_marked_words_that_the_fitted_weights_put_together_wrongly_are_threads(text: str) -> None:
    assert grouped(text) == wanted(text)
