"""Today of an administrator: people, second factors, jobs, and the health of the installation."""

import shutil

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fulcrum.apps.accounts.enums import MFA_ROLES, TenantKind
from fulcrum.apps.accounts.models import Invitation, Tenant
from fulcrum.apps.accounts.queries import FACTORS, people_of
from fulcrum.apps.audit.models import ChainHead
from fulcrum.apps.blueprint.queries.waits import Waiting
from fulcrum.apps.home.queries.pieces import Line, Panel, Tile, Today
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.kernel.actors import Actor

LEAST_FREE = 1 << 30
GIB = 1 << 30


def _owing(actor: Actor, tenant_id: int) -> int:
    """People whose role asks for a second factor and who have none."""
    rows = people_of(actor, tenant_id).filter(role__in=MFA_ROLES).values_list("user_id", flat=True)
    people = set(rows)
    having = Authenticator.objects.filter(user_id__in=people, type__in=FACTORS)
    return len(people - set(having.values_list("user_id", flat=True)))


def _waiting(owing: int, expired: int, failed: int) -> list[Waiting]:
    found = []
    if failed:
        title = ngettext("%(n)d job failed", "%(n)d jobs failed", failed) % {"n": failed}
        text = _("Each says what happened; what was done so far is kept.")
        found.append(Waiting(title, text, f"{reverse('jobs')}?state=failed", urgent=True))
    if owing:
        title = ngettext(
            "%(n)d person owes a second factor", "%(n)d people owe a second factor", owing
        ) % {"n": owing}
        text = _("They are asked to set one up when they sign in next.")
        found.append(Waiting(title, text, reverse("people")))
    if expired:
        title = ngettext(
            "%(n)d invitation has expired", "%(n)d invitations have expired", expired
        ) % {"n": expired}
        found.append(Waiting(title, _("Send it again, or revoke it."), reverse("invitations")))
    return found


def _health(states: dict[str, int]) -> Panel:
    free = shutil.disk_usage(settings.DATA_DIR).free
    head = ChainHead.objects.filter(id=1).first()
    running = states.get(JobState.RUNNING, 0) + states.get(JobState.WAITING, 0)
    lines = [
        Line(_("Disk"), "", _("%(free)d GiB free") % {"free": free // GIB},
             "success" if free > LEAST_FREE else "danger"),
        Line(_("The log"), "", _("%(count)d rows") % {"count": head.sequence if head else 0}),
        Line(_("Long work under way"), reverse("jobs"), str(running)),
    ]  # fmt: skip
    return Panel(
        "health",
        _("This installation"),
        lines,
        more_url="",
        more_label=_("“fulcrum doctor” and “fulcrum audit verify” look closer, on the machine."),
    )


def administrator_today(actor: Actor) -> Today:
    """What an administrator sees first."""
    tenant = Tenant.objects.get(pk=actor.tenant_id or 0)
    people = people_of(actor, tenant.pk).values("user_id").distinct().count()
    owing = _owing(actor, tenant.pk)
    pending = Invitation.objects.visible_to(actor).open().filter(tenant=tenant)
    expired = pending.filter(expires_at__lte=timezone.now()).count()
    open_count = pending.count() - expired
    jobs = Job.objects.visible_to(actor)
    states = dict(jobs.values_list("state").annotate(n=Count("pk")).order_by())
    runs_it = tenant.kind == TenantKind.SECRETARIAT
    return Today(
        lead=tenant.name,
        waiting=_waiting(owing, expired, states.get(JobState.FAILED, 0)),
        at_rest=_("Everybody is in, everything runs. Nothing waits for you."),
        tiles=(
            Tile(str(people), _("people"), reverse("people")),
            Tile(str(open_count), _("invitations not answered yet"), reverse("invitations")),
            Tile(str(owing), _("owe a second factor"), reverse("people")),
        ),
        panels=(_health(states),) if runs_it else (),
    )
