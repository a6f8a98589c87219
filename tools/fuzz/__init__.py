"""Coverage-guided fuzzing of what reads what others wrote: `python -m tools.fuzz`; docs/hostile.md."""
