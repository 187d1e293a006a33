"""The list page: one component for every table of records.

SPEC = ListSpec(name="organisations", title=..., columns=(...), filters=(...), ...)

@permission("parties.view_organisation")
def organisation_list(request):
    return list_page(request, SPEC, Organisation.objects.visible_to(actor_of(request)))
"""

from fulcrum.apps.ui.lists.links import link_to
from fulcrum.apps.ui.lists.pages import list_page, set_saved_views_provider
from fulcrum.apps.ui.lists.spec import ChoiceFilter, Column, Empty, ListSpec, SavedView

__all__ = [
    "ChoiceFilter",
    "Column",
    "Empty",
    "ListSpec",
    "SavedView",
    "link_to",
    "list_page",
    "set_saved_views_provider",
]
