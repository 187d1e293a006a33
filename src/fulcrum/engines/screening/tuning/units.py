"""Put alerts of two versions side by side: those of one subject that belong together are one unit."""

import pyarrow as pa

from fulcrum.engines.screening.ranking.tables import query

KEPT, GAINED, LOST = "kept", "gained", "lost"


def units(before: pa.Table, after: pa.Table, days: int = 0) -> pa.Table:
    """Alerts of two versions, joined where they are about the same thing.

    Alerts of one subject belong together when their days, from `opened` to `last`, overlap or lie no
    further apart than the rule's window, directly or through a third: as qualifying days are one
    alert within a run. So a version that is a day later than another has not lost the alert.

    Args:
        before: alert, subject, opened, last.
        after: likewise.
        days: length of the rule's window; 0 for alerts that overlap.

    Returns:
        subject, opened, last, before (list of alerts), after (likewise), change: kept, gained (only
        after) or lost (only before); by subject and day.
    """
    order = "PARTITION BY subject ORDER BY opened, last, side, alert ROWS"
    return query(
        f"""WITH sides AS (
            SELECT 1 AS side, alert, subject, opened, last FROM older
            UNION ALL SELECT 2, alert, subject, opened, last FROM newer
        ), marked AS (
            SELECT *, CASE WHEN opened > {days} + max(last) OVER (
                {order} BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 1 ELSE 0 END AS starts
            FROM sides
        ), numbered AS (
            SELECT *, sum(starts) OVER ({order} UNBOUNDED PRECEDING) AS number FROM marked
        ), joined AS (
            SELECT subject, min(opened) AS opened, max(last) AS last,
                coalesce(list(alert ORDER BY alert) FILTER (side = 1), []) AS "before",
                coalesce(list(alert ORDER BY alert) FILTER (side = 2), []) AS "after"
            FROM numbered GROUP BY subject, number
        )
        SELECT *, CASE WHEN len("after") = 0 THEN '{LOST}' WHEN len("before") = 0 THEN '{GAINED}'
            ELSE '{KEPT}' END AS change FROM joined ORDER BY subject, opened""",
        older=before,
        newer=after,
    )
