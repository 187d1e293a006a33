"""What rules about payees, senders and lists share."""

from collections.abc import Sequence
from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.human_trafficking._people import BY_PEOPLE
from fulcrum.engines.screening.human_trafficking._spend import on_lists
from fulcrum.engines.screening.slices import Slices

NEVER = 1_000_000  # a day after all others


def on_list(rows: Table, s: Slices, name: str, column: str) -> Table:
    """The rows whose `column` is on a list."""
    folded = rows.mutate(entry=rows[column].lower())
    return folded.semi_join(on_lists(s, name), "entry").drop("entry")


def listed(rows: Table, s: Slices, name: str, column: str) -> Table:
    """The rows with `listed`: whether their `column` is on a list; false when it is empty."""
    known = on_lists(s, name).mutate(listed=ibis.literal(value=True))
    found = rows.mutate(entry=rows[column].lower()).left_join(known, "entry")
    return found.mutate(listed=found.listed.fill_null(False)).drop("entry", "entry_right")


def living_on_list(s: Slices, name: str) -> Table:
    """The accounts of customers whose home city is on a list."""
    homes = s.accounts.filter(s.accounts.home_city.notnull())
    return on_list(homes, s, name, "home_city")


def payments(s: Slices) -> Table:
    """Money sent to somebody who is no merchant, as the payer would call it a payment."""
    to_nobody = s.moves.counterparty.isnull() | s.moves.merchant.notnull()
    paid = s.moves.filter(~s.moves.credit, s.moves.channel.isin(BY_PEOPLE), ~to_nobody)
    return paid.select("account_id", "day", "sec", "txn_id", "counterparty", "memo")


def different(rows: Table, by: Sequence[str], days: int, **least: int) -> Table:
    """Days on which the last `days` days hold enough different values of every column named.

    A value counts from its day until it is seen again or leaves the window, so that running sums
    count each once: linear in the rows, exact, and alike on every engine.

    Args:
        rows: has `by`, `day`, `sec` and the columns.
        by: what windows never cross.
        days: length of the window.
        least: how many different values each column must have.

    Returns:
        Columns `by`, day, sec, and how many different values each column had.
    """
    keys = [*by, "kind"]
    ever = rows.group_by(by).agg(**{c: rows[c].nunique() for c in least})
    rows = rows.semi_join(ever.filter(*(ever[c] >= n for c, n in least.items())), by)
    shown = [rows.select(*by, "day", "sec", kind=ibis.literal(c), one=rows[c]) for c in least]
    long = ibis.union(*shown) if len(shown) > 1 else shown[0]
    seen = long.filter(long.one.notnull()).group_by([*keys, "one", "day"]).agg(sec=_.sec.max())
    again = _.day.lead().over(ibis.window(group_by=[*keys, "one"], order_by="day"))
    seen = seen.mutate(until=ibis.least(again.fill_null(NEVER), _.day + days).cast("int32"))
    daily = _steps(seen, keys).group_by([*keys, "day"]).agg(step=_.step.sum(), sec=_.sec.max())
    running = ibis.cumulative_window(group_by=keys, order_by="day")
    daily = daily.mutate(value=_.step.sum().over(running).cast("int64"))
    counted = daily.filter(daily.sec.notnull()).group_by([*by, "day"])
    counted = counted.agg(sec=_.sec.max(), **{c: _value_of(c) for c in least})
    return counted.filter(*(counted[c] >= n for c, n in least.items()))


def _steps(seen: Table, keys: Sequence[str]) -> Table:
    comes = seen.select(*keys, "day", "sec", step=ibis.literal(1, "int64"))
    goes = {"day": seen.until, "sec": ibis.null("int64"), "step": ibis.literal(-1, "int64")}
    return comes.union(seen.select(*keys, **goes))


def _value_of(kind: str) -> Any:
    return _.value.max(where=_.kind == kind).fill_null(0)
