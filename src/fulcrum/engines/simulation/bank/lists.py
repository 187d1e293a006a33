"""The lists a bank keeps, and what it knows of merchants: the same for every block."""

from typing import Any

import numpy as np
import pyarrow as pa

from fulcrum.engines.simulation.bank.arrays import NONE, stream
from fulcrum.engines.simulation.bank.arrow import schema_of
from fulcrum.engines.simulation.bank.merchants import (
    CATEGORIES,
    ONLINE,
    PER_CITY,
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


def names_of(world: World, category: str, cities: range | None = None) -> list[str]:
    """The merchants of a category."""
    one, place = CATEGORIES[PLACE[category]], PLACE[category]
    where = [ONLINE] if one.online else cities or range(len(world.cities))
    return [
        merchant_text((place * (ONLINE + 1) + city) * PER_CITY + number, world.cities)
        for city in where
        for number in range(one.merchants)
    ]


def _some(world: World, category: str, share: float) -> list[str]:
    """A share of a category's merchants at home, drawn."""
    names = names_of(world, category, range(world.home_count))
    luck = stream(world.spec.seed, NONE, f"list {category}").random(len(names))
    return [name for name, one in zip(names, luck, strict=True) if one < share]


def list_table(world: World) -> Any:
    """Every list, folded to lower case. What is on them was drawn, and says nothing of real places."""
    home = world.countries[0]
    lists = {
        "high_risk_country": [world.countries[place] for place in world.listed],
        "source_route": [f"{world.countries[place]}-{home}" for place in world.listed],
        "border_city": [world.cities[place] for place in world.border],
        "recruiter": _some(world, "agency", 0.33),
        "nightclub": _some(world, "bar", 0.25),
        "advert_lexicon": list(WORDS),
        **{name: names_of(world, category) for name, category in OF_CATEGORY.items()},
    }
    rows = [(name, value.lower()) for name, values in lists.items() for value in sorted(values)]
    columns = [pa.array(part, pa.string()).dictionary_encode() for part in zip(*rows, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema_of("lists"))


def merchant_table(world: World) -> Any:
    """What the bank knows of every merchant and biller."""
    codes, opens, closes, areas = [], [], [], []
    for place, one in enumerate(CATEGORIES):
        for city in [ONLINE] if one.online else range(len(world.cities)):
            code = code_of(place, city, np.arange(one.merchants))
            codes.extend(code.tolist())
            opens.extend([one.open[0]] * one.merchants)
            closes.extend([one.open[1]] * one.merchants)
            areas.extend([None if one.online else world.cities[city]] * one.merchants)
    names = [merchant_text(code, world.cities) for code in codes]
    columns = [
        pa.array(names, pa.string()).dictionary_encode(),
        pa.array(opens, pa.int32()),
        pa.array(closes, pa.int32()),
        pa.array(areas, pa.string()).dictionary_encode(),
    ]
    return pa.Table.from_arrays(columns, schema=schema_of("merchants"))
