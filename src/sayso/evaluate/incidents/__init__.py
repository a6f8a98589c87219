"""Reports to stories and mentions to events, scored as groups."""
