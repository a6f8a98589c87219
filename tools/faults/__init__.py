"""Faults that a base must live through: killed processes, a power that is cut."""
