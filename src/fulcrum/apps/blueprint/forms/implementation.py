"""What is asked of the state of implementation, and what is said when it is frozen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.dimensions import NAMES, known_language, labels, language_choices
from fulcrum.apps.blueprint.implementation.matrix import GROUPS, PARTS, Asked
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.models import Scope
from fulcrum.apps.blueprint.models.commitments import RUNG_LABELS
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.apps.parties.enums import Continent, SubSector

ROWS = ("sub_sector", "continent", "language", "goal", "action")
COLUMNS = ("goal", "sub_sector", "continent", "language")
DEFAULTS = {"rows": "sub_sector", "columns": "goal", "least": "pledged", "scope": "shared"}
MAIN = ("rows", "columns", "least")
FILTERS = ("part", *GROUPS)
DAYS = ("as_of", "before", "scope")


def _choice(label: Any, choices: list[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class TableForm(forms.Form):
    """Rows, columns, rung and filters of a table; what makes no sense gives way to the usual."""

    def __init__(self, data: Mapping[str, Any], *, spec: ReleaseSpec | None) -> None:
        super().__init__({**DEFAULTS, **{key: data[key] for key in data}})
        everything = [("", _("All"))]
        parts = [*labels("goal", spec).items(), *labels("action", spec).items()]
        languages = [*everything, *language_choices()]
        rungs = [(rung.name.lower(), label) for rung, label in RUNG_LABELS.items()]
        self.fields["rows"] = _choice(_("Rows"), [(name, NAMES[name]) for name in ROWS])
        self.fields["columns"] = _choice(
            _("Columns"), [*((name, NAMES[name]) for name in COLUMNS), ("", _("None"))]
        )
        self.fields["least"] = _choice(_("Reached means at least"), rungs)
        self.fields["part"] = _choice(_("Goal or Action"), [("", _("The whole Blueprint")), *parts])
        self.fields["sub_sector"] = _choice(NAMES["sub_sector"], [*everything, *SubSector.choices])
        self.fields["continent"] = _choice(NAMES["continent"], [*everything, *Continent.choices])
        self.fields["language"] = _choice(NAMES["language"], languages)

    def clean(self) -> dict[str, Any]:
        """Rows and columns are two things, and the Blueprint is split into parts once."""
        data = super().clean() or {}
        rows, columns = data.get("rows") or DEFAULTS["rows"], data.get("columns", "")
        if rows == columns or {rows, columns} <= set(PARTS):
            self.add_error("columns", _("Rows and columns do not go together."))
        return data

    @property
    def ignored(self) -> list[str]:
        """Labels of what was put aside."""
        return [str(self.fields[name].label) for name in self.errors if name in self.fields]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What is asked first."""
        return [self[name] for name in MAIN]

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """The days, where they may be chosen."""
        return [self[name] for name in DAYS if name in self.fields]

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        """What narrows; which part is not asked when the table shows all of them."""
        split = self.asked().split
        return [self[name] for name in FILTERS if not (split and name == "part")]

    def asked(self) -> Asked:
        """What is asked, as far as it makes sense."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        data = self.cleaned_data
        rows = data.get("rows") or DEFAULTS["rows"]
        columns = data.get("columns", "" if rows in PARTS else DEFAULTS["columns"])
        filters = {name: known_language(data[name]) for name in GROUPS if data.get(name)}
        return Asked(
            rows=rows,
            columns=columns,
            least=Rung[(data.get("least") or DEFAULTS["least"]).upper()],
            filters=filters,
            part="" if {rows, columns} & set(PARTS) else data.get("part", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered."""
        asked = self.asked()
        return bool(asked.filters or asked.part)


class StateForm(TableForm):
    """The same, with the days and whose commitments count."""

    def __init__(self, data: Mapping[str, Any], *, spec: ReleaseSpec | None) -> None:
        super().__init__(data, spec=spec)
        self.fields["as_of"] = _day(_("State on"))
        self.fields["before"] = _day(_("Compared with"))
        self.fields["scope"] = _choice(_("Counted"), [*Scope.choices])

    def clean_as_of(self) -> date:
        """A day that has passed; today when none is given."""
        day: date = self.cleaned_data["as_of"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """What is compared with lies before."""
        data = super().clean()
        before = data.get("before")
        if before and before >= (data.get("as_of") or timezone.localdate()):
            self.add_error("before", _("Compare with an earlier day."))
        return data

    def days(self) -> tuple[date, date | None, str]:
        """The day shown, the one compared with, and the scope."""
        self.asked()
        data = self.cleaned_data
        scope = data.get("scope") or DEFAULTS["scope"]
        return data.get("as_of") or timezone.localdate(), data.get("before"), scope


class FreezeForm(forms.Form):
    """What a snapshot is called and what it shows."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    as_of = forms.DateField(
        label=gettext_lazy("State on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    before = forms.DateField(
        label=gettext_lazy("Compared with"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("An earlier day; leave it empty for no comparison."),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Counted"),
        choices=Scope.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Only a snapshot of public commitments can be put on the public site."
        ),
    )


class WithdrawSnapshotForm(forms.Form):
    """Why a snapshot leaves the public site."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("It stays with the snapshot's record."),
    )
