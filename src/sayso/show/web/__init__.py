"""The desk as a web application: pages that a server renders, and an API."""
