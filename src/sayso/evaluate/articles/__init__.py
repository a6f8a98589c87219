"""Whole articles: events, fields, sources, incidents, disputes and order against the gold."""
