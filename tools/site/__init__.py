"""The pages for readers as a site: what of it is made from the code, and how the pages are put together."""
