"""What is known of the nodes of a network."""

from typing import Any

from fulcrum.engines.screening.duck import dictionaries
from fulcrum.engines.screening.entities.ground import Ground

# Each by node, one row at most.
_KNOWN = """
    SELECT account_id AS node, min(party_id) AS party_id, min(segment) AS segment,
        min(opened) AS opened
    FROM known_accounts WHERE account_id IN (SELECT node FROM nodes) GROUP BY 1"""
_STRENGTH = """
    SELECT node, sum(cents) AS cents FROM (
        SELECT source AS node, cents FROM merged UNION ALL SELECT target, cents FROM merged)
    GROUP BY 1"""
_SAID = "SELECT node, min(label) AS label FROM labels GROUP BY 1"
_JUDGED = "SELECT node, max(partners) AS partners, bool_or(hub) AS hub FROM followed GROUP BY 1"
_PARTIES = """
    SELECT party_id, min(kind) AS kind, min(name) AS name FROM known_parties
    WHERE party_id IN (SELECT party_id FROM known UNION SELECT node FROM nodes) GROUP BY 1"""


def node_rows(ground: Ground) -> list[dict[str, Any]]:
    """What is known of each node, the subject first; then by hop and flow."""
    query = f"""
        WITH known AS ({_KNOWN}), strength AS ({_STRENGTH}), said AS ({_SAID}),
        judged AS ({_JUDGED}), parties AS ({_PARTIES})
        SELECT nodes.node, hop, known.node IS NOT NULL AS is_account,
            nodes.node IN (SELECT account_id FROM books) AS has_book,
            coalesce(parties.name, said.label, '') AS label,
            coalesce(parties.party_id, '') AS party, coalesce(parties.kind, '') AS party_kind,
            coalesce(known.segment, '') AS segment, known.opened,
            coalesce(alerted.alert, '') AS alert, judged.partners,
            coalesce(judged.hub, false) AS hub
        FROM (SELECT node, min(hop) AS hop FROM nodes GROUP BY 1) nodes
        LEFT JOIN known USING (node) LEFT JOIN said USING (node) LEFT JOIN judged USING (node)
        LEFT JOIN alerted USING (node) LEFT JOIN strength USING (node)
        LEFT JOIN parties ON parties.party_id = coalesce(known.party_id, nodes.node)
        ORDER BY hop, strength.cents DESC NULLS LAST, nodes.node"""
    return dictionaries(ground.duck.rows(query))
