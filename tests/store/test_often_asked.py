"""Keys that are asked about again and again are read as a whole: with the same answers."""

from random import Random

from sayso.store import MemoryStore, Shelf, Store
from sayso.store.keys import eight_bytes

KEYS = ("one", "other", "third")


def test_a_key_that_is_asked_about_often_gives_the_neighbours_that_stand_there(store: Store) -> None:
    rng, plain = Random(11), MemoryStore()
    names = [f"report-{number:02}" for number in range(16)]
    for _ in range(120):
        name, keys = rng.choice(names), rng.sample(KEYS, rng.randint(1, 3))
        rank = rng.choice(("", "2024-05-01", "2024-05-02", "Ärger"))
        leaves = rng.random() < 0.3
        for one in (store, plain):
            if leaves:
                one.withdraw(Shelf.EVENTS, name)
            else:
                one.place(Shelf.EVENTS, name, rank, keys)
        for key in KEYS:
            asked = rng.choice(names)
            if eight_bytes(key) not in (plain.keys(Shelf.EVENTS, asked) or ()):
                continue
            found = [[*map(list, one.near(Shelf.EVENTS, key, asked, 4))] for one in (store, plain)]
            assert found[0] == found[1]
