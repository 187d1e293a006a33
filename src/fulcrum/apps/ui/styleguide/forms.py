"""Forms of the style guide."""

from django import forms
from django.utils.translation import gettext_lazy as _

SIZES = [("small", _("Fewer than 50 people")), ("large", _("50 people or more"))]


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label=_("Name of the institution"), help_text=_("As its licence has it."), max_length=80
    )
    size = forms.ChoiceField(label=_("Size"), choices=SIZES, widget=forms.RadioSelect)
    country = forms.ChoiceField(
        label=_("Country"), choices=[("", _("Choose")), ("KE", _("Kenya")), ("NO", _("Norway"))]
    )
    since = forms.DateField(
        label=_("Member since"),
        required=False,
        help_text=_("For example 2026-11-24."),
    )
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea)
    public = forms.BooleanField(label=_("Show this to other members"), required=False)


class QuestionForm(forms.Form):
    """A question of a wizard."""

    level = forms.ChoiceField(
        label=_("Does the board discuss modern slavery at least once a year?"),
        help_text=_("The minutes of a meeting are enough to say yes."),
        choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("Not yet"))],
        widget=forms.RadioSelect,
    )
