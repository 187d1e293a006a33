"""What is asked of the state of play."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.dimensions import COLUMNS, NAMES, ROWS, measures
from fulcrum.apps.blueprint.queries.aggregate import GROUPS, PARTS, Question
from fulcrum.apps.blueprint.queries.results import OVERALL
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.apps.parties.enums import Continent, SubSector
from fulcrum.apps.parties.queries.organisations import languages_in_use

DEFAULTS = {"rows": "sub_sector", "columns": "goal", "measure": OVERALL}


def _choice(label: Any, choices: list[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


class StateOfPlayForm(forms.Form):
    """Rows, columns, evaluation and filters; what makes no sense gives way to the usual."""

    def __init__(self, data: Any, *, spec: ReleaseSpec | None) -> None:
        super().__init__({**DEFAULTS, **{key: data[key] for key in data}})
        everything = [("", _("All"))]
        self.fields["rows"] = _choice(_("Rows"), [(name, NAMES[name]) for name in ROWS])
        self.fields["columns"] = _choice(
            _("Columns"), [*((name, NAMES[name]) for name in COLUMNS), ("", _("None"))]
        )
        self.fields["measure"] = _choice(gettext_lazy("Evaluation"), [*measures(spec)])
        self.fields["sub_sector"] = _choice(NAMES["sub_sector"], [*everything, *SubSector.choices])
        self.fields["continent"] = _choice(NAMES["continent"], [*everything, *Continent.choices])
        self.fields["language"] = _choice(NAMES["language"], [*everything, *languages_in_use()])

    def clean(self) -> dict[str, Any]:
        """Rows and columns are two things, and an evaluation is split into parts once."""
        data = super().clean() or {}
        rows, columns = data.get("rows") or DEFAULTS["rows"], data.get("columns", "")
        if rows == columns or {rows, columns} <= PARTS.keys():
            self.add_error("columns", _("Rows and columns do not go together."))
        return data

    @property
    def ignored(self) -> list[str]:
        """Labels of what was put aside."""
        return [str(self.fields[name].label) for name in self.errors if name in self.fields]

    def question(self) -> Question:
        """What is asked, as far as it makes sense."""
        self.full_clean()
        data = self.cleaned_data
        rows = data.get("rows") or DEFAULTS["rows"]
        fallback = "" if rows in PARTS else DEFAULTS["columns"]
        kind, _sep, key = (data.get("measure") or OVERALL).partition(":")
        return Question(
            rows=rows,
            columns=data.get("columns", fallback),
            kind=kind,
            key=key,
            filters={name: data[name] for name in GROUPS if data.get(name)},
        )
