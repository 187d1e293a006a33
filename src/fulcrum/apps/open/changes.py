"""Notice that public pages may show something else now: from the log, in the same transaction."""

from collections.abc import Sequence

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.open.models import PublicChange

SHOWN = ("blueprint.", "parties.")
KEPT = 1000


def notice(entries: Sequence[Entry]) -> None:
    """Keep that something changed, when what the log recorded is of a kind that pages show.

    More is noticed than is shown (a draft counts too): a page made anew for nothing costs little, a
    page that is wrong costs trust.
    """
    if not any(entry.target_type.startswith(SHOWN) for entry in entries):
        return
    made = PublicChange.objects.create()
    if made.pk % 100 == 0:
        PublicChange.objects.filter(pk__lte=made.pk - KEPT).delete()
