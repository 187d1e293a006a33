"""Links of identity of the nodes at hand: one holder, parties that may be one, equal contacts."""

from fulcrum.engines.screening.duck import files
from fulcrum.engines.screening.entities.contacts import (
    CONTACTS,
    email_key,
    phone_key,
    put_contacts,
)
from fulcrum.engines.screening.entities.ground import Ground

_NUMBER = "regexp_extract(address, '[0-9]+')"  # equal addresses have the same first number


def put_links(ground: Ground) -> None:
    """Add to `links` what ties the accounts and parties of `front` to others."""
    duck = ground.duck
    duck.put(
        "front_parties",
        "SELECT DISTINCT node, party_id FROM front JOIN holdings ON account_id = node UNION "
        "SELECT node, party_id FROM front JOIN known_parties ON party_id = node",
    )
    duck.execute(
        "INSERT INTO links SELECT DISTINCT front.node, holdings.account_id, 'holder', NULL::DOUBLE "
        "FROM front_parties front JOIN holdings USING (party_id) WHERE account_id <> node"
    )
    if ground.pairs is None:
        _put_sharing(ground)
    else:
        both = files([ground.pairs])
        duck.put(
            "tied",
            'SELECT "left" AS party_id, "right" AS other, unnest(list_append(shared, \'related\')) '
            f"AS reason, probability FROM ({both}) UNION ALL "
            'SELECT "right", "left", unnest(list_append(shared, \'related\')), probability '
            f"FROM ({both})",
        )
    duck.execute(
        "INSERT INTO links SELECT DISTINCT front.node, coalesce(account_id, other), reason, "
        "probability FROM front_parties front JOIN tied USING (party_id) "
        "LEFT JOIN holdings ON holdings.party_id = tied.other "
        "WHERE coalesce(account_id, other) <> front.node"
    )


def _put_sharing(ground: Ground) -> None:
    """Make `tied` of equal contacts; only parties that may share one are looked at closely."""
    duck = ground.duck
    mine = "FROM known_parties WHERE party_id IN (SELECT party_id FROM front_parties)"
    keys = (phone_key("phone"), email_key("email"), _NUMBER)
    maybe = " OR ".join(f"({key}) IN (SELECT {key} {mine} AND ({key}) IS NOT NULL)" for key in keys)
    parties = f"SELECT party_id, email, phone, address FROM known_parties WHERE {maybe}"
    put_contacts(duck, parties, ground.spec.most_sharing, "contacts_here")
    each = " UNION ALL ".join(
        f"SELECT one.party_id, other.party_id AS other, '{name}' AS reason, "
        f"NULL::DOUBLE AS probability FROM contacts_here one JOIN contacts_here other USING ({name}) "
        "WHERE one.party_id <> other.party_id "
        "AND one.party_id IN (SELECT party_id FROM front_parties)"
        for name in CONTACTS
    )
    duck.put("tied", each)
