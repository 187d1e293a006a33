"""How often people agree by chance or household: our defaults, or counted in the data."""

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.entities.contacts import CONTACTS
from fulcrum.engines.screening.entities.model import (
    CONTACT_LEVELS,
    NAMES_ALIKE,
    NEVER_COUNTED_ABOVE,
    TOWN,
)


def defaults() -> dict[str, float]:
    """For too few parties to count: how many others one agrees with, by level; ours."""
    return {one.code: one.others for one in CONTACT_LEVELS}


def counted_in(duck: Duck, count: int) -> dict[str, float]:
    """How many other people a party agrees with at each level, counted where given names differ.

    All pairs at a level are counted, none is drawn: they share a key.
    """
    columns = ("party_id", "kind", "given", "surname", "city", *CONTACTS)
    sides = ", ".join(f"l.{one} AS {one}_l, r.{one} AS {one}_r" for one in columns)
    pairs = " UNION ".join(
        f"SELECT {sides} FROM people l JOIN people r ON l.{key} = r.{key} AND l.kind = r.kind "
        "AND l.party_id < r.party_id"
        for key in CONTACTS
    )
    cases = " ".join(
        f"WHEN {one.condition} THEN '{one.code}'" for one in CONTACT_LEVELS if one.code != TOWN
    )
    differ = f"coalesce(jaro_winkler_similarity(given_l, given_r), 0) < {NAMES_ALIKE}"
    seen = dict(
        duck.execute(
            f"SELECT CASE {cases} END, count(*) FROM ({pairs}) WHERE {differ} GROUP BY 1"
        ).fetchall()
    )
    (towns,) = duck.execute(
        "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM people "
        "WHERE surname IS NOT NULL AND city IS NOT NULL GROUP BY kind, surname, city)"
    ).fetchone() or (0,)
    seen[TOWN] = towns or 0
    each = {one.code: max(float(seen.get(one.code, 0)), 0.5) * 2 / count for one in CONTACT_LEVELS}
    return {code: min(value, NEVER_COUNTED_ABOVE.get(code, value)) for code, value in each.items()}
