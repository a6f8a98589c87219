"""From records to what a page says: pure functions, without HTML."""
