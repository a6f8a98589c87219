"""Distances on the sphere."""

import math

EARTH_KM = 6371.0088  # mean radius
Point = tuple[float, float]  # latitude, longitude in degrees


def great_circle_km(a: Point, b: Point) -> float:
    """Kilometres between two points."""
    south, north = math.radians(a[0]), math.radians(b[0])
    across = math.sin(math.radians(b[1] - a[1]) / 2) ** 2 * math.cos(south) * math.cos(north)
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, math.sin((north - south) / 2) ** 2 + across)))
