"""A report's facts, put together from a case: who, which movements, which indicators, what was done.

Whoever may be a victim is described, never a subject: the engine refuses it once more, and replaces
what would give them away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.screening.enums import DecisionKind, PartyKind
from fulcrum.apps.screening.models import Alert, Case, CaseParty
from fulcrum.apps.screening.queries.alerts import HitLine, hit_lines
from fulcrum.apps.screening.queries.cases import CARING
from fulcrum.apps.screening.queries.evidence import movements_of
from fulcrum.engines.screening.reporting import evidence_rows
from fulcrum.engines.screening.reporting.movements import Account, Movement, Side
from fulcrum.engines.screening.reporting.narrative import draft_narrative
from fulcrum.engines.screening.reporting.observed import Observed
from fulcrum.engines.screening.reporting.parties import Address, Firm, Party, Person, Role
from fulcrum.engines.screening.reporting.profile_files import load_profile
from fulcrum.engines.screening.reporting.reporters import Officer, ReportingEntity, Step
from fulcrum.engines.screening.reporting.spec import Report as Facts
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person says of a report beside its case.

    Attributes:
        profile: the country profile or form.
        crimes: what is suspected.
        currency: of amounts.
        entity_id: the number by which the unit knows the institution.
        country: of the institution.
        first_name: of who reports.
        last_name: of who reports.
        own_country: whether sides of which the data names no country are in the institution's.
    """

    profile: str
    crimes: tuple[str, ...]
    currency: str
    country: str
    last_name: str
    first_name: str = ""
    occupation: str = ""
    phone: str = ""
    entity_id: str = ""
    branch: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    own_country: bool = False


@dataclass(frozen=True, slots=True)
class Assembled:
    """A report's facts.

    Attributes:
        unread: alerts whose transactions could not be read, since the files are not here any more.
    """

    facts: Facts
    unread: int


def split_name(name: str) -> tuple[str, str]:
    """First and last name: "North, Ada" says which is which; else the last word is the last name."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _space, last = name.strip().rpartition(" ")
    return first.strip(), last


def party_key(party: CaseParty) -> str:
    """A party as a report's facts name it."""
    return f"P{party.pk}"


def _party(party: CaseParty) -> Party:
    key, role = party_key(party), Role(party.role)
    if party.kind == PartyKind.FIRM:
        return Firm(key=key, role=role, name=party.name, customer_number=party.reference)
    first, last = split_name(party.name)
    return Person(
        key=key, role=role, last_name=last, first_name=first, customer_number=party.reference
    )


def _rows(alerts: Iterable[Alert]) -> tuple[dict[str, list[dict[str, Any]]], int]:
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


def _accounts(
    rows: dict[str, list[dict[str, Any]]], case: Case, parties: Sequence[CaseParty], given: Given
) -> tuple[Account, ...]:
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


def _movement(one: Movement, given: Given) -> Movement:
    return replace(
        one,
        source=_side(one.source, given),
        target=_side(one.target, given),
        place=cleaned(one.place)[0],
        description=cleaned(one.description)[0],
    )


def _observed(lines: Iterable[HitLine]) -> tuple[Observed, ...]:
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


def _steps(case: Case) -> tuple[Step, ...]:
    """What was decided and is in force; what protects somebody is not told to anybody."""
    rows = case.decisions.exclude(kind__in=CARING).exclude(agreed=False).order_by("at", "pk")
    return tuple(
        Step(one.at.date(), STEPS[DecisionKind(one.kind)])
        for one in rows
        if one.kind in STEPS and (one.agreed or not one.needs_second)
    )


def assemble(
    case: Case, given: Given, *, reference: str, made: date, narrative: str | None = None
) -> Assembled:
    """The facts of a case's report; without a narrative, one is drafted.

    Raises:
        FulcrumError: a possible victim is a subject or is named; nobody is a subject; a value
            cannot be used.
    """
    parties = list(case.parties.order_by("pk"))
    alerts = Alert.objects.filter(case__case=case).select_related("run__dataset").order_by("pk")
    rows, unread = _rows(alerts)
    made_of = [_party(one) for one in parties]
    accounts = _accounts(rows, case, parties, given)
    profile = load_profile(given.profile)
    if not any(one.is_subject for one in parties):
        raise FulcrumError(_("The report is about nobody."), mend=_("Choose one subject or more."))
    facts = Facts(
        profile=profile,
        kind=profile.kinds[0],
        reference=reference,
        entity=_entity(case, given),
        officer=Officer(
            first_name=given.first_name,
            last_name=given.last_name,
            occupation=given.occupation,
            phone=given.phone,
        ),
        made=made,
        currency=given.currency,
        subjects=tuple(one for one, row in zip(made_of, parties, strict=True) if row.is_subject),
        mentioned=tuple(
            one for one, row in zip(made_of, parties, strict=True) if not row.is_subject
        ),
        accounts=accounts,
        transactions=tuple(
            _movement(one, given) for one in evidence_rows.movements_of(rows, accounts, made_of)
        ),
        indicators=_observed(line for alert in alerts for line in hit_lines(alert)),
        crimes=given.crimes,
        narrative=narrative or "",
        steps=_steps(case),
    )
    if narrative is None:
        facts = replace(facts, narrative=draft_narrative(facts).text)
    return Assembled(facts, unread)


def _entity(case: Case, given: Given) -> ReportingEntity:
    place = Address(given.street, given.city, given.country, given.postcode)
    return ReportingEntity(
        name=case.tenant.name,
        id=given.entity_id,
        branch=given.branch,
        address=place if given.street or given.city else None,
    )
