"""What analysts judged: whether an alert was productive, and when they said so."""

from dataclasses import dataclass

import pyarrow as pa

from fulcrum.engines.screening.ranking.tables import checked, query, rows_of
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import hash_of

SCHEMA = pa.schema([("alert", pa.string()), ("productive", pa.bool_()), ("day", pa.int32())])


@dataclass(frozen=True, slots=True)
class Judgements:
    """Dispositions of alerts, one an alert; what is undecided is not in it.

    Attributes:
        table: alert, productive (whether it led to a case worth reporting), day (days since
            1970-01-01 on which it was judged; null when nobody said), by alert.
    """

    table: pa.Table

    @property
    def count(self) -> int:
        """How many alerts were judged."""
        return int(self.table.num_rows)

    @property
    def productive(self) -> int:
        """How many of them were productive."""
        return sum(1 for one in self.table.column("productive").to_pylist() if one)

    @property
    def digest(self) -> str:
        """A digest of what was judged and how."""
        return hash_of(sorted(self.by_alert().items()))

    def by_alert(self) -> dict[str, bool]:
        """Whether each judged alert was productive."""
        return {one["alert"]: one["productive"] for one in rows_of(self.table)}


def read_judgements(given: pa.Table | None) -> Judgements:
    """Dispositions made ready: undecided ones left out, the last one kept where there are several.

    Args:
        given: alert, productive and, if known, day; None for none.

    Raises:
        FulcrumError: a column is missing, or an alert was judged both ways on the same day.
    """
    if given is None:
        return Judgements(SCHEMA.empty_table())
    columns = ("alert", "productive", *(["day"] if "day" in given.column_names else []))
    rows = checked(given, columns, "dispositions")
    day = "day::INTEGER" if "day" in columns else "NULL::INTEGER"
    found = query(
        f"WITH told AS (SELECT alert::VARCHAR AS alert, productive::BOOLEAN AS productive, "
        f"{day} AS day FROM rows WHERE productive IS NOT NULL AND alert IS NOT NULL) "
        "SELECT alert, bool_or(productive) AS productive, bool_and(productive) AS always, "
        "any_value(day) AS day FROM (SELECT *, dense_rank() OVER "
        "(PARTITION BY alert ORDER BY day DESC NULLS LAST) AS place FROM told) "
        "WHERE place = 1 GROUP BY alert ORDER BY alert",
        rows=rows,
    )
    both = [one["alert"] for one in rows_of(found) if one["productive"] != one["always"]]
    if both:
        raise FulcrumError(
            "It was judged both ways on the same day.",
            where=both[0],
            mend="Keep the judgement that stands.",
        )
    return Judgements(found.select(SCHEMA.names).cast(SCHEMA))
