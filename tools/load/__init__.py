"""A bounded load on a served desk: readers, coders and an adder at once (see tools/load/__main__.py)."""
