"""What the pages of frozen commitments behind a number read: of officers and of the public site."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, QueryDict

from fulcrum.apps.blueprint.commitment_words import rung_label, rung_tone
from fulcrum.apps.blueprint.dimensions import known_language, said_filters
from fulcrum.apps.blueprint.implementation.behind import frozen_behind
from fulcrum.apps.blueprint.implementation.matrix import GROUPS
from fulcrum.apps.blueprint.implementation.state import State
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.state_page import said_groups
from fulcrum.apps.blueprint.state_table import RowsUrl
from fulcrum.apps.parties.geography import country_name

ON_A_PAGE = 50


def rows_url_of(address: str, least: Rung) -> RowsUrl:
    """Gives each cell the address of the commitments behind it."""

    def url(part: str, groups: Mapping[str, str]) -> str:
        asked = {"part": part, "least": least.name.lower(), **said_groups(groups)}
        return f"{address}?{urlencode({key: value for key, value in asked.items() if value})}"

    return url


def _asked(query: QueryDict) -> tuple[str, Rung, dict[str, str]]:
    try:
        least = Rung[query.get("least", "pledged").upper()]
    except KeyError as error:
        raise Http404 from error
    groups = {name: known_language(str(query[name])) for name in GROUPS if query.get(name)}
    return query.get("part", ""), least, groups


def rows_page(state: State, query: QueryDict) -> dict[str, Any]:
    """Everything that `blueprint/_frozen_rows.html` shows.

    Raises:
        Http404: there is no such rung.
    """
    part, least, groups = _asked(query)
    found = frozen_behind(state.commitments, part, groups, least)
    pages = Paginator(found, ON_A_PAGE)
    page = pages.get_page(query.get("page", "1"))
    kept = {name: value for name, value in query.items() if name != "page"}
    return {
        "page": page,
        "rows": [
            {
                **one,
                "rung": rung_label(Rung[one["status"].upper()]),
                "tone": rung_tone(Rung[one["status"].upper()]),
                "place": country_name(one["country"]),
            }
            for one in page.object_list
        ],
        "count": pages.count,
        "institutions": len({(one["institution"], one["country"]) for one in found}),
        "said": "; ".join([*([part] if part else []), *said_filters(groups)]),
        "least": rung_label(least),
        "query": urlencode(kept),
        "day": state.as_of,
    }
