"""What the list of the log shows."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from fulcrum.apps.audit.verbs import known_verbs, verb_text
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to
from fulcrum.apps.ui.lists.spec import Rows


def _verb(value: Any, _row: dict[str, Any]) -> str:
    return verb_text(value)


def _search(rows: Rows, text: str) -> Rows:
    by_name = rows.filter(actor_label__icontains=text)
    return by_name | rows.filter(target_label__icontains=text)


ENTRIES = ListSpec(
    name="audit",
    title=_("Audit log"),
    columns=(
        Column(
            "sequence",
            _("Number"),
            link=link_to("audit_entry"),
            sort=True,
            numeric=True,
        ),
        Column("at", _("When")),
        Column("actor_label", _("Who")),
        Column("verb", _("Did what"), format=_verb, plain=_verb),
        Column("target_label", _("To what")),
        Column("origin", _("From")),
    ),
    filters=(ChoiceFilter("verb", _("Did what"), choices=known_verbs),),
    search=_search,
    search_label=_("Search people and records"),
    default_sort="-sequence",
    export_permission="audit.export_entry",
    empty=Empty(
        _("Nothing has been recorded yet"),
        _("Whatever people of your organisation change, and what they are refused, is kept here."),
    ),
)
