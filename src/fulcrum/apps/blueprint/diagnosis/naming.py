"""What a risk or an exposure is called, from its codes."""

from django.utils.translation import gettext as _

from fulcrum.apps.parties.geography import country_name
from fulcrum.kernel.sectors import sectors


def named(good: str, sector: str, country: str) -> str:
    """A risk's name: its product, else its sector; and its country."""
    title = sectors()[sector].title if sector in sectors() else ""
    what = good or title or _("Any sector")
    return f"{what}, {country_name(country)}" if country else what
