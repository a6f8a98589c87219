"""Stories of our own: two ships of one navy, and a fire."""

import itertools

from sayso.merge.stories import linked, stories, stories_of_topic

SHIPS = {
    "Halden0": "The frigate Halden stopped pirates off Norrby. The Halden sailed from Norrby with the crew.",
    "Halden1": "Pirates off Norrby gave up to the Halden. Norrby port awaits the Halden, the navy said.",
    "Halden2": "At Norrby the navy praised the Halden. Pirates threw guns overboard near Norrby.",
    "Merrow0": "The corvette Merrow stopped pirates off Sundvik. The Merrow towed their boat to Sundvik.",
    "Merrow1": "Pirates fled the Merrow off Sundvik. The navy said the Merrow fired flares near Sundvik.",
    "Merrow2": "Off Sundvik the Merrow caught pirates. Sundvik fishermen thanked the Merrow and the navy.",
}
FIRES = {
    "fire1": "A blaze destroyed the market hall of Oakvale. Traders lost stalls.",
    "fire2": "Traders of Oakvale wept as the blaze took the market hall and stalls.",
}


def test_two_ships_are_two_stories_and_the_fire_a_third() -> None:
    told = stories({**SHIPS, **FIRES})
    assert len(set(told.values())) == 3
    assert {told[f"Halden{number}"] for number in range(3)} == {"Halden0"}
    assert told["fire1"] == told["fire2"] == "fire1"


def test_within_a_topic_only_what_differs_counts() -> None:
    assert set(stories_of_topic(SHIPS, apart=0.12).values()) == {"Halden0", "Merrow0"}


def test_any_order_gives_the_same_stories() -> None:
    rows = list({**SHIPS, **FIRES}.items())
    assert stories(dict(reversed(rows))) == stories(dict(rows))


def test_average_link_is_the_mean_of_all_pairs_in_any_order() -> None:
    pairs = {("a", "b"): 0.9, ("b", "c"): 0.6, ("a", "c"): 0.2}
    for order in itertools.permutations(pairs):
        assert linked(["a", "b", "c"], {pair: pairs[pair] for pair in order}, 0.4) == [("a", "b", "c")]
        assert linked(["a", "b", "c"], {pair: pairs[pair] for pair in order}, 0.41) == [("a", "b"), ("c",)]


def test_no_report_has_no_story() -> None:
    assert stories({}) == {}
