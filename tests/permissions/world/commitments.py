"""For each bank a pledged commitment with evidence and a dispute, and a proposal of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from fulcrum.apps.blueprint.actions import commitment_evidence as evidence
from fulcrum.apps.blueprint.actions import commitments as actions
from fulcrum.apps.blueprint.actions import disputes
from fulcrum.apps.blueprint.actions.commitment_evidence import EvidenceInput
from fulcrum.apps.blueprint.actions.commitment_import import (
    check_commitment_import,
    start_commitment_import,
)
from fulcrum.apps.blueprint.actions.commitments import CommitmentInput
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.models import Import
from tests.conftest import actor_of_membership
from tests.permissions.columns import BANK, OTHER, SECRETARIAT
from tests.permissions.world.blueprint import PRIVATE
from tests.permissions.world.parties import SYSTEM

if TYPE_CHECKING:
    from tests.permissions.world import World


FILE = (
    b"organisation,key,title,actions,by_when,indicator\n"
    b"Bank Ltd (KE),K-1,Ask clients,G1.A1,2027-01-01,Answers\nNobody (KE),K-2,x,G1.A1,soon,x\n"
)


def furnish(world: World) -> None:
    """Commitments of both banks, and a file of more."""
    things = world.sides[SECRETARIAT]
    run = start_commitment_import("commitments.csv", FILE, by=SYSTEM)
    check_commitment_import(run, by=SYSTEM, queue=False)
    Import.objects.filter(pk=run.pk).update(tenant=things["tenant"], state=ImportState.CHECKED)
    run.refresh_from_db()
    things["commitments_import"] = run
    officer = actor_of_membership(world.own["secretariat_officer"]["membership"])
    for side, visitor in ((BANK, "institution_lead"), (OTHER, OTHER)):
        things = world.sides[side]
        lead = actor_of_membership(world.own[visitor]["membership"])
        secret = PRIVATE if side == BANK else "Nothing"
        given = CommitmentInput("Train analysts", ["G1.A1"], date(2027, 1, 1), "Certificates")
        shared = actions.propose_commitment(things["organisation"], given, by=lead)
        things["commitment"] = actions.pledge_commitment(shared, by=lead)
        said = EvidenceInput("Policy", "The bank", date(2026, 1, 1), Kind.POLICY)
        link = EvidenceInput(
            "Policy page", "The bank", date(2026, 1, 1), Kind.POLICY, "https://bank.example/p"
        )
        file = SimpleUploadedFile("policy.txt", b"The policy.", "text/plain")
        things["commitment_file"] = evidence.add_evidence_file(shared, said, file, by=lead)
        things["commitment_link"] = evidence.add_evidence_link(shared, link, by=lead)
        things["dispute"] = disputes.open_dispute(
            shared, "Never seen.", by=officer, evidence=things["commitment_file"]
        )
        again = CommitmentInput("Screen payments", ["G1.A1"], date(2027, 1, 1), "Alerts read")
        things["unpledged"] = actions.propose_commitment(things["organisation"], again, by=lead)
        own = CommitmentInput(
            f"{secret} plan", ["G1.A1"], date(2027, 1, 1), f"{secret} count", audience="own"
        )
        things["proposal"] = actions.propose_commitment(things["organisation"], own, by=lead)
