"""Invent institutions: each from its own draws, so that asking for more leaves the first as they are."""

from collections.abc import Callable
from itertools import count
from random import Random

from fulcrum.engines.simulation.draws import some_of, stream, weighted
from fulcrum.engines.simulation.kinds import BESIDES, SIZE_BANDS, Kind
from fulcrum.engines.simulation.kinds import WEIGHTS as KIND_WEIGHTS
from fulcrum.engines.simulation.maturity import institution_maturity
from fulcrum.engines.simulation.names import Named, invent_name
from fulcrum.engines.simulation.places import PLACES, Place
from fulcrum.engines.simulation.places import WEIGHTS as PLACE_WEIGHTS
from fulcrum.engines.simulation.results import SimulatedInstitution
from fulcrum.engines.simulation.spec import InstitutionsSpec
from fulcrum.kernel.identifiers import lei_check_digits

# No issuer of LEIs has this prefix: what is invented cannot be mistaken for what is registered.
LEI_PREFIX = "ZZZZ00"
LEI_SHARE = 0.7
PARENT_SHARE = 0.08
ATTEMPTS = 12
_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# Countries beyond the seat, at most, by size.
_REACH = {"micro": 0, "small": 0, "medium": 1, "large": 3, "very_large": 9}

Taken = set[tuple[str, str]]


def invent_lei(draws: Random) -> str:
    """An LEI with valid check digits that nobody holds."""
    body = LEI_PREFIX + "".join(draws.choices(_LETTERS, k=12))
    return body + lei_check_digits(body)


def _free_name(draws: Random, place: Place, group: str, taken: Taken) -> Named:
    """A name nobody has yet in this country; numbered when the words run out."""
    for attempt in count(1):
        named = invent_name(place.languages[0], group, draws)
        name = named.name if attempt <= ATTEMPTS else f"{named.name} {attempt - ATTEMPTS + 1}"
        if (name, place.code) not in taken:
            taken.add((name, place.code))
            return Named(name, named.aliases, named.slug)
    raise AssertionError  # pragma: no cover - count() does not end


def _reach(draws: Random, place: Place, size_band: str) -> tuple[str, ...]:
    others = [other.code for other in PLACES if other is not place]
    return (place.code, *some_of(draws, others, 0, _REACH[size_band]))


def _types(draws: Random, kind: Kind) -> tuple[str, ...]:
    besides = some_of(draws, BESIDES.get(kind.actor_type, ()), 0, 1)
    return (kind.actor_type, *(besides if draws.random() < 0.5 else ()))


def _parent(draws: Random, kind: Kind, earlier: list[SimulatedInstitution]) -> str:
    """Now and then an earlier institution of the same sub-sector that is part of no other."""
    if draws.random() >= PARENT_SHARE:
        return ""
    heads = [one for one in earlier if not one.parent and one.sub_sector == kind.sub_sector]
    return draws.choice(heads[:50]).external_key if heads else ""


def _institution(
    spec: InstitutionsSpec, number: int, earlier: list[SimulatedInstitution], taken: Taken
) -> SimulatedInstitution:
    key = f"{spec.key_prefix}-{spec.seed}-{number:04d}"
    draw: Callable[[str], Random] = lambda purpose: stream(spec.seed, purpose, number)  # noqa: E731
    kind, place = weighted(draw("kind"), KIND_WEIGHTS), weighted(draw("place"), PLACE_WEIGHTS)
    size_band = draw("size").choices(SIZE_BANDS, kind.sizes)[0]
    named = _free_name(draw("name"), place, kind.group, taken)
    has_lei = draw("has LEI").random() < LEI_SHARE
    return SimulatedInstitution(
        external_key=key,
        name=named.name,
        aliases=named.aliases,
        lei=invent_lei(draw("LEI")) if has_lei else "",
        actor_types=_types(draw("types"), kind),
        sub_sector=kind.sub_sector,
        country=place.code,
        jurisdictions=_reach(draw("reach"), place, size_band),
        languages=place.languages,
        size_band=size_band,
        sector_code=kind.sector_code,
        website=f"https://{named.slug}-{number}.example",
        parent=_parent(draw("parent"), kind, earlier),
        maturity=institution_maturity(spec.seed, key, kind.sub_sector, size_band),
    )


def invent_institutions(spec: InstitutionsSpec) -> tuple[SimulatedInstitution, ...]:
    """The institutions of a specification, in the order of their keys."""
    made: list[SimulatedInstitution] = []
    taken: Taken = set()
    for number in range(1, spec.count + 1):
        made.append(_institution(spec, number, made, taken))
    return tuple(made)
