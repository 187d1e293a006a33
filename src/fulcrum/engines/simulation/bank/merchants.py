"""What people buy: categories of spending, and the merchants of each city and category."""

from dataclasses import dataclass

import numpy as np

from fulcrum.engines.simulation.bank.arrays import Array, Draws
from fulcrum.engines.simulation.bank.words import LAST

PER_CITY = 32  # most merchants of one category in one city
CITY_SLOTS = 64
ONLINE = CITY_SLOTS - 1  # the place of those without a city


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of spending.

    Attributes:
        name: as the simulator calls it.
        codes: merchant category codes; each merchant has one of them.
        rate: purchases of an ordinary person and month.
        share: of people who buy it at all, 0 to 1.
        median: of an amount, in units.
        spread: of an amount's logarithm.
        days: profile of days.
        hours: profile of hours.
        merchants: how many in a city, or in all when online.
        trade: the word merchants' names end in.
        online: whether it is bought from nowhere.
        open: first and last hour of business.
    """

    name: str
    codes: tuple[int, ...]
    rate: float
    share: float
    median: float
    spread: float
    days: str
    hours: str
    merchants: int
    trade: str
    online: bool = False
    open: tuple[int, int] = (7, 23)


CATEGORIES = (
    Category("groceries", (5411,), 5.5, 1, 22, 0.8, "shops", "shops", 12, "Market"),
    Category("corner", (5499,), 2.2, 0.8, 6, 0.7, "any", "people", 16, "Corner Shop", open=(6, 24)),
    Category("fast_food", (5814,), 2.6, 0.85, 9, 0.5, "leisure", "evening", 16, "Takeaway", open=(10, 24)),
    Category("restaurant", (5812,), 1.6, 0.8, 27, 0.6, "leisure", "evening", 20, "Kitchen"),
    Category("bar", (5813,), 0.9, 0.45, 17, 0.6, "leisure", "evening", 10, "Bar", open=(10, 24)),
    Category("fuel", (5541, 5542), 1.9, 0.6, 38, 0.5, "work", "people", 8, "Fuel", open=(0, 24)),
    Category("clothes", (5651, 5621, 5631, 5691, 5699), 1.0, 0.9, 32, 0.7, "shops", "shops", 14, "Clothing"),
    Category("goods", (5999, 5732, 5200, 5945, 5942), 1.6, 0.95, 25, 0.9, "shops", "shops", 20, "Goods"),
    Category("chemist", (5912,), 0.9, 0.85, 10, 0.6, "shops", "shops", 8, "Chemist"),
    Category("beauty", (7230, 7298, 5977), 0.5, 0.55, 30, 0.6, "shops", "shops", 10, "Salon"),
    Category("rides", (4121,), 1.3, 0.5, 11, 0.5, "leisure", "night", 6, "Cars", open=(0, 24)),
    Category("transit", (4111, 4131), 3.0, 0.6, 4, 0.5, "work", "people", 3, "Transit", open=(4, 24)),
    Category("rail", (4112,), 0.5, 0.5, 28, 0.7, "any", "people", 2, "Rail", open=(4, 24)),
    Category("parking", (7523,), 1.1, 0.55, 4, 0.6, "work", "people", 8, "Parking", open=(0, 24)),
    Category("hotel", (7011, 3501, 3509, 3640), 0.05, 0.5, 95, 0.5, "leisure", "evening", 10, "Hotel", open=(0, 24)),
    Category("online_shop", (5964, 5969, 5815, 5735), 2.4, 0.9, 18, 0.9, "any", "evening", 32, "Online", online=True),
    Category("streaming", (4899, 5968), 1.4, 0.8, 10, 0.3, "any", "people", 8, "Stream", online=True),
    Category("air", (3005, 3010, 3042, 3136, 4511), 0.03, 0.5, 150, 0.6, "any", "evening", 8, "Air", online=True),
    Category("booking", (4722,), 0.06, 0.5, 130, 0.6, "any", "evening", 5, "Bookings", online=True),
    Category("delivery", (5814,), 1.0, 0.4, 19, 0.4, "leisure", "evening", 4, "Eats", online=True),
    Category("phone_top_up", (4814,), 0.5, 0.3, 12, 0.4, "any", "people", 6, "Mobile", online=True),
    Category("gambling", (7995, 7801), 2.5, 0.12, 14, 0.9, "leisure", "night", 8, "Bets", online=True),
    Category("crypto", (6051,), 1.2, 0.06, 45, 1.1, "any", "night", 6, "Coin", online=True),
    Category("adverts", (7311, 7273), 0.03, 0.2, 24, 0.9, "any", "office", 8, "Classifieds", online=True),
    Category("prepaid", (6540,), 0.12, 0.3, 35, 0.7, "any", "people", 5, "Gift Cards", online=True),
    Category("club", (7997,), 0.8, 0.2, 33, 0.4, "any", "office", 4, "Fitness"),
    Category("luxury", (5944, 5511), 0.05, 0.4, 190, 0.9, "shops", "shops", 4, "Jewellers"),
    Category("health", (8011, 8021, 8062), 0.25, 0.6, 60, 0.8, "work", "office", 6, "Clinic", open=(8, 18)),
    Category("school", (8299, 8351), 0.35, 0.3, 55, 0.8, "work", "office", 5, "School", open=(8, 17)),
    Category("agency", (7361,), 0.01, 0.1, 80, 0.7, "work", "office", 4, "Recruitment", open=(9, 18)),
    Category("car_hire", (7512, 3357, 3389), 0.03, 0.4, 110, 0.5, "leisure", "office", 3, "Car Hire"),
    Category("calls", (4814,), 0.03, 0.1, 9, 0.4, "any", "people", 3, "Inmate Calls", online=True),
    Category("power", (4900,), 1, 1, 62, 0.4, "bank", "batch", 12, "Energy", online=True),
    Category("water", (4900,), 0.5, 1, 38, 0.3, "bank", "batch", 2, "Water"),
    Category("phone", (4814,), 1, 0.95, 24, 0.5, "bank", "batch", 9, "Telecom", online=True),
    Category("insurance", (6300,), 0.8, 0.8, 34, 0.5, "bank", "batch", 12, "Insurance", online=True),
    Category("council", (9311,), 0.8, 0.75, 118, 0.3, "bank", "batch", 1, "Council"),
    Category("lettings", (6513,), 1, 0.2, 800, 0.3, "bank", "office", 5, "Lettings"),
)  # fmt: skip
PLACE = {category.name: place for place, category in enumerate(CATEGORIES)}
CODES = np.array([[one.codes[k % len(one.codes)] for k in range(PER_CITY)] for one in CATEGORIES])
OWN_TRADE = 1 << 24  # from here on, a merchant is a firm among the bank's customers


def code_of(category: Array | int, city: Array | int, number: Array) -> Array:
    """The merchants' codes: category, city (ONLINE for none) and number within them."""
    code: Array = (np.asarray(category) * CITY_SLOTS + np.asarray(city)) * PER_CITY + number
    return code


def mcc_of(merchant: Array) -> Array:
    """The merchant category code of each merchant."""
    found: Array = CODES[merchant // (CITY_SLOTS * PER_CITY), merchant % PER_CITY]
    return found


def numbers(draws: Draws, category: Category, count: int) -> Array:
    """Which merchant of its city each purchase goes to: the first ones are the popular ones."""
    return (category.merchants * draws.random(count) ** 1.7).astype(np.int64)


def merchant_text(code: int, cities: tuple[str, ...]) -> str:
    """The name of a merchant, unique in the bank."""
    rest, number = divmod(code, PER_CITY)
    place, city = divmod(rest, CITY_SLOTS)
    stem = LAST[(number * 37 + city * 101 + place * 17) % len(LAST)]
    return f"{stem} {CATEGORIES[place].trade}" + ("" if city == ONLINE else f" {cities[city]}")
