"""One way to refuse whoever may not."""

from typing import Any

from django.utils.translation import gettext as _

from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import RefusedError


def check(by: Actor, permission: str, about: Any = None) -> None:
    """Refuse whoever does not hold a permission.

    Raises:
        RefusedError: the actor does not.
    """
    if not by.is_system and not allowed(by, permission, about):
        raise RefusedError(_("Your role does not include this."), where=permission)
