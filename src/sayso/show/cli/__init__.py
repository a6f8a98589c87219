"""The command `sayso`."""
