"""Today of roles whose own area is not part of this installation: what they can do here now."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.blueprint.queries.peers import latest_submitted
from fulcrum.apps.blueprint.queries.releases import published_release
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.home.queries.pieces import Line, Panel, Tile, Today
from fulcrum.apps.ui.rls import everything
from fulcrum.kernel.actors import Actor, Role

# What each of these roles comes for; none of it is installed here.
WORK: dict[Role, Promise] = {
    Role.COMMISSIONER: gettext_lazy("events, commitments and updates"),
    Role.CRIME_ANALYST: gettext_lazy("alerts and cases"),
    Role.CASEWORKER: gettext_lazy("survivors' steps towards a bank"),
    Role.BANK_CONTACT: gettext_lazy("referrals and appointments"),
    Role.STEWARDSHIP_ANALYST: gettext_lazy("holdings and engagements"),
    Role.RESEARCHER: gettext_lazy("studies"),
}


def _submitted_count() -> int:
    with everything():  # a single number about the whole sector, which names nobody
        return latest_submitted().count()


def visitor_today(actor: Actor) -> Today:
    """What somebody sees first whose own area this installation does not have."""
    release = published_release()
    spec = spec_of(release) if release else None
    tenant = Tenant.objects.filter(pk=actor.tenant_id or 0).first()
    work = WORK.get(actor.role) if actor.role else None
    lead = _("%(organisation)s. The area for %(work)s is not part of this installation.") % {
        "organisation": tenant.name if tenant else "",
        "work": work or _("your role"),
    }
    tiles = [Tile(str(_submitted_count()), _("institutions have submitted a self-assessment"))]
    if spec is not None:
        tiles.insert(
            0, Tile(str(len(spec.actions)), _("Actions of the Blueprint"), reverse("framework"))
        )
    lines = [
        Line(
            _("Read the Blueprint: Goals, Actions, and whom each speaks to"), reverse("framework")
        ),
        Line(_("Look up an organisation"), reverse("organisations")),
        Line(
            _("See what you may do here, where you are signed in, and your second factor"),
            reverse("my_access"),
        ),
    ]
    return Today(
        lead=lead,
        at_rest=_("Nothing waits for you here. What you can do is below."),
        tiles=tiles,
        panels=(Panel("now", _("What you can do now"), lines),),
    )
