"""The API, version 1: the same questions and answers as the pages, as JSON."""
