"""The map under every map of ours: one file that ships with the package, and what is drawn from it."""

from sayso.basemap.features import features
from sayso.basemap.locator import Size, is_point, locator
from sayso.basemap.table import ATTRIBUTION, Area, Basemap, load_basemap

__all__ = ["ATTRIBUTION", "Area", "Basemap", "Size", "features", "is_point", "load_basemap", "locator"]
