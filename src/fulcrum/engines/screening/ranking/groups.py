"""Which group of a bank's customers each account and each alert is in.

Groups are made of what a bank may look at here, and of nothing else: the peer group it assigned, the
home city and country of the first holder, and whether the account was new. They are for checking a
ranking; none is a feature of it.
"""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.engines.screening.ranking.tables import checked, query
from fulcrum.engines.screening.store import Store

DIMENSIONS = ("segment", "home_country", "home_city", "new_account")
NOT_KNOWN = "not known"
NEW, OLD = "new", "established"


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody who could have been alerted.

    Attributes:
        accounts: account_id, opened (date), segment, home_city, home_country.
        first_day: of the transactions, days since 1970-01-01.
        last_day: likewise.

    Raises:
        FulcrumError: a column is missing.
    """

    accounts: pa.Table
    first_day: int
    last_day: int

    def __post_init__(self) -> None:
        """Check that every column is there."""
        checked(self.accounts, COLUMNS, "accounts")


COLUMNS = ("account_id", "opened", "segment", "home_city", "home_country")


def read_population(store: Store) -> Population:
    """The accounts of data that was taken in, with where their first holders live."""
    accounts = _read(store.table("accounts"), ("account_id", "party_id", "opened", "segment"))
    parties = _read(store.table("parties"), ("party_id", "home_city", "home_country"))
    found = query(
        "SELECT account_id, opened, segment, home_city, home_country FROM accounts "
        "LEFT JOIN parties USING (party_id) ORDER BY account_id",
        accounts=accounts,
        parties=parties,
    )
    return Population(found, store.first_day, store.last_day)


def _read(path: Path | None, columns: tuple[str, ...]) -> pa.Table:
    if path is None:
        return pa.table({name: pa.array([], pa.string()) for name in columns})
    return pq.read_table(path, columns=list(columns))


def sizes(population: Population, dimension: str, new_days: int) -> pa.Table:
    """How many accounts each group has: grp, accounts.

    An account that turned from new to established within the period is in both groups.

    Args:
        population: everybody.
        dimension: one of `DIMENSIONS`.
        new_days: an account is new for so many days after it was opened.
    """
    if dimension != "new_account":
        return query(
            f"SELECT coalesce({dimension}, '{NOT_KNOWN}') AS grp, count(*) AS accounts "
            "FROM accounts GROUP BY 1 ORDER BY 1",
            accounts=population.accounts,
        )
    opened = "(opened::DATE - DATE '1970-01-01')"
    return query(
        f"""SELECT grp, count(*) AS accounts FROM (
            SELECT '{NOT_KNOWN}' AS grp FROM accounts WHERE opened IS NULL
            UNION ALL SELECT '{NEW}' FROM accounts WHERE {opened} > {population.first_day - new_days}
            UNION ALL SELECT '{OLD}' FROM accounts WHERE {opened} <= {population.last_day - new_days}
        ) GROUP BY 1 ORDER BY 1""",
        accounts=population.accounts,
    )


def placed(alerts: pa.Table, population: Population, dimension: str, new_days: int) -> pa.Table:
    """The group of each alert on the day it was opened: alert, subject, opened, grp.

    Alerts of subjects that are no account of the bank are left out.

    Args:
        alerts: alert, subject, opened.
        population: everybody.
        dimension: one of `DIMENSIONS`.
        new_days: an account is new for so many days after it was opened.
    """
    group = f"coalesce({dimension}, '{NOT_KNOWN}')"
    if dimension == "new_account":
        age = "(alerts.opened - (accounts.opened::DATE - DATE '1970-01-01'))"
        group = (
            f"CASE WHEN accounts.opened IS NULL THEN '{NOT_KNOWN}' "
            f"WHEN {age} < {new_days} THEN '{NEW}' ELSE '{OLD}' END"
        )
    return query(
        f"SELECT alert, subject, alerts.opened, {group} AS grp FROM alerts "
        "JOIN accounts ON accounts.account_id = alerts.subject ORDER BY alerts.opened, alert",
        alerts=alerts,
        accounts=population.accounts,
    )
