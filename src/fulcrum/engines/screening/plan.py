"""What a run does: which indicators can be evaluated, and the statements of each stage."""

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
from ibis.expr.types import Table

from fulcrum.engines.screening.indicator import Found, Indicator, Scope, Values
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.slices import Slices, slices
from fulcrum.engines.screening.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator of a run.

    Attributes:
        indicator: the indicator.
        found: its hits and events; for NETWORK over a table named as `gathered_name` says.
        gathered: the candidates of one shard, for NETWORK.
        reads: the slices and tables it reads.
    """

    indicator: Indicator
    found: Found
    gathered: Table | None
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a run evaluates, by stage.

    Attributes:
        account: steps that each shard answers alone.
        network: steps that gather in every shard and decide over all.
        whole: steps that read only tables without transactions.
        lacking: what each indicator that cannot be evaluated needs.
    """

    account: tuple[Step, ...]
    network: tuple[Step, ...]
    whole: tuple[Step, ...]
    lacking: Mapping[str, tuple[str, ...]]

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, in the order of their ids."""
        return tuple(
            sorted((*self.account, *self.network, *self.whole), key=lambda one: one.indicator.id)
        )

    def explain(self) -> str:
        """The shared passes and what starts from each, in words."""
        starts: dict[str, list[str]] = {}
        for step in (*self.account, *self.network):
            for name in step.reads:
                starts.setdefault(name, []).append(step.indicator.id)
        lines = ["Each shard is read once into slices; indicators start from them:"]
        lines += [
            f"  {name:14} {len(ids):3} indicators: {', '.join(sorted(ids))}"
            for name, ids in sorted(starts.items())
        ]
        lines.append(f"Read whole, once: {_ids(self.whole)}.")
        lines.append(f"Gathered in shards, decided over all: {_ids(self.network)}.")
        lines += [
            f"Not evaluable: {key} needs {', '.join(needs)}."
            for key, needs in sorted(self.lacking.items())
        ]
        return "\n".join(lines)


def _ids(steps: tuple[Step, ...]) -> str:
    return ", ".join(step.indicator.id for step in steps) or "none"


def gathered_name(indicator: Indicator) -> str:
    """The table that holds what every shard gathered for an indicator."""
    return f"gathered_{indicator.id.lower()}"


def make_plan(pack: Pack, values: Mapping[str, Values], store: Store | None = None) -> Plan:
    """Plan a run.

    Args:
        pack: the indicators.
        values: their parameters.
        store: the data, which decides what can be evaluated; None for everything.
    """
    given = slices()
    lacking: dict[str, tuple[str, ...]] = {}
    stages: dict[Scope, list[Step]] = {scope: [] for scope in Scope}
    for key, one in pack.indicators.items():
        missing = [] if store is None else [store.lacks(need) for need in one.needs]
        needs = tuple(sorted({need for need in missing if need}))
        if needs:
            lacking[key] = needs
            continue
        stages[one.scope].append(_step(one, given, values[key]))
    return Plan(
        tuple(stages[Scope.ACCOUNT]),
        tuple(stages[Scope.NETWORK]),
        tuple(stages[Scope.GLOBAL]),
        lacking,
    )


def _step(one: Indicator, given: Slices, values: Values) -> Step:
    if one.gather is not None and one.combine is not None:
        gathered = one.gather(given, values)
        table = ibis.table(gathered.schema(), name=gathered_name(one))
        return Step(one, one.combine(table, given, values), gathered, _reads(gathered))
    if one.find is None:
        raise TypeError(f"{one.id} neither finds nor gathers")
    found = one.find(given, values)
    return Step(one, found, None, _reads(found.hits))


def _reads(made: Table) -> tuple[str, ...]:
    named = made.op().find(lambda node: hasattr(node, "namespace") and hasattr(node, "name"))
    return tuple(sorted({str(node.name) for node in named}))
