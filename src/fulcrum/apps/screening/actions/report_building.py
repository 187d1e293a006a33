"""A report's facts, put together from a case: who, which movements, which indicators, what was done.

Whoever may be a victim is described, never a subject: the engine refuses it once more, and replaces
what would give them away.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from fulcrum.apps.screening.actions.report_evidence import (
    accounts_of,
    movement_of,
    observed_of,
    party_key,
    rows_of,
    steps_of,
)
from fulcrum.apps.screening.enums import PartyKind
from fulcrum.apps.screening.models import Alert, Case, CaseParty
from fulcrum.apps.screening.queries.alerts import hit_lines
from fulcrum.apps.screening.report_given import Given, split_name
from fulcrum.engines.screening.reporting import evidence_rows
from fulcrum.engines.screening.reporting.narrative import draft_narrative
from fulcrum.engines.screening.reporting.parties import Address, Firm, Party, Person, Role
from fulcrum.engines.screening.reporting.profile_files import load_profile
from fulcrum.engines.screening.reporting.reporters import Officer, ReportingEntity
from fulcrum.engines.screening.reporting.spec import Report as Facts
from fulcrum.kernel.errors import FulcrumError


@dataclass(frozen=True, slots=True)
class Assembled:
    """A report's facts.

    Attributes:
        unread: alerts whose transactions could not be read, since the files are not here any more.
    """

    facts: Facts
    unread: int


def _party(party: CaseParty) -> Party:
    key, role = party_key(party), Role(party.role)
    if party.kind == PartyKind.FIRM:
        return Firm(key=key, role=role, name=party.name, customer_number=party.reference)
    first, last = split_name(party.name)
    return Person(
        key=key, role=role, last_name=last, first_name=first, customer_number=party.reference
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
    rows, unread = rows_of(alerts)
    made_of = [_party(one) for one in parties]
    accounts = accounts_of(rows, case, parties, given)
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
            movement_of(one, given) for one in evidence_rows.movements_of(rows, accounts, made_of)
        ),
        indicators=observed_of(line for alert in alerts for line in hit_lines(alert)),
        crimes=given.crimes,
        narrative=narrative or "",
        steps=steps_of(case),
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
