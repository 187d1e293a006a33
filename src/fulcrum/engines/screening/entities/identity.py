"""Which customers may be one and the same: pairs with a probability and reasons, and clusters."""

import logging
from dataclasses import replace
from typing import Any

from fulcrum import __version__
from fulcrum.engines.screening.duck import Duck, files
from fulcrum.engines.screening.entities.chance import counted_in, defaults
from fulcrum.engines.screening.entities.components import put_components
from fulcrum.engines.screening.entities.contacts import CONTACTS, sharing
from fulcrum.engines.screening.entities.model import (
    NAMES_ALIKE,
    SURNAMES_ALIKE,
    require_splink,
    settings,
)
from fulcrum.engines.screening.entities.people import put_people
from fulcrum.engines.screening.entities.results import Identity
from fulcrum.engines.screening.entities.spec import IdentitySpec
from fulcrum.engines.screening.store import Store
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of

METHOD = {
    False: "Pairs that share a contact, or surname and town, were weighed by what agrees (Fellegi "
    "and Sunter); given names by Jaro–Winkler, contacts and surname together. Nothing is drawn at "
    "random.",
    True: "Pairs that share an equal telephone, e-mail or address, however it is written.",
}
CITATION = {
    False: "Fellegi and Sunter 1969; Linacre and others 2022 (splink); Winkler 1990",
    True: "",
}


def shared_identity(store: Store, spec: IdentitySpec | None = None) -> Identity:
    """Find parties that may be one and the same.

    Args:
        store: the data; its parties are read.
        spec: what to look for.

    Raises:
        FulcrumError: there are no parties, or the extra `identity` is not installed and links are
            not to be exact.
    """
    chosen = IdentitySpec() if spec is None else spec
    path = store.table("parties")
    if path is None:
        raise FulcrumError(
            "There are no parties to compare.",
            where=str(store.folder),
            mend="Take in a table of parties.",
        )
    if not chosen.exact:
        require_splink()
    duck = Duck(chosen.memory, chosen.threads)
    try:
        return identity_of(duck, files([path]), chosen, store.digest)
    finally:
        duck.close()


def identity_of(duck: Duck, parties: str, spec: IdentitySpec, digest: str) -> Identity:
    """As `shared_identity`, of the parties a query finds.

    Args:
        duck: the connection.
        parties: a query for rows of the contract's table.
        spec: what to look for.
        digest: of the data, for the provenance.
    """
    cut = put_people(duck, parties, spec.most)
    (count,) = duck.execute("SELECT count(*) FROM people").fetchone() or (0,)
    counted = not spec.exact and count >= spec.counted_from
    others = counted_in(duck, int(count)) if counted else defaults()
    if spec.exact:
        duck.put("candidate_pairs", f"SELECT *, NULL::DOUBLE AS probability FROM ({sharing()})")
        joining = f"len(shared) >= {spec.least_shared}"
    else:
        _predict(
            duck,
            settings(others, max(int(count), 2), spec.expected_share, frequencies=counted),
            spec,
        )
        joining = f"probability >= {spec.threshold}"
    duck.put("pairs", _told())
    put_components(duck, f'SELECT "left", "right" FROM pairs WHERE {joining}', "clustered")
    clusters = "SELECT node AS party_id, component AS cluster, size FROM clustered ORDER BY 2, 1"
    return Identity(
        parties=int(count),
        pairs=duck.rows('SELECT * FROM pairs ORDER BY probability DESC, "left", "right"'),
        clusters=duck.rows(clusters),
        threshold=spec.least_shared if spec.exact else spec.threshold,
        exact=spec.exact,
        counted=counted,
        placeholders=cut,
        provenance=_provenance(spec, digest),
    )


def _provenance(spec: IdentitySpec, digest: str) -> Provenance:
    given = {"data": digest, "spec": replace(spec, memory="", threads=0)}
    method, citation = METHOD[spec.exact], CITATION[spec.exact]
    return Provenance("screening.entities", __version__, hash_of(given), None, method, citation)


def _predict(duck: Duck, chosen: Any, spec: IdentitySpec) -> None:
    """Make the table candidate_pairs: left, right, shared, probability."""
    from splink import Linker  # noqa: PLC0415 - an extra
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415 - an extra

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=duck.connection)
    linker = Linker(api.register("people"), chosen, log_level=None, validate_settings=False)
    found = linker.inference.predict(threshold_match_probability=spec.least, warning_mode="never")
    shared = ", ".join(f"CASE WHEN {one}_l = {one}_r THEN '{one}' END" for one in CONTACTS)
    duck.put(
        "candidate_pairs",
        'SELECT least(party_id_l, party_id_r) AS "left", '
        'greatest(party_id_l, party_id_r) AS "right", '
        f"list_sort(list_filter([{shared}], lambda one: one IS NOT NULL)) AS shared, "
        f"round(match_probability, 6) AS probability FROM {found.physical_name}",
    )


def _told() -> str:
    """The query for pairs with what agrees and what differs."""
    alike = f"jaro_winkler_similarity(l.given, r.given) >= {NAMES_ALIKE}"
    kin = f"jaro_winkler_similarity(l.surname, r.surname) >= {SURNAMES_ALIKE}"
    reasons = [f"CASE WHEN l.{one} = r.{one} THEN '{one}' END" for one in CONTACTS]
    reasons += [
        f"CASE WHEN {kin} THEN 'surname' END",
        "CASE WHEN l.city = r.city THEN 'town' END",
        f"CASE WHEN l.given = r.given THEN 'given' WHEN {alike} THEN 'given_alike' END",
    ]
    against = [
        f"CASE WHEN NOT ({alike}) THEN 'not_given' END",
        f"CASE WHEN NOT ({kin}) THEN 'not_surname' END",
        *(f"CASE WHEN l.{one} <> r.{one} THEN 'not_{one}' END" for one in CONTACTS),
    ]
    lists = [
        f"list_filter([{', '.join(cases)}], lambda one: one IS NOT NULL)"
        for cases in (reasons, against)
    ]
    return (
        f'SELECT "left", "right", probability, shared, {lists[0]} AS reasons, '
        f'{lists[1]} AS against FROM candidate_pairs JOIN people l ON l.party_id = "left" '
        'JOIN people r ON r.party_id = "right"'
    )
