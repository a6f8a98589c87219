"""Coverage-guided fuzzing of all that reads what others wrote: `python -m tools.fuzz`; see docs/hostile.md."""
