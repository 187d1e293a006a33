"""The Blueprint for reading: Goals, Actions, and the releases they come in."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.blueprint.actions.releases import export_bundle, publish_release
from fulcrum.apps.blueprint.bundles import public_key_of
from fulcrum.apps.blueprint.difference_words import said
from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.blueprint.queries import releases as queries
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State
from fulcrum.apps.ui.uploads import serve_attachment
from fulcrum.kernel.errors import FulcrumError

TONES = {
    ReleaseState.DRAFT: "warning",
    ReleaseState.PUBLISHED: "success",
    ReleaseState.RETIRED: "secondary",
}


def _release(request: HttpRequest, code: str) -> Release:
    """A release the actor may see: the one in force when no code is asked for."""
    if not code:
        release = queries.published_release()
        if release is None:
            raise Http404
        return release
    return get_object_or_404(Release.objects.visible_to(actor_of(request)), code=code)


@permission("blueprint.view_framework")
@require_GET
def framework(request: HttpRequest, code: str = "") -> HttpResponse:
    """The five Goals with their Actions."""
    release = _release(request, code) if code or queries.published_release() else None
    context = {
        "release": release,
        "is_current": release is not None and release.state == ReleaseState.PUBLISHED,
        "goals": queries.goal_sections(spec_of(release)) if release else [],
        "is_draft_translation": release and queries.translation_is_draft(spec_of(release)),
        "unconfirmed_count": sum(not a.confirmed for a in spec_of(release).actions)
        if release
        else 0,
    }
    return render(request, "blueprint/framework.html", context)


@permission("blueprint.view_framework")
@require_GET
def action(request: HttpRequest, action_id: str, code: str = "") -> HttpResponse:
    """One Action: what it asks, of whom, and which questions bear on it."""
    release = _release(request, code)
    spec = spec_of(release)
    found = spec.action_by_id.get(action_id)
    if found is None:
        raise Http404
    context = {
        "release": release,
        "is_current": release.state == ReleaseState.PUBLISHED,
        "goal": spec.goal_by_id[found.goal],
        "goal_title": queries.goal_title(spec, found.goal),
        "line": queries.action_line(spec, found),
        "items": queries.items_about(spec, found),
        "is_draft_translation": queries.translation_is_draft(spec),
    }
    return render(request, "blueprint/action.html", context)


@permission("blueprint.view_framework")
@require_GET
def release_list(request: HttpRequest) -> HttpResponse:
    """Every release the actor may see, newest first."""
    rows = Release.objects.visible_to(actor_of(request)).order_by("-pk")
    context = {"releases": [(row, TONES[ReleaseState(row.state)]) for row in rows]}
    return render(request, "blueprint/releases.html", context)


@permission("blueprint.view_framework")
@require_GET
def release(request: HttpRequest, code: str) -> HttpResponse:
    """One release: what it is, what differs from the one in force, and publishing it."""
    found, actor = _release(request, code), actor_of(request)
    current = queries.published_release()
    compared = current if current and current.pk != found.pk else None
    may_publish = found.state == ReleaseState.DRAFT and allowed(actor, "blueprint.manage_releases")
    step = NextStep(
        _("Read what differs, then put it in force. Assessments begun before keep theirs."),
        _("Put it in force"),
        reverse("release_publish", args=[found.code]),
    )
    state = State(found.get_state_display(), TONES[ReleaseState(found.state)])
    context = {
        "release": found,
        "spec": spec_of(found),
        "record": RecordHead(state=state, next_step=step if may_publish else None),
        "compared": compared,
        "differences": [said(one) for one in queries.differences(compared, found)]
        if compared
        else [],
        "is_own": found.signed_by == public_key_of(settings.CONFIG.key("signing_key")),
        "assessment_count": queries.assessment_count(found) if actor.is_secretariat else None,
        "timeline": timeline(found) if actor.is_secretariat else None,
    }
    return render(request, "blueprint/release.html", context)


@permission("blueprint.manage_releases", step_up=True)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Put a release in force, after one more look."""
    found = _release(request, code)
    address = reverse("release", args=[found.code])
    if request.method == "GET":
        context = {
            "question": _("Put this release in force?"),
            "consequence": _(
                "New self-assessments are made under it. Those begun before, and all that were "
                "submitted, keep the release they were made under. A release cannot be taken back."
            ),
            "confirm_url": request.path,
            "confirm_label": _("Put it in force"),
            "cancel_url": address,
        }
        return render(request, "ui/confirm.html", context)
    try:
        publish_release(found, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The release is in force."))
    return redirect(address)


@permission("blueprint.view_framework")
@require_GET
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """A release as a signed bundle, to be read and taken to another installation."""
    found = _release(request, code)
    try:
        content = export_bundle(found, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
        return redirect("release", code=found.code)
    return serve_attachment(content, f"fulcrum-framework-{found.code}.json", "application/json")
