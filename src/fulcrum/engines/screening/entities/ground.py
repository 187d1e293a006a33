"""What a network is drawn from: the alert's data, opened so that only what is needed is read."""

from dataclasses import dataclass
from pathlib import Path

from fulcrum.engines.screening.duck import Duck, files
from fulcrum.engines.screening.entities.spec import NetworkSpec
from fulcrum.engines.screening.store import Store

_EMPTY = {
    "known_accounts": "NULL::VARCHAR AS account_id, NULL::VARCHAR AS party_id, "
    "NULL::VARCHAR AS segment, NULL::DATE AS opened",
    "known_parties": "NULL::VARCHAR AS party_id, NULL::VARCHAR AS kind, NULL::VARCHAR AS name, "
    "NULL::VARCHAR AS email, NULL::VARCHAR AS phone, NULL::VARCHAR AS address",
    "known_holders": "NULL::VARCHAR AS account_id, NULL::VARCHAR AS party_id",
}
_FLOW = "cents BIGINT, count BIGINT, first_day INTEGER, last_day INTEGER"
TABLES = (
    "nodes (node VARCHAR, hop INTEGER)",
    "followed (node VARCHAR, partners BIGINT, hub BOOLEAN)",
    f"flows (source VARCHAR, target VARCHAR, {_FLOW})",
    "books (account_id VARCHAR)",
    "legs (account_id VARCHAR, other VARCHAR, credit BOOLEAN, cents BIGINT, sec BIGINT, day INT)",
    "labels (node VARCHAR, label VARCHAR)",
    "links (node VARCHAR, other VARCHAR, reason VARCHAR, probability DOUBLE)",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One network while it is drawn.

    Attributes:
        duck: the connection, with the tables of `TABLES`.
        store: the data.
        out: the run's folder.
        spec: how far to go.
        pairs: the file of pairs that `shared_identity` wrote; None to look at equal contacts.
        first: day of the first flow, since 1970-01-01.
        last: likewise of the last.
    """

    duck: Duck
    store: Store
    out: Path
    spec: NetworkSpec
    pairs: Path | None
    first: int
    last: int

    @property
    def window(self) -> str:
        """The SQL condition on days."""
        return f"day BETWEEN {self.first} AND {self.last}"

    def count(self, query: str) -> int:
        """How many rows a query finds."""
        return int((self.duck.execute(f"SELECT count(*) FROM ({query})").fetchone() or (0,))[0])


def lay(ground: Ground) -> None:
    """Make empty tables, the table alerted, and views of what is known of accounts and parties."""
    for table in TABLES:
        ground.duck.execute(f"CREATE OR REPLACE TEMP TABLE {table}")
    for view, columns in _EMPTY.items():
        path = ground.store.table(view.removeprefix("known_"))
        query = files([path]) if path else f"SELECT {columns} LIMIT 0"
        ground.duck.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS {query}")
    alerts = files([ground.out / "alerts.parquet"])
    ground.duck.put(
        "alerted",
        "SELECT subject AS node, arg_max(alert, row(points, alert)) AS alert "
        f"FROM ({alerts}) GROUP BY 1",
    )
    ground.duck.execute(
        "CREATE OR REPLACE TEMP VIEW holdings AS SELECT account_id, party_id FROM known_accounts "
        "UNION SELECT account_id, party_id FROM known_holders"
    )
