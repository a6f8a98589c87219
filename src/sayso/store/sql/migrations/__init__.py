"""The versions of the tables, and the way from each to the next and back."""

# The last of `versions`: a test compares it.
HEAD = "0005"
