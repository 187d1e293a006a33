"""What parties share: telephone, e-mail and address, written in many ways, as one key each."""

from fulcrum.engines.screening.duck import Duck

CONTACTS = ("email", "phone", "address")
# Digits of a telephone number that tell: the last nine, whatever code of a country stands before.
TELLING_DIGITS, FEWEST_DIGITS = 9, 6
# What addresses abbreviate; the same word is made of both, whatever was meant.
_ABBREVIATED = {
    "rd": "road", "st": "street", "str": "street", "strasse": "street", "ave": "avenue",
    "av": "avenue", "ln": "lane", "dr": "drive", "sq": "square", "pl": "place", "ct": "court",
    "cl": "close", "blvd": "boulevard", "apt": "flat", "apartment": "flat", "no": "",
}  # fmt: skip


def phone_key(column: str) -> str:
    """The SQL of a telephone number's key; NULL for what is too short to be one."""
    digits = f"regexp_replace({column}, '[^0-9]', '', 'g')"
    return (
        f"CASE WHEN length({digits}) >= {FEWEST_DIGITS} THEN right({digits}, {TELLING_DIGITS}) END"
    )


def email_key(column: str) -> str:
    """The SQL of an e-mail address' key: lower case, without what follows a plus."""
    plain = f"regexp_replace(lower(trim({column})), '[+][^@]*@', '@')"
    return f"CASE WHEN {plain} LIKE '%_@_%' THEN {plain} END"


def address_key(column: str) -> str:
    """The SQL of a postal address' key: letters and digits, abbreviations written out."""
    plain = f"replace(lower(strip_accents({column})), 'ß', 'ss')"
    text = f"regexp_replace({plain}, '[^\\p{{L}}\\p{{N}}]+', ' ', 'g')"
    for short, whole in _ABBREVIATED.items():
        text = f"regexp_replace({text}, '\\b{short}\\b', '{whole}', 'g')"
    return f"nullif(trim(regexp_replace({text}, ' +', ' ', 'g')), '')"


def put_contacts(duck: Duck, parties: str, most: int, into: str = "contacts") -> dict[str, int]:
    """Make a table of parties with the keys they can be linked by.

    Args:
        duck: the connection.
        parties: a query with party_id, email, phone and address.
        most: parties that may share a key; what more share is a placeholder, or a block of flats,
            and links nobody.
        into: the table: party_id, email, phone, address.

    Returns:
        How many keys of each contact more parties share.
    """
    keys = {"email": email_key, "phone": phone_key, "address": address_key}
    made = ", ".join(f"{key(name)} AS {name}" for name, key in keys.items())
    duck.put(into, f"SELECT party_id, {made} FROM ({parties}) WHERE party_id IS NOT NULL")
    cut = {}
    for name in CONTACTS:
        crowd = f"SELECT {name} FROM {into} GROUP BY {name} HAVING count(*) > {most}"
        found = duck.execute(f"SELECT count({name}) FROM ({crowd})").fetchone()
        cut[name] = int((found or (0,))[0])
        if cut[name]:
            duck.execute(f"UPDATE {into} SET {name} = NULL WHERE {name} IN ({crowd})")
    return cut


def sharing(contacts: str = "contacts") -> str:
    """The query for parties that share contacts: left, right (left first) and shared, a list."""
    each = " UNION ALL ".join(
        f'SELECT one.party_id AS "left", other.party_id AS "right", \'{name}\' AS shared '
        f"FROM {contacts} one JOIN {contacts} other USING ({name}) "
        "WHERE one.party_id < other.party_id"
        for name in CONTACTS
    )
    return f'SELECT "left", "right", list_sort(list(shared)) AS shared FROM ({each}) GROUP BY 1, 2'
