"""What each indicator is worth, and the bundles of counts made of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fulcrum.apps.audit.queries import timeline
from fulcrum.apps.screening import learning_words as words
from fulcrum.apps.screening.actions import learning as actions
from fulcrum.apps.screening.enums import BundleState
from fulcrum.apps.screening.forms.learning import BundleForm, SignForm
from fulcrum.apps.screening.learning_keys import public_pem
from fulcrum.apps.screening.models import Bundle
from fulcrum.apps.screening.queries import learning as queries
from fulcrum.apps.ui.access import actor_of, allowed, permission
from fulcrum.apps.ui.patterns import NextStep, RecordHead, State
from fulcrum.apps.ui.uploads import serve_attachment
from fulcrum.engines.screening.learning.keys import fingerprint
from fulcrum.kernel.errors import FulcrumError


def own_bundle(request: HttpRequest, pk: int) -> Bundle:
    """A bundle of the organisation acted for; 404 for any other."""
    found: Bundle = get_object_or_404(Bundle.objects.visible_to(actor_of(request)), pk=pk)
    return found


@permission("screening.view_learning")
@require_GET
def learning_page(request: HttpRequest) -> HttpResponse:
    """How often alerts of each indicator and scenario were worth acting on."""
    actor = actor_of(request)
    decided = queries.decided_of(actor.tenant_id or 0)
    found = queries.precisions_of(decided)
    rows = queries.bundles(actor).defer("text", "signature")
    context: dict[str, Any] = {
        "found": found,
        "decided": decided,
        "alert_count": len(decided.decisions),
        "little": words.LITTLE,
        "is_little": len(decided.decisions) < words.LITTLE,
        "level": words.percent(found.level) if found else "",
        "tables": words.tables(found.lines) if found else [],
        "bundles": [(one, words.said_period(queries.told_of(one).period)) for one in rows[:50]],
        "may_make": allowed(actor, "screening.make_bundle"),
    }
    return render(request, "screening/learning.html", context)


@permission("screening.make_bundle")
@require_http_methods(["GET", "POST"])
def bundle_new(request: HttpRequest) -> HttpResponse:
    """Prepare counts of whole quarters."""
    quarters = queries.over_quarters(timezone.localdate())
    form = BundleForm(request.POST if request.method == "POST" else None, quarters=quarters)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_bundle(*form.quarters(), by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The counts are prepared. Read them before you sign."))
            return redirect("bundle", made.pk)
    context = {"form": form, "cancel_url": reverse("learning")}
    status = 422 if form.errors else 200
    return render(request, "screening/learning_bundle_form.html", context, status=status)


def _bundle_page(request: HttpRequest, bundle: Bundle, form: SignForm) -> HttpResponse:
    actor, told = actor_of(request), queries.told_of(bundle)
    is_signed = bundle.state == BundleState.SIGNED
    state = BundleState(bundle.state)
    if is_signed:
        step = NextStep(_("Take the file and the public key, and send them by different ways."))
    else:
        step = NextStep(_("Read the whole text. Sign it only if it may leave your organisation."))
    context = {
        "bundle": bundle,
        "told": told,
        "period": words.said_period(told.period),
        "sender": bundle.payload["sender"],
        "record": RecordHead(
            state=State(state.label, "success" if is_signed else "info"), next_step=step
        ),
        "is_signed": is_signed,
        "may_sign": not is_signed and allowed(actor, "screening.sign_bundle", bundle),
        "form": form,
        "fingerprint": fingerprint(public_pem(bundle.tenant_id)),
        "timeline": timeline(bundle),
    }
    status = 422 if form.errors else 200
    return render(request, "screening/learning_bundle.html", context, status=status)


@permission("screening.view_learning")
@require_GET
def bundle_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A bundle as a person reads it."""
    return _bundle_page(request, own_bundle(request, pk), SignForm())


@permission("screening.sign_bundle")
@require_POST
def bundle_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign what was read."""
    bundle, form = own_bundle(request, pk), SignForm(request.POST)
    if not form.is_valid():
        return _bundle_page(request, bundle, form)
    try:
        actions.sign_bundle(bundle, bundle.text, by=actor_of(request))
    except FulcrumError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is signed. Fulcrum sends nothing: take the file."))
    return redirect("bundle", pk)


@permission("screening.view_learning")
@require_GET
def bundle_take(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed file."""
    bundle = own_bundle(request, pk)
    if bundle.state != BundleState.SIGNED:
        raise Http404
    content = actions.bundle_file(bundle)
    return serve_attachment(content, f"bundle-{bundle.pk}.json", "application/json")


@permission("screening.view_learning")
@require_GET
def key_file(request: HttpRequest) -> HttpResponse:
    """The public key of one's organisation."""
    tenant_id = actor_of(request).tenant_id
    if tenant_id is None:
        raise Http404
    content = public_pem(tenant_id)
    return serve_attachment(content, "public-key.pem", "application/x-pem-file")
