"""Run an indicator on its fixtures: every case in one pass, each with names of its own.

The same rows, as files, are what Spark and DuckDB are compared on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
import pyarrow as pa

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.duck import Duck, dictionaries, sql_of
from fulcrum.engines.screening.fixtures import Fixture, Row, account, person
from fulcrum.engines.screening.indicator import Found, Indicator, Scope
from fulcrum.engines.screening.slices import PEERS_SCHEMA, SECONDS_A_DAY, schema_of, slices

# What tells cases apart: the same name in two cases means two different things.
OWN = (
    "txn_id", "account_id", "party_id", "counterparty", "linked_id", "employer", "owner",
    "address", "phone", "email", "device", "ip", "identifier", "passenger", "source", "payer",
    "depositor",
)  # fmt: skip
ARROW = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "timestamp(6)": pa.timestamp("us"),
    "date": pa.date32(),
    "boolean": pa.bool_(),
    "float64": pa.float64(),
}
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local wall-clock time


@dataclass(frozen=True, slots=True)
class Trial:
    """How a case went.

    Attributes:
        fixture: the case.
        days: on how many days its subject was hit.
        others: further subjects of the case that were hit.
        evidence: how many rows of evidence lie in the windows of its hits.
    """

    fixture: Fixture
    days: int
    others: tuple[str, ...]
    evidence: int

    @property
    def passed(self) -> bool:
        """Whether it fired exactly when it must."""
        if not self.fixture.fires:
            return self.days == 0 and not self.others
        wanted = self.fixture.days
        return self.days > 0 if wanted is None else self.days == wanted


def _told(at: datetime) -> dict[str, int]:
    seconds = int((at - EPOCH).total_seconds())
    return {
        "sec": seconds,
        "day": seconds // SECONDS_A_DAY,
        "month": (at.year - 1970) * 12 + at.month - 1,
        "hour": at.hour,
    }


def _filled(rows: Sequence[Row]) -> Iterable[Row]:
    """The rows of a case with the accounts and holders they leave unsaid."""
    said = [*rows]
    accounts = {one.values["account_id"] for one in rows if one.table == "accounts"}
    used = {one.values["account_id"] for one in rows if one.values.get("account_id")}
    said.extend(
        account(missing, "P" if missing == "A" else f"P-{missing}")
        for missing in sorted((used | {"A"}) - accounts)
    )
    known = {one.values["party_id"] for one in rows if one.table == "parties"}
    holders = {one.values["party_id"] for one in said if one.table == "accounts"}
    return [*said, *(person(missing) for missing in sorted(holders - known))]


def _own(values: dict[str, Any], prefix: str, number: int, table: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: f"{prefix}{value}" if name in OWN and value is not None else value
        for name, value in values.items()
    }
    # As intake does: no blanks around text, and nothing instead of empty text.
    found = {
        name: (value.strip() or None) if isinstance(value, str) else value
        for name, value in found.items()
    }
    if table == "transactions" and "txn_id" not in found:
        found["txn_id"] = f"{prefix}t{number}"
    if "at" in found:
        found |= _told(found["at"])
    return found


def tables_of(fixtures: Sequence[Fixture], prefix: str = "") -> dict[str, pa.Table]:
    """All cases as Arrow tables of the contract; those no case mentions are empty."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (*TABLES, "peers")}
    for case, fixture in enumerate(fixtures):
        for number, one in enumerate(_filled(fixture.rows)):
            shared = one.table in {"lists", "merchants", "peers"}
            mark = "" if shared else f"{prefix}{case}/"
            made = _own(one.values, mark, number, one.table)
            if not shared or made not in rows[one.table]:
                rows[one.table].append(made)
    return {name: _arrow(name, found) for name, found in rows.items()}


def _arrow(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    kinds = PEERS_SCHEMA if name == "peers" else schema_of(TABLES[name])
    schema = pa.schema([(column, ARROW[kind]) for column, kind in kinds.items()])
    strange = {column for one in rows for column in one} - set(schema.names) - {"month", "hour"}
    if strange:
        raise KeyError(f"{name}.{min(strange)}")
    return pa.Table.from_pylist([{c: one.get(c) for c in schema.names} for one in rows], schema)


def load(duck: Duck, tables: dict[str, pa.Table]) -> None:
    """Give a connection all tables, as one shard."""
    for name, rows in tables.items():
        if name != "transactions":
            duck.put(name, rows)
    duck.read_accounts()
    duck.read_shard(tables["transactions"])


def found_by(indicator: Indicator, duck: Duck) -> Found:
    """What an indicator finds on the tables a connection holds."""
    values, given = indicator.values(), slices()
    if indicator.scope is not Scope.NETWORK:
        assert indicator.find is not None  # noqa: S101 - the pack's own test says so
        return indicator.find(given, values)
    assert indicator.gather is not None  # noqa: S101 - as above
    assert indicator.combine is not None  # noqa: S101 - as above
    gathered = indicator.gather(given, values)
    duck.put("gathered", sql_of(gathered))
    return indicator.combine(ibis.table(gathered.schema(), name="gathered"), given, values)


def try_fixtures(indicator: Indicator) -> list[Trial]:
    """Run an indicator on all its fixtures."""
    duck = Duck()
    load(duck, tables_of(indicator.fixtures))
    found = found_by(indicator, duck)
    hits = dictionaries(duck.rows(sql_of(found.hits)))
    rows = dictionaries(duck.rows(sql_of(found.events))) if found.events is not None else []
    duck.close()
    return [_trial(number, one, hits, rows) for number, one in enumerate(indicator.fixtures)]


def _trial(
    number: int, fixture: Fixture, hits: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> Trial:
    mine = [hit for hit in hits if hit["subject"].startswith(f"{number}/")]
    subject = f"{number}/{fixture.subject}"
    on_it = [hit for hit in mine if hit["subject"] == subject]
    seen = {
        row["txn_id"]
        for hit in on_it
        for row in rows
        if hit["start_sec"] <= row["sec"] <= hit["sec"]
        and row["account_id"].startswith(f"{number}/")
    }
    others = tuple(sorted({hit["subject"] for hit in mine} - {subject}))
    return Trial(fixture, len({hit["day"] for hit in on_it}), others, len(seen))
