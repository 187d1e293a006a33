"""How the permissions of jobs read on “My access”."""

from django.utils.translation import gettext_lazy as _

RIGHTS = {
    "jobs.view_job": _("See long work and how far it is"),
    "jobs.change_job": _("Stop long work and let it go on"),
}
