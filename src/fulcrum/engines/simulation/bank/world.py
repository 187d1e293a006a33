"""The country the bank works in: cities, borders, foreign places, zones and other banks."""

from dataclasses import dataclass

import numpy as np

from fulcrum.engines.simulation.bank.arrays import NONE, Array, stream
from fulcrum.engines.simulation.bank.calendar import Days, make_days
from fulcrum.engines.simulation.bank.spec import CURRENCIES, BankSpec
from fulcrum.engines.simulation.bank.words import listed

HOME_CITIES = listed(
    "Aldermouth Brinscar Calderport Dunmarrow Eskleigh Farrowgate Glenmarsh Harrowick Inverley "
    "Jessamere Kingsfell Larchester Merrowby Netherwold Oakhampton Pellsea Quarrington Rothermoor "
    "Selbridge Tarnworth Ullathorpe Vennbury Westerhythe Yewdale Ashcombe Brightling Coldharbour "
    "Draymouth Elmstead Fallowfield Gorsley Hollinsea Ironbridgeham Kettleby Lowmere Millhaven "
    "Norrington Orlestone Penhallow Ravenscar"
)
# Real codes and zones, so that they can be read; which of them stand on a list is left to chance.
ABROAD = (
    ("FR", "Europe/Paris"), ("DE", "Europe/Berlin"), ("ES", "Europe/Madrid"),
    ("IT", "Europe/Rome"), ("PT", "Europe/Lisbon"), ("PL", "Europe/Warsaw"),
    ("TR", "Europe/Istanbul"), ("MA", "Africa/Casablanca"), ("NG", "Africa/Lagos"),
    ("KE", "Africa/Nairobi"), ("ZA", "Africa/Johannesburg"), ("IN", "Asia/Kolkata"),
    ("TH", "Asia/Bangkok"), ("PH", "Asia/Manila"), ("VN", "Asia/Ho_Chi_Minh"),
    ("BR", "America/Sao_Paulo"), ("MX", "America/Mexico_City"), ("CO", "America/Bogota"),
    ("JP", "Asia/Tokyo"), ("NL", "Europe/Amsterdam"), ("GR", "Europe/Athens"),
    ("SE", "Europe/Stockholm"),
)  # fmt: skip
_PORTS = listed(
    "Belvoir Kronfeld Alcarena Montescura Porvela Zarnow Yalidere Tazrout Obalande Mbaruni "
    "Vaaldorp Chandipet Nakhon_Lom Baguhan Duongmai Itaperu Xalcotlan Aburquez Hoshizaki "
    "Veldrecht Kalamitsi Sundvall"
)
BANKS = listed("NRTHGB2L ESKLGB21 WVRLGB2A TARNGB33 KESTGB2B PELLGB2X DUNMGB2S ROTHGB22 MERRGB2C")
OWN_BANK = "FULCGB2L"
ATM_OWNERS = (
    "Fulcrum Bank", "Northern Bank", "Eskleigh Savings Bank", "Weaver Bank", "Quickcash Machines",
    "Corner Cashpoint",
)  # fmt: skip
WHITE_LABEL = 4  # from here on in ATM_OWNERS
LISTED_COUNTRIES, BORDER_CITIES = 6, 4


@dataclass(frozen=True, slots=True)
class World:
    """What is the same for all blocks.

    Attributes:
        spec: the simulation.
        days: its calendar.
        cities: names, home cities first.
        weights: how many people live in each home city, against the others.
        country: of each city, as a place in `countries`.
        countries: ISO 3166-1 alpha-2 codes, home first.
        zones: zone of each of `countries`.
        listed: places in `countries` of those on the list of high-risk corridors.
        border: home cities at a border.
    """

    spec: BankSpec
    days: Days
    cities: tuple[str, ...]
    weights: Array
    country: Array
    countries: tuple[str, ...]
    zones: tuple[str, ...]
    listed: Array
    border: Array

    @property
    def home_count(self) -> int:
        """How many of the cities are at home."""
        return len(HOME_CITIES)

    def city_country(self, city: Array) -> Array:
        """The country of each city; home where there is none."""
        return np.where(city == NONE, 0, self.country[city])

    def foreign_city(self, country: Array) -> Array:
        """The city of each country abroad."""
        return country + (len(HOME_CITIES) - 1)


def make_world(spec: BankSpec) -> World:
    """The country of a simulation; which places are listed or near a border is drawn."""
    code, zone = CURRENCIES[spec.currency]
    draws = stream(spec.seed, NONE, "world")
    count = len(HOME_CITIES)
    away = [(place, where) for place, where in zip(_PORTS, ABROAD, strict=True) if where[0] != code]
    weights = draws.permutation(1 / (np.arange(count) + 3.0))
    return World(
        spec=spec,
        days=make_days(spec),
        cities=(*HOME_CITIES, *(place.replace("_", " ") for place, _ in away)),
        weights=weights / weights.sum(),
        country=np.concatenate([np.zeros(count, dtype=np.int64), 1 + np.arange(len(away))]),
        countries=(code, *(where[0] for _, where in away)),
        zones=(zone, *(where[1] for _, where in away)),
        listed=np.sort(1 + draws.permutation(len(away))[:LISTED_COUNTRIES]),
        border=np.sort(draws.permutation(count)[:BORDER_CITIES]),
    )
