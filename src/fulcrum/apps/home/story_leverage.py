"""The showcase's leverage: practices that were contributed and moderated, and two plans; invented."""

from datetime import timedelta

from django.utils import timezone

from fulcrum.apps.blueprint.actions import plans
from fulcrum.apps.blueprint.actions.practices import (
    PracticeInput,
    contribute_practice,
    decide_practice,
)
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, PlanState, Shown
from fulcrum.apps.blueprint.models import Practice, Risk
from fulcrum.apps.home.story_commitments import Houses
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor, Role

LEAD = Role.INSTITUTION_LEAD
SOURCE = "Invented for the showcase"
# Whose, what; the last two wait for the Secretariat or were returned.
TOLD: tuple[tuple[str, PracticeInput], ...] = (
    ("draft", PracticeInput(
        "Loan terms that pay recruitment fees back to workers", "A retail bank",
        "New loans to garment and brick makers ask that workers get recruitment fees back within six months; the rate falls when an auditor confirms it.",
        LeverageKind.COMMERCIAL, Shown.CONFIRMED, SOURCE,
        "Eleven of fourteen borrowers had paid fees back after a year, as an auditor counted.",
        actor_types=("retail_bank", "dfi"), actions=("G3.A1", "G5.A1"), sectors=("13", "14", "23"), countries=("KE", "IN", "BD"),
    )),
    ("answered", PracticeInput(
        "Investors ask palm oil and cocoa buyers together", "Six asset managers",
        "Asset managers wrote one letter to the same buyers, named what they would vote against, and met the boards twice a year.",
        LeverageKind.PEERS, Shown.DOCUMENTED, SOURCE,
        "Nine of twelve buyers published grievance figures within two years.",
        actor_types=("asset_manager", "asset_owner"), actions=("G3.A2", "G3.A3"), sectors=("01", "10"), countries=("GH", "CI", "ID", "MY"),
    )),
    ("answered", PracticeInput(
        "Votes against directors where due diligence is missing", "An asset manager",
        "The manager votes against the chair of the responsible committee after a year without human rights due diligence, and says so beforehand.",
        LeverageKind.COMMERCIAL, Shown.DOCUMENTED, SOURCE,
        "Four of seven companies published a policy before the vote.",
        actor_types=("asset_manager", "asset_owner", "private_equity"), actions=("G3.A3",),
    )),
    ("accepted", PracticeInput(
        "Cover for fishing vessels only with transponders and contracts", "An insurer",
        "Hull cover is renewed only for vessels that keep transponders on and show the crew's contracts.",
        LeverageKind.COMMERCIAL, Shown.DOCUMENTED, SOURCE,
        "A third of the fleet showed contracts for the first time.",
        actor_types=("insurer", "reinsurer"), actions=("G3.A1",), sectors=("03",), countries=("PE", "TH"),
    )),
    ("private", PracticeInput(
        "Group loans that replace advances from brokers", "A microfinance institution",
        "Seasonal workers get a group loan before the harvest, so that no broker's advance binds them; a union explains the terms.",
        LeverageKind.ACROSS, Shown.EVALUATED, SOURCE,
        "Bonded households in the villages served fell by a quarter against villages served a year later.",
        actor_types=("microfinance", "mobile_money"), actions=("G5.A1",), sectors=("01", "23"), countries=("IN", "JO", "NP"),
    )),
    ("draft", PracticeInput(
        "A shared list of labour brokers, kept by banks of one country", "A bankers' association",
        "Banks keep one list of brokers against whom workers' complaints were upheld, with a right to be heard.",
        LeverageKind.PLATFORM, Shown.TOLD, SOURCE,
        actor_types=("retail_bank", "association"), actions=("G3.I1",), countries=("KE",),
    )),
    ("asked", PracticeInput(
        "Training for clients", "A bank", "We train clients.",
        LeverageKind.BROADER, Shown.TOLD, SOURCE, actor_types=("retail_bank",), actions=("G3.A1",),
    )),
)  # fmt: skip


def _contribute(houses: Houses, officer: Actor) -> list[Practice]:
    date = timezone.localdate() - timedelta(days=200)
    made = []
    for part, given in TOLD:
        lead = houses[part][LEAD]
        dated = PracticeInput(**{
            **{name: getattr(given, name) for name in PracticeInput.__slots__},
            "source_date": date,
        })  # fmt: skip
        practice = contribute_practice(dated, by=lead)
        decide_practice(practice, "propose", by=lead)
        made.append(practice)
    for practice in made[:-2]:
        decide_practice(practice, "publish", by=officer)
    decide_practice(
        made[-1],
        "return",
        by=officer,
        reason="Please say what is taught, to whom, and what changed.",
    )
    Practice.objects.filter(pk__in=[one.pk for one in made]).update(is_invented=True)
    return made


def _plan(lead: Actor, practice: Practice) -> None:
    """A plan of the institution that has a risk map."""
    organisation = Organisation.objects.get(tenant_id=lead.tenant_id or 0)
    risks = Risk.objects.filter(diagnostic__organisation=organisation).order_by("place")
    risk = risks.filter(sector__regex="^(13|14)").first() or risks.first()
    today = timezone.localdate()
    given = plans.PlanInput(
        "Recruitment fees paid back by our borrowers",
        "No worker of a borrower owes a broker a fee by the end of next year.",
        today + timedelta(days=400),
        "A lower rate once an auditor confirms it; two other lenders ask for the same.",
        ("G3.A1",),
        "Head of lending",
    )
    plan = plans.start_plan(organisation, given, by=lead, risk=risk)
    plans.add_practice(plan, practice, by=lead)
    steps = [
        plans.add_milestone(plan, title, today + timedelta(days=days), "Head of lending", by=lead)
        for title, days in (
            ("Terms agreed with both other lenders", -60),
            ("Terms in every new loan to garment makers", -8),
            ("First audit of fees paid back", 120),
            ("All borrowers audited", 390),
        )
    ]
    plans.mark_done(steps[0], today - timedelta(days=70), by=lead)
    for trigger, step in (
        ("No plan of a borrower within six weeks", "A meeting with its owner, minuted"),
        ("A second audit finds fees kept", "No new loans; the exit test is asked again"),
    ):
        plans.add_escalation(plan, trigger, step, by=lead)
    plans.answer_exit_test(
        plan,
        {
            "has_leverage": (True, "Half of the borrowers renew their loans this year."),
            "can_build": (True, "Two other lenders have agreed to the same terms."),
            "crucial": (False, "Garment lending is four per cent of the book."),
            "leaving_harms": (True, "Lenders without any terms would take our place."),
            "cared_for": (None, ""),
        },
        by=lead,
    )
    plans.set_plan_state(plan, PlanState.UNDER_WAY, by=lead)


def tell_of_leverage(houses: Houses) -> None:
    """Let institutions contribute practices, the Secretariat moderate them, and one plan.

    Args:
        houses: the acting people by role, for each part of the cast.
    """
    officer = houses["secretariat"][Role.SECRETARIAT_OFFICER]
    practices = _contribute(houses, officer)
    _plan(houses["draft"][LEAD], practices[0])
