"""Pages of API tokens."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fulcrum.apps.accounts.actions.tokens import TokenOrder, make_token, revoke_token
from fulcrum.apps.accounts.forms import TokenForm
from fulcrum.apps.accounts.models import ApiToken
from fulcrum.apps.ui.access import actor_of, permission, require
from fulcrum.kernel.errors import FulcrumError


@permission("accounts.make_token", step_up=True)
@require_http_methods(["GET", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token; its secret is shown once, on the page that answers."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        order = TokenOrder(
            name=form.cleaned_data["name"],
            areas=form.cleaned_data["areas"],
            lifetime=timedelta(days=int(form.cleaned_data["days"])),
            may_write=form.cleaned_data["may_write"],
        )
        try:
            made = make_token(order, by=actor_of(request))
        except FulcrumError as error:
            form.add_error(None, str(error))
        else:
            return render(request, "accounts/token_made.html", {"made": made})
    status = 422 if form.errors else 200
    return render(request, "accounts/token_new.html", {"form": form}, status=status)


@permission("accounts.revoke_token")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a token useless at once."""
    tokens = ApiToken.objects.visible_to(actor_of(request)).select_related("membership")
    token = get_object_or_404(tokens, pk=pk)
    require(request, "accounts.revoke_token", token)
    revoke_token(token, by=actor_of(request))
    messages.success(request, _("The token does not work any more."))
    return redirect("my_access")
