"""A diagnostic in the showcase's year: exposures, judged risks, a record that moves; all invented."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from fulcrum.apps.blueprint.actions import diagnostics
from fulcrum.apps.blueprint.actions import judgements as judging
from fulcrum.apps.blueprint.actions.judgements import Judgement
from fulcrum.apps.blueprint.diagnosis.exposures import ExposureInput
from fulcrum.apps.blueprint.diagnosis.terms import EventKind
from fulcrum.apps.blueprint.models import Risk
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role

Houses = Mapping[str, Mapping[Role, Actor]]
EXPOSURES = (
    ("own_operations", "Cleaning and security by agencies", "81", "AE", "", 4_200_000),
    ("clients", "Loans to spinning mills", "13", "IN", "Textiles", 64_000_000),
    ("clients", "Working capital of cotton traders", "01", "UZ", "Cotton", 21_000_000),
    ("clients", "Project finance of a solar park", "26", "CN", "Solar Modules", 150_000_000),
    ("clients", "Loans to builders of housing", "41", "QA", "", 88_000_000),
    ("clients", "Holdings in palm oil", "10", "MY", "Refined Palm Oil", 47_000_000),
    ("clients", "Trade finance of cocoa", "01", "CI", "Cocoa", 33_000_000),
    ("clients", "Loans to fisheries", "03", "TH", "Fish", 12_500_000),
    ("products", "Accounts of recruitment agencies", "78", "NP", "", 2_800_000),
    ("suppliers", "Uniforms", "14", "BD", "Garments", 650_000),
    ("suppliers", "Laptops and phones", "26", "CN", "Electronics", 7_900_000),
)
JUDGED = {
    "Solar Modules": (
        Judgement(
            "linked", True, "We finance the park; its modules come from one producer's plants."
        ),
        Judgement("scale", 5, "People report being placed in work they could not refuse."),
        Judgement("scope", 5, "It is the way the sector works in the region."),
    ),
    "Cotton": (
        Judgement(
            "contributes", True, "Our pricing rewards deadlines that cannot be met without it."
        ),
        Judgement("scope", 4, "Pickers in several districts, season after season."),
    ),
    "Fish": (Judgement("irremediability", 4, "Injuries at sea, years without pay."),),
}


def tell_diagnostic(houses: Houses) -> None:
    """One institution's diagnostic: begun by a colleague, judged, and with a record."""
    people = houses["draft"]
    lead, today = people[Role.INSTITUTION_LEAD], timezone.localdate()
    organisation = Organisation.objects.get(tenant_id=lead.tenant_id or 0)
    diagnostic = diagnostics.start_diagnostic(
        organisation,
        by=lead,
        title="Lending, holdings and purchases",
        as_of_date=today - timedelta(days=20),
        currency="USD",
    )
    for area, activity, sector, country, good, amount in EXPOSURES:
        given = ExposureInput(area, activity, sector, country, good, Decimal(amount))
        diagnostics.add_exposure(diagnostic, given, by=lead)
    for good, judgements in JUDGED.items():
        risk = Risk.objects.get(diagnostic=diagnostic, good=good)
        for judgement in judgements:
            judging.judge_risk(risk, judgement, by=lead)
    risk = Risk.objects.get(diagnostic=diagnostic, good="Solar Modules")
    for kind, days, text in (
        (EventKind.KNOWN, 400, "A research institute names the producer in its report."),
        (EventKind.ACTED, 330, "We wrote to the client and asked where its modules come from."),
        (EventKind.STALLED, 200, "The client has not answered; the next tranche was paid."),
    ):
        judging.record_event(risk, kind, today - timedelta(days=days), text, by=lead)
