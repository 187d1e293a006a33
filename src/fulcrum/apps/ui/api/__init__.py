"""What every app builds its part of the API from.

An app's `api.py` makes a `ninja.Router` named `router`; each operation declares who may call it:

    @router.get("/organisations", response=Page[OrganisationOut])
    @api_permission("parties.view_organisation")
    def list_organisations(request: HttpRequest, page: Query[PageQuery]) -> Any:
        queryset = Organisation.objects.visible_to(actor_of(request))
        return page_of(queryset, page, order="name")
"""

from fulcrum.apps.ui.api.assembly import FulcrumAPI
from fulcrum.apps.ui.api.cursors import Page, PageQuery, page_of
from fulcrum.apps.ui.api.guards import api_permission, set_idempotency
from fulcrum.apps.ui.api.problems import PROBLEM_TYPE, Problem, problem, request_id

__all__ = [
    "PROBLEM_TYPE",
    "FulcrumAPI",
    "Page",
    "PageQuery",
    "Problem",
    "api_permission",
    "page_of",
    "problem",
    "request_id",
    "set_idempotency",
]
