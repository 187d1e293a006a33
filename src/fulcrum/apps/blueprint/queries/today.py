"""What waits for whoever acts: assessments, commitments, practices, plans."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fulcrum.apps.blueprint.leverage.terms import PracticeState
from fulcrum.apps.blueprint.models import (
    Assessment,
    Commitment,
    CommitmentEvidence,
    Dispute,
    DisputeState,
)
from fulcrum.apps.blueprint.queries.assessments import institution_waits, officer_waits
from fulcrum.apps.blueprint.queries.plans import leverage_counts
from fulcrum.apps.blueprint.queries.practices import to_moderate
from fulcrum.apps.blueprint.queries.waits import Waiting
from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import Actor, Role


def _commitments_wait(actor: Actor) -> Iterator[Waiting]:
    """Evidence for reviewers; disputes for the institution they are about (one query)."""
    visible = Commitment.objects.visible_to(actor)
    if actor.is_secretariat:
        waiting = CommitmentEvidence.objects.filter(
            commitment__in=visible, coded_kind="", withdrawn_at__isnull=True
        ).count()
        if waiting:
            yield Waiting(
                ngettext(
                    "%d piece of evidence to review", "%d pieces of evidence to review", waiting
                )
                % waiting,
                _("Institutions show how far their commitments have come."),
                reverse("commitment_reviews"),
                count=waiting,
            )
        return
    own = Dispute.objects.filter(commitment__in=visible, state=DisputeState.OPEN)
    for dispute in own.exclude(messages__from_institution=True).select_related("commitment"):
        yield Waiting(
            _("A commitment is disputed; you can reply"),
            dispute.commitment.title,
            reverse("dispute", args=[dispute.pk]),
            urgent=True,
        )


def _leverage_waits(actor: Actor) -> Iterator[Waiting]:
    """Practices to moderate; for institutions those returned to them, and milestones that are late."""
    if actor.is_secretariat:
        if count := to_moderate().count():
            text = ngettext("%d practice to moderate", "%d practices to moderate", count) % count
            yield Waiting(
                text,
                _("Institutions contributed them to the catalogue of leverage."),
                f"{reverse('practices')}?state={PracticeState.PROPOSED.value}",
                count=count,
            )
        return
    late, returned = leverage_counts(actor)
    if returned:
        text = ngettext(
            "%d practice was returned to you", "%d practices were returned to you", returned
        )
        address = f"{reverse('practices')}?state={PracticeState.RETURNED.value}"
        yield Waiting(text % returned, _("The Secretariat says why."), address, count=returned)
    if late:
        text = ngettext("%d milestone is late", "%d milestones are late", late) % late
        yield Waiting(
            text, _("Look at the plan's escalation."), reverse("plans"), urgent=True, count=late
        )


def today_for(actor: Actor, assessments: Iterable[Assessment] | None = None) -> list[Waiting]:
    """What waits for whoever acts, most urgent first.

    Args:
        actor: whoever it is.
        assessments: an institution's own, where the page has read them already.
    """
    waiting: list[Waiting] = []
    if actor.has_role(Role.INSTITUTION_LEAD, Role.INSTITUTION_COLLEAGUE):
        waiting += institution_waits(actor, assessments)
    if actor.is_secretariat:
        waiting += officer_waits()
    if allowed(actor, "blueprint.view_commitments"):
        waiting += _commitments_wait(actor)
    if allowed(actor, "blueprint.contribute_practice"):
        waiting += _leverage_waits(actor)
    return sorted(waiting, key=lambda row: not row.urgent)
