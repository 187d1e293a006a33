"""What decisions on alerts teach: which alerts were decided, by indicator and scenario."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fulcrum.apps.screening.enums import AlertState, BundleState, RunState
from fulcrum.apps.screening.models import Alert, Bundle, Run
from fulcrum.engines.screening.learning.payloads import Told, read_payload
from fulcrum.engines.screening.learning.precision import (
    Precisions,
    PrecisionSpec,
    measure_precision,
)
from fulcrum.engines.screening.learning.quarters import Quarter, quarter_of
from fulcrum.engines.screening.learning.tallies import Decision, Kind, Line, Outcome
from fulcrum.engines.screening.pack import Pack, load_pack
from fulcrum.engines.screening.scenario import Scenario
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.provenance import hash_of

PACK = "human-trafficking"
LISTED_QUARTERS = 12


@dataclass(frozen=True, slots=True)
class Decided:
    """Alerts that were closed with a verdict.

    Attributes:
        decisions: one for each.
        lines: by run, every line that could be evaluated in it.
        runs: the run of each decision, in their order.
        invented: whether they are of invented data; real ones are taken where there are any.
        left_out: how many invented ones were left out beside real ones.
    """

    decisions: tuple[Decision, ...]
    lines: Mapping[int, frozenset[Line]]
    runs: tuple[int, ...]
    invented: bool
    left_out: int

    def lines_of(self, first: Quarter, last: Quarter) -> tuple[Line, ...]:
        """Every line that could be evaluated in the runs whose alerts were decided then."""
        found: set[Line] = set()
        for one, run in zip(self.decisions, self.runs, strict=True):
            if first <= one.quarter <= last:
                found |= self.lines[run] | set(one.lines)
        return tuple(sorted(found))


def _version(pack: Pack, keys: Iterable[str], own: Mapping[str, Mapping[str, Any]]) -> str:
    """Changes whenever a rule or one of its parameters does."""
    parts = {
        key: {one.name: own.get(key, {}).get(one.name, one.default) for one in each.parameters}
        for key in sorted(keys)
        if (each := pack.indicators.get(key)) is not None
    }
    return f"{pack.digest[:8]}-{hash_of(parts)[:6]}"


def _keys_of(scenario: Scenario) -> set[str]:
    return {key for part in scenario.parts for key in part.indicators} | set(scenario.supports)


def _lines(pack: Pack, own: Mapping[str, Mapping[str, Any]]) -> dict[str, Line]:
    """Every line of a run, by its id."""
    found = {key: Line(Kind.INDICATOR, key, _version(pack, (key,), own)) for key in pack.indicators}
    for key, one in pack.scenarios.items():
        found[key] = Line(Kind.SCENARIO, key, _version(pack, _keys_of(one), own))
    return found | {"all": Line(Kind.ALL, "all", _version(pack, pack.indicators, own))}


def _evaluable(pack: Pack, lines: Mapping[str, Line], lacking: Iterable[str]) -> frozenset[Line]:
    """The lines that a run's data allowed."""
    missing = set(lacking)
    strange = {
        key
        for key, one in pack.scenarios.items()
        if any(len(set(part.indicators) - missing) < part.least for part in one.parts)
    }
    return frozenset(line for key, line in lines.items() if key not in missing | strange)


def _closed(tenant_id: int) -> list[tuple[Any, ...]]:
    rows = Alert.objects.filter(
        tenant_id=tenant_id, state=AlertState.CLOSED, closed_at__isnull=False, run__pack=PACK
    )
    columns = ("key", "verdict", "closed_at", "indicators", "scenarios", "run_id", "is_invented")
    return list(rows.order_by("pk").values_list(*columns))


def decided_of(tenant_id: int) -> Decided:
    """What an organisation's people concluded; two queries."""
    rows, pack = _closed(tenant_id), load_pack(PACK)
    has_real = any(not row[6] for row in rows)
    kept = [row for row in rows if not (has_real and row[6])]
    runs = Run.objects.filter(pk__in={row[5] for row in kept}).values_list(
        "pk", "parameters", "result"
    )
    by_run: dict[int, dict[str, Line]] = {}
    evaluable: dict[int, frozenset[Line]] = {}
    known: dict[str, dict[str, Line]] = {}
    for pk, own, result in runs:
        by_run[pk] = known.setdefault(hash_of(own), _lines(pack, own))
        evaluable[pk] = _evaluable(pack, by_run[pk], result.get("lacking", ()))
    decisions = tuple(
        Decision(
            key,
            Outcome(verdict),
            quarter_of(timezone.localdate(at)),
            tuple(
                by_run[run][one] for one in ("all", *indicators, *scenarios) if one in by_run[run]
            ),
        )
        for key, verdict, at, indicators, scenarios, run, _invented in kept
    )
    return Decided(
        decisions,
        evaluable,
        tuple(row[5] for row in kept),
        bool(kept) and not has_real,
        len(rows) - len(kept),
    )


def precisions_of(decided: Decided) -> Precisions | None:
    """Precision of every indicator and scenario; None when nothing was decided."""
    return measure_precision(PrecisionSpec(decided.decisions)) if decided.decisions else None


def bundles(actor: Actor) -> QuerySet[Bundle]:
    """Bundles of the organisation, the newest first."""
    return Bundle.objects.visible_to(actor).order_by("-pk")


def told_of(bundle: Bundle) -> Told:
    """What a bundle tells, checked."""
    return read_payload(bundle.payload["payload"])


def told_before(tenant_id: int) -> list[Told]:
    """What the organisation signed already."""
    rows = Bundle.objects.filter(tenant_id=tenant_id, state=BundleState.SIGNED)
    return [told_of(one) for one in rows.only("payload")]


def over_quarters(today: date) -> list[Quarter]:
    """The last quarters that are over, the latest first."""
    place = today.year * 4 + (today.month - 1) // 3
    return [
        Quarter((place - back) // 4, (place - back) % 4 + 1)
        for back in range(1, LISTED_QUARTERS + 1)
    ]


def has_run(actor: Actor) -> bool:
    """Whether a run was finished."""
    return Run.objects.visible_to(actor).filter(state=RunState.FINISHED).exists()
