"""What a case's evidence gives a report: movements, accounts, indicators, and what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from fulcrum.apps.screening.enums import DecisionKind
from fulcrum.apps.screening.models import Alert, Case, CaseParty
from fulcrum.apps.screening.queries.alerts import HitLine
from fulcrum.apps.screening.queries.cases import CARING
from fulcrum.apps.screening.queries.evidence import movements_of
from fulcrum.apps.screening.report_given import Given
from fulcrum.engines.screening.reporting.movements import Account, Movement, Side
from fulcrum.engines.screening.reporting.observed import Observed
from fulcrum.engines.screening.reporting.reporters import Step
from fulcrum.engines.screening.reporting.texts import cleaned
from fulcrum.kernel.errors import FulcrumError

# In the language of the document, which is that of the engine's template.
STEPS = {
    DecisionKind.MONITOR: "it was decided to watch the customer more closely",
    DecisionKind.ASK: "it was decided to ask the customer",
    DecisionKind.RESTRICT: "it was decided to restrict an account",
    DecisionKind.EXIT: "it was decided to end the relationship",
    DecisionKind.REPORT: "it was decided to report",
}


def party_key(party: CaseParty) -> str:
    """A party as a report's facts name it."""
    return f"P{party.pk}"


def rows_of(alerts: Iterable[Alert]) -> tuple[dict[str, list[dict[str, Any]]], int]:
    """The movements of alerts by indicator, and of how many alerts they could not be read."""
    rows: dict[str, list[dict[str, Any]]] = {}
    unread = 0
    for alert in alerts:
        try:
            found = movements_of(alert)
        except (FulcrumError, OSError):
            unread += 1
            continue
        for one in found:
            for key in one.indicators:
                rows.setdefault(key, []).append(one.row)
    return rows, unread


def accounts_of(
    rows: dict[str, list[dict[str, Any]]], case: Case, parties: Sequence[CaseParty], given: Given
) -> tuple[Account, ...]:
    """The accounts the movements were booked on; whoever has one as reference holds it."""
    numbers = sorted({str(row["account_id"]) for mine in rows.values() for row in mine})
    return tuple(
        Account(
            number=number,
            institution=case.tenant.name,
            holders=tuple(party_key(one) for one in parties if one.reference == number),
            currency=given.currency,
            branch=given.branch,
            country=given.country,
        )
        for number in numbers
    )


def _side(side: Side, given: Given) -> Side:
    side = replace(side, label=cleaned(side.label)[0])
    if given.own_country and not side.country and not side.account:
        return replace(side, country=given.country)
    return side


def movement_of(one: Movement, given: Given) -> Movement:
    """A movement without what a file cannot hold, its countries as far as somebody takes them."""
    return replace(
        one,
        source=_side(one.source, given),
        target=_side(one.target, given),
        place=cleaned(one.place)[0],
        description=cleaned(one.description)[0],
    )


def observed_of(lines: Iterable[HitLine]) -> tuple[Observed, ...]:
    """Each indicator once, over all alerts of the case."""
    found: dict[str, list[HitLine]] = {}
    for line in lines:
        if line.indicator is not None:
            found.setdefault(line.key, []).append(line)
    return tuple(
        Observed(
            id=key,
            name=mine[0].indicator.name if mine[0].indicator else key,
            measures=mine[0].indicator.measures if mine[0].indicator else "",
            days=tuple(sorted({day for line in mine for day in line.days})),
            value=max(line.value for line in mine),
            threshold=max(line.threshold for line in mine),
            origins=tuple(sorted({each[2] for line in mine for each in line.parameters})),
            citations=mine[0].citations,
            otherwise=mine[0].indicator.false_positives if mine[0].indicator else "",
        )
        for key, mine in sorted(found.items())
    )


def steps_of(case: Case) -> tuple[Step, ...]:
    """What was decided and is in force; what protects somebody is not told to anybody."""
    rows = case.decisions.exclude(kind__in=CARING).exclude(agreed=False).order_by("at", "pk")
    return tuple(
        Step(one.at.date(), STEPS[DecisionKind(one.kind)])
        for one in rows
        if one.kind in STEPS and (one.agreed or not one.needs_second)
    )
