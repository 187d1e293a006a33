"""Saved views of lists."""

from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import SavedView
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError

MOST = 50


@transaction.atomic
def save_view(*, list_name: str, name: str, query: str, by: Actor) -> SavedView:
    """Keep a list's query under a name; the same name again replaces it.

    Not audited: it is a person's bookmark.

    Raises:
        RefusedError: nobody is signed in.
        ConflictError: there are fifty already.
    """
    if by.user_id is None:
        raise RefusedError(_("Sign in to save a view."))
    mine = SavedView.objects.visible_to(by).filter(list_name=list_name)
    if mine.exclude(name=name).count() >= MOST:
        raise ConflictError(_("You have fifty saved views of this list."), mend=_("Delete one."))
    view, _created = SavedView.objects.update_or_create(
        user_id=by.user_id, list_name=list_name, name=name, defaults={"query": query}
    )
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: Actor) -> None:
    """Forget a saved view of one's own.

    Raises:
        RefusedError: it is somebody else's.
    """
    if view.user_id != by.user_id:
        raise RefusedError(_("This view is somebody else's."))
    view.delete()
