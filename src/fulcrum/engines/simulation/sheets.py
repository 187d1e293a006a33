"""The sheet of organisations as people keep it: copies, other spellings, countries by name."""

import re
from random import Random

from fulcrum.engines.simulation.draws import stream
from fulcrum.engines.simulation.places import PLACES
from fulcrum.engines.simulation.results import LISTS, SheetRow, SimulatedInstitution
from fulcrum.engines.simulation.spec import InstitutionsSpec

HEADINGS = (
    "external_key",
    "lei",
    "name",
    "aliases",
    "actor_types",
    "sub_sector",
    "country",
    "jurisdictions",
    "languages",
    "size_band",
    "sector_code",
    "website",
    "parent",
    "source",
    "source_date",
)
_COUNTRIES = {place.code: place.name for place in PLACES}
_FORM = re.compile(r" (plc|Ltd|Group|AG|eG|SA|SAS|S\.A\.|S\.A\. de C\.V\.|Ltda\.|Tbk|A\.Ş\.)$")


def _cells(one: SimulatedInstitution, spec: InstitutionsSpec) -> dict[str, str]:
    draws = stream(spec.seed, "cells", one.external_key)
    cells = {name: str(value) for name, value in one.values().items() if name not in LISTS}
    cells |= {name: "; ".join(getattr(one, name)) for name in LISTS}
    if draws.random() < 0.25:
        cells["country"] = _COUNTRIES[one.country]
    if draws.random() < 0.1:
        cells["lei"] = " ".join(re.findall(".{1,4}", one.lei))
    return cells | {
        "parent": one.parent,
        "source": spec.source,
        "source_date": spec.until.isoformat(),
    }


def _typo(name: str, draws: Random) -> str:
    """Two neighbouring letters in the wrong order."""
    places = [
        at
        for at in range(1, len(name) - 1)
        if name[at : at + 2].isalpha() and name[at] != name[at + 1]
    ]
    if not places:
        return f"{name} {name[-1]}"
    at = draws.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def other_spelling(one: SimulatedInstitution, draws: Random) -> str:
    """A name that means the same institution to a person: without its form, in Latin, mistyped."""
    latin = [alias for alias in one.aliases if " " in alias]
    ways = [lambda: _typo(one.name, draws)]
    if _FORM.search(one.name):
        ways.append(lambda: _FORM.sub("", one.name))
    if latin:
        ways.append(lambda: latin[0])
    return draws.choice(ways)()


def _variant(one: SimulatedInstitution, cells: dict[str, str], draws: Random) -> dict[str, str]:
    """Somebody else's row of it: another spelling, and neither key nor LEI."""
    kept = {name: cells[name] for name in ("sub_sector", "country", "source", "source_date")}
    return dict.fromkeys(HEADINGS, "") | kept | {"name": other_spelling(one, draws)}


def _doubled(
    institutions: tuple[SimulatedInstitution, ...], spec: InstitutionsSpec
) -> list[SimulatedInstitution]:
    """Those that the sheet holds a second time."""
    chance = {
        one.external_key: stream(spec.seed, "doubled", one.external_key).random()
        for one in institutions
    }
    ranked = sorted(institutions, key=lambda one: chance[one.external_key])
    return ranked[: round(spec.duplicate_share * len(institutions))]


def sheet_rows(
    institutions: tuple[SimulatedInstitution, ...], spec: InstitutionsSpec
) -> tuple[SheetRow, ...]:
    """Every row of the sheet; second rows stand anywhere after the first."""
    cells = {one.external_key: _cells(one, spec) for one in institutions}
    placed = [
        (float(place), SheetRow("institution", one.external_key, cells[one.external_key]))
        for place, one in enumerate(institutions)
    ]
    position = {row.of: place for place, row in placed}
    for number, one in enumerate(_doubled(institutions, spec)):
        draws = stream(spec.seed, "second row", one.external_key)
        at = draws.uniform(position[one.external_key], len(institutions))
        own = cells[one.external_key]
        kind, second = ("variant", _variant(one, own, draws)) if number % 2 else ("copy", own)
        placed.append((at, SheetRow(kind, one.external_key, second)))
    return tuple(row for _place, row in sorted(placed, key=lambda pair: pair[0]))
