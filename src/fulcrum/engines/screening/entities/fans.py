"""Fans and money that goes on. Thresholds are ours."""

from collections.abc import Iterator

from fulcrum.engines.screening.entities.ground import Ground
from fulcrum.engines.screening.entities.motif_rows import (
    HUBS,
    MOST_NODES,
    SHOWN,
    motif,
    nearest,
    rows_of,
)
from fulcrum.engines.screening.entities.network import FAN_IN, FAN_OUT, PASS_THROUGH, Motif

FEWEST = 5  # partners of a fan
WITHIN_HOURS, AT_LEAST, AT_MOST = 48, 0.8, 1.05  # of what came in, goes on to somebody else
TIMES = 2  # it goes on so often


def fans(ground: Ground) -> Iterator[Motif]:
    """Nodes that many pay, or that pay many; partners that are not shown are counted too."""
    for kind, centre, other, verb in (
        (FAN_IN, "target", "source", "others pay"),
        (FAN_OUT, "source", "target", "others are paid by"),
    ):
        query = f"""
            SELECT {centre} AS centre, count(*) AS members, sum(cents)::BIGINT AS cents,
                sum(count)::BIGINT AS count, min(first_day) AS first_day,
                max(last_day) AS last_day, list({other} ORDER BY {other} NOT IN {SHOWN},
                    cents DESC, {other})[:{MOST_NODES - 1}] AS others
            FROM merged WHERE {centre} IN {SHOWN} AND {centre} NOT IN {HUBS}
            GROUP BY {centre} HAVING count(*) >= {FEWEST}
            ORDER BY {nearest("[centre]")} LIMIT {ground.spec.motifs}"""
        for row in rows_of(ground, query):
            told = f"{row['members']:,} {verb} {row['centre']}"
            nodes = [row["centre"], *row["others"]]
            yield motif(ground, row, kind=kind, nodes=nodes, members=row["members"], told=told)


def pass_through(ground: Ground) -> Iterator[Motif]:
    """One payer's money that an account hands on to another, several times."""
    query = f"""
        WITH numbered AS (
            SELECT *, row_number() OVER (ORDER BY account_id, sec, other, cents) AS leg FROM legs
            WHERE other IN {SHOWN} AND account_id IN {SHOWN}
        ), gone_on AS (
            SELECT DISTINCT came.leg, came.other AS a, came.account_id AS b, went.other AS c,
                came.cents, came.day AS first_day, went.day AS last_day
            FROM numbered came JOIN numbered went ON went.account_id = came.account_id
                AND went.sec BETWEEN came.sec AND came.sec + {WITHIN_HOURS * 3600}
            WHERE came.credit AND NOT went.credit AND came.other <> went.other
                AND went.cents BETWEEN {AT_LEAST} * came.cents AND {AT_MOST} * came.cents
        ), each AS (
            SELECT leg, a, b, c, any_value(cents) AS cents, min(first_day) AS first_day,
                min(last_day) AS last_day FROM gone_on GROUP BY leg, a, b, c
        )
        SELECT a, b, c, count(*) AS count, sum(cents)::BIGINT AS cents,
            min(first_day) AS first_day, max(last_day) AS last_day
        FROM each GROUP BY a, b, c HAVING count(*) >= {TIMES}
        ORDER BY {nearest("[a, b, c]")} LIMIT {ground.spec.motifs}"""
    for row in rows_of(ground, query):
        told = (
            f"{row['b']} hands on within {WITHIN_HOURS} hours what {row['a']} pays, to "
            f"{row['c']}, {row['count']:,} times"
        )
        yield motif(
            ground, row, kind=PASS_THROUGH, nodes=(row["a"], row["b"], row["c"]), members=2,
            told=told,
        )  # fmt: skip
