"""What a run does: which indicators can be evaluated, and the statements of each stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import ibis
from ibis.expr.types import Table

from fulcrum.engines.screening.duck import sql_of
from fulcrum.engines.screening.indicator import Found, Indicator, Scope, Values
from fulcrum.engines.screening.pack import Pack, load_pack
from fulcrum.engines.screening.slices import Slices, slices
from fulcrum.engines.screening.store import Store


@dataclass(frozen=True)
class Step:
    """One indicator of a run; its statements are made when first asked for, and kept.

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

    @cached_property
    def hits_sql(self) -> str:
        """What finds its hits, on DuckDB."""
        return sql_of(self.found.hits)

    @cached_property
    def events_sql(self) -> str:
        """What finds the rows that count; "" when hits rest on none."""
        return "" if self.found.events is None else sql_of(self.found.events)

    @cached_property
    def gather_sql(self) -> str:
        """What gathers a shard's candidates; "" when nothing has to be gathered."""
        return "" if self.gathered is None else sql_of(self.gathered)


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
    lacking: dict[str, tuple[str, ...]] = {}
    for key, one in pack.indicators.items():
        missing = [] if store is None else [store.lacks(need) for need in one.needs]
        if needs := tuple(sorted({need for need in missing if need})):
            lacking[key] = needs
    wanted = tuple(
        (key, tuple(sorted(values[key].values.items())))
        for key in pack.indicators
        if key not in lacking
    )
    stages = _stages(pack.name, pack.digest, wanted)
    return Plan(stages[Scope.ACCOUNT], stages[Scope.NETWORK], stages[Scope.GLOBAL], lacking)


Wanted = tuple[tuple[str, tuple[tuple[str, object], ...]], ...]


@lru_cache(maxsize=16)
def _stages(name: str, _digest: str, wanted: Wanted) -> dict[Scope, tuple[Step, ...]]:
    """The steps of each stage: building expressions takes seconds, so they are kept."""
    given, pack = slices(), load_pack(name)
    steps = [_step(pack.indicators[key], given, Values(dict(told))) for key, told in wanted]
    return {scope: tuple(one for one in steps if one.indicator.scope is scope) for scope in Scope}


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
