"""Web pages of many makes with the article that stands in them: what reading pages is scored on.

Made before the code that they score. `sealed` is scored once, at the end.
"""
