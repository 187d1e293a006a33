"""How `fulcrum screen` says an alert and an indicator."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fulcrum.cli.output import result

if TYPE_CHECKING:
    from fulcrum.engines.screening.explain import Explanation, HitTold
    from fulcrum.engines.screening.indicator import Indicator

MOST_ROWS = 20
SHOWN = ("city", "branch", "counterparty", "merchant", "mcc", "memo", "txn_id")


def tell_alert(found: "Explanation") -> None:
    """An alert: rule, indicators with their rows, peers, what would have changed it."""
    result(f"{found.alert}: {found.points:.1f} points, {found.opened} to {found.last}")
    result("\n".join(_around(found)))
    for one in found.hits:
        _tell_hit(one)
    result("\n".join(_after(found)))


def _around(found: "Explanation") -> Iterator[str]:
    yield from filter(None, (found.source,))
    yield from (f"\n{name}. {story}" for name, story in found.scenarios)
    yield f"\nRule: {found.rule}"


def _after(found: "Explanation") -> Iterator[str]:
    for measure, peers in found.peers.items():
        shown = ", ".join(f"{key} {value:,.0f}" for key, value in peers.items())
        yield f"\nPeers, {measure}: {shown}"
    yield "\nWhat would have changed it:"
    yield from (f"  {line}" for line in found.changes)
    for key, needs in found.lacking.items():
        yield f"  {key} could not be evaluated: it needs {', '.join(needs)}"
    yield f"\nCompute it again: {found.command}"


def _tell_hit(one: "HitTold") -> None:
    result(f"\n{one.indicator} {one.name}{'  (needed)' if one.needed else ''}: {one.measures}")
    result(f"  observed {one.value:g}, threshold {one.threshold:g}, on {', '.join(one.days)}")
    for name, value, origin in one.parameters:
        result(f"  {name} = {value} [{origin}]")
    result(f"  After: {'; '.join(one.citations)}")
    result(f"  Who is who: {one.roles}\n  It may also be: {one.false_positives}")
    for row in one.rows[:MOST_ROWS]:
        result(f"    {row_text(row)}")
    if len(one.rows) > MOST_ROWS:
        result(f"    and {len(one.rows) - MOST_ROWS:,} more")


def row_text(row: Any) -> str:
    """A transaction in a line; others' text may hold control characters, so it is quoted."""
    amount = f"{'+' if row['credit'] else '-'}{row['cents'] / 100:,.2f}"
    known = (f"{key}={row[key]!r}" for key in SHOWN if row.get(key) is not None)
    return "  ".join((str(row["at"]), amount, row["channel"], *known))


def tell_indicator(one: "Indicator") -> None:
    """An indicator and its parameters."""
    result(f"{one.id} {one.name} [{one.family}]: {one.measures}")
    for each in one.parameters:
        result(f"    {each.name} = {each.default} {each.unit} [{each.origin}]: {each.meaning}")


def described(one: "Indicator") -> dict[str, Any]:
    """An indicator for machines."""
    plain = ("id", "name", "measures", "roles", "false_positives", "weight")
    return {name: getattr(one, name) for name in plain} | {
        "family": one.family.value,
        "exploitation": [each.value for each in one.exploitation],
        "sources": list(one.sources),
        "needs": list(one.needs),
        "parameters": [_parameter(each) for each in one.parameters],
    }


def _parameter(each: Any) -> dict[str, Any]:
    told = {name: getattr(each, name) for name in ("name", "default", "unit", "meaning")}
    return told | {"origin": each.origin.value}
