"""What was found and decided, kept: one interface, and what keeps it in memory."""

from sayso.store.interface import Key, Shelf, Sides, Store
from sayso.store.memory import MemoryStore

__all__ = ["Key", "MemoryStore", "Shelf", "Sides", "Store"]
