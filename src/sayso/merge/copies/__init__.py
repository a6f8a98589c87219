"""Copies of one text among reports: found, judged, and put into families with who copied whom."""
