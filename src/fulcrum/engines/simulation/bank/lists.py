"""The lists a bank keeps, and what it knows of merchants: the same for every block."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from fulcrum.engines.simulation.bank.arrays import NONE, stream
from fulcrum.engines.simulation.bank.arrow import schema_of
from fulcrum.engines.simulation.bank.merchants import (
    CATEGORIES,
    ONLINE,
    PLACE,
    code_of,
    merchant_text,
)
from fulcrum.engines.simulation.bank.world import World

# Lists of merchants: every one of a category bought online, so that screening need not rely on codes.
OF_CATEGORY = {
    "crypto_merchant": "crypto",
    "advert_merchant": "adverts",
    "travel_agency": "booking",
    "delivery": "delivery",
    "inmate_calls": "calls",
    "municipality": "council",
}
WORDS = ("incall", "outcall", "massage", "girls", "gfe")  # of adverts; some have other meanings


def _codes(place: int, city: int) -> list[int]:
    return [int(code) for code in code_of(place, city, np.arange(CATEGORIES[place].merchants))]


def names_of(world: World, category: str, cities: range | None = None) -> list[str]:
    """The merchants of a category."""
    place = PLACE[category]
    where = [ONLINE] if CATEGORIES[place].online else cities or range(len(world.cities))
    return [merchant_text(code, world.cities) for city in where for code in _codes(place, city)]


def _some(world: World, category: str, share: float) -> list[str]:
    """A share of a category's merchants at home, drawn."""
    names = names_of(world, category, range(world.home_count))
    luck = stream(world.spec.seed, NONE, f"list {category}").random(len(names))
    return [name for name, one in zip(names, luck, strict=True) if one < share]


def list_table(world: World) -> Any:
    """Every list, folded to lower case. What is on them was drawn, and says nothing of real places."""
    lists = {
        "high_risk_country": [world.countries[place] for place in world.listed],
        "source_route": [
            f"{world.countries[place]}-{world.countries[0]}" for place in world.listed
        ],
        "border_city": [world.cities[place] for place in world.border],
        "recruiter": _some(world, "agency", 0.33),
        "nightclub": _some(world, "bar", 0.25),
        "advert_lexicon": list(WORDS),
        **{name: names_of(world, category) for name, category in OF_CATEGORY.items()},
    }
    rows = [(name, value.lower()) for name, values in lists.items() for value in sorted(values)]
    columns = [pa.array(part, pa.string()).dictionary_encode() for part in zip(*rows, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema_of("lists"))


def _merchants(world: World) -> Iterator[tuple[int, int, int, str | None]]:
    for place, one in enumerate(CATEGORIES):
        for city in [ONLINE] if one.online else range(len(world.cities)):
            for code in _codes(place, city):
                yield code, *one.open, None if one.online else world.cities[city]


def merchant_table(world: World) -> Any:
    """What the bank knows of every merchant and biller."""
    codes, opens, closes, areas = zip(*_merchants(world), strict=True)
    names = [merchant_text(code, world.cities) for code in codes]
    hours = [pa.array(part, pa.int32()) for part in (opens, closes)]
    told, area = (pa.array(part, pa.string()).dictionary_encode() for part in (names, areas))
    columns = [told, *hours, area]
    return pa.Table.from_arrays(columns, schema=schema_of("merchants"))
