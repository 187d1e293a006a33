"""What can be wrong with a sealed thing."""

from django.utils.translation import gettext as _

from fulcrum.kernel.errors import FulcrumError, RefusedError


def not_a_recipient() -> RefusedError:
    """The organisation holds no live key for this purpose, or the subject was erased."""
    return RefusedError(_("Your organisation cannot open this: it has no live consent for it."))


def damaged() -> FulcrumError:
    """The bytes are not those that were sealed."""
    return FulcrumError(
        _("This was changed or damaged after it was sealed, so it cannot be opened."),
        mend=_("Restore it from a backup."),
    )
