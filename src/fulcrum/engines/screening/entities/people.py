"""Parties as shared identity compares them: given names, surname, town and contacts, folded."""

from duckdb.func import FunctionNullHandling

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.entities.contacts import put_contacts
from fulcrum.engines.screening.names.fold import FORM, fold, words_of


def surname_of(name: str | None, surname: str | None, kind: str | None) -> str | None:
    """The surname of a person, folded: as given, before a comma, or the last word."""
    if kind != "person":
        return None
    if surname:
        return fold(surname) or None
    if not name:
        return None
    before, comma, _after = name.partition(",")
    words = [one.folded for one in words_of(before) if one.weight > FORM]
    if comma:
        return " ".join(sorted(words)) or None
    return words[-1] if len(words) > 1 else None


def given_of(name: str | None, surname: str | None, kind: str | None) -> str | None:
    """The other words of a name, folded and sorted; of a firm all but its legal form."""
    if not name:
        return None
    words = [one.folded for one in words_of(name) if one.weight > FORM]
    for one in (surname_of(name, surname, kind) or "").split():
        if one in words:
            words.remove(one)
    return " ".join(sorted(words)) or None


def put_people(duck: Duck, parties: str, most: int) -> dict[str, int]:
    """Make the table people: party_id, kind, given, surname, city, email, phone, address.

    Args:
        duck: the connection.
        parties: a query for rows of the contract's table.
        most: as `put_contacts` takes it; what it returns is returned.
    """
    for name, function in (("given_of", given_of), ("surname_of", surname_of)):
        duck.connection.create_function(
            name,
            function,
            ["VARCHAR", "VARCHAR", "VARCHAR"],
            "VARCHAR",
            null_handling=FunctionNullHandling.SPECIAL,
        )
    duck.put("parties_here", parties)
    cut = put_contacts(duck, "SELECT * FROM parties_here", most)
    duck.put(
        "people",
        """
        SELECT party_id, kind, given_of(name, surname, kind) AS given,
            surname_of(name, surname, kind) AS surname,
            nullif(lower(strip_accents(trim(home_city))), '') AS city,
            contacts.email, contacts.phone, contacts.address
        FROM parties_here JOIN contacts USING (party_id) ORDER BY party_id""",
    )
    return cut
