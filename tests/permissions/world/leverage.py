"""For each bank a practice of every state that matters, and a plan with a milestone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fulcrum.apps.blueprint.actions import plans
from fulcrum.apps.blueprint.actions.practices import (
    PracticeInput,
    contribute_practice,
    decide_practice,
)
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, Shown
from tests.conftest import actor_of_membership
from tests.permissions.columns import BANK, OTHER
from tests.permissions.world.blueprint import PRIVATE

if TYPE_CHECKING:
    from tests.permissions.world import World


def furnish(world: World) -> None:
    """Practices and plans of both banks."""
    officer = actor_of_membership(world.own["secretariat_officer"]["membership"])
    for side, visitor in ((BANK, "institution_lead"), (OTHER, OTHER)):
        things = world.sides[side]
        lead = actor_of_membership(world.own[visitor]["membership"])
        secret = PRIVATE if side == BANK else "Nothing"
        for name, title in (
            ("draft", f"{secret} draft"),
            ("proposed", "Terms of loans"),
            ("published", "Votes"),
        ):
            given = PracticeInput(
                title, "A bank", "Terms", LeverageKind.COMMERCIAL, Shown.TOLD, "Said"
            )
            made = contribute_practice(given, by=lead)
            if name != "draft":
                decide_practice(made, "propose", by=lead)
            if name == "published":
                decide_practice(made, "publish", by=officer)
            things[f"{name}_practice"] = made
        said = plans.PlanInput(f"{secret} plan", f"{secret} objective", date(2027, 1, 1))
        plan = plans.start_plan(things["organisation"], said, by=lead)
        things["plan"] = plan
        things["milestone"] = plans.add_milestone(plan, "M", date(2027, 1, 1), by=lead)
