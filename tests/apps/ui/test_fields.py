"""Fields of forms: labels, help and errors tied together, whatever the widget."""

from django import forms
from django.template.loader import render_to_string

from fulcrum.apps.ui.fields import render_field
from fulcrum.apps.ui.styleguide.forms import SampleForm


def _field(name: str, form: forms.Form | None = None) -> str:
    return str(render_field((form or SampleForm())[name]))


def test_label_above_help_under() -> None:
    html = _field("name")
    assert html.index("<label") < html.index("<input") < html.index("form-hint")
    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name-help"' in html
    assert "label-optional" not in html


def test_errors_are_tied_to_the_control() -> None:
    html = _field("name", SampleForm({}))
    assert 'aria-describedby="id_name-help id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert "form-control is-invalid" in html


def test_optional_fields_say_so() -> None:
    assert "(optional)" in _field("since")


def test_selects_and_areas() -> None:
    assert 'class="form-select"' in _field("country")
    assert "<textarea" in _field("notes")


def test_radios_stand_in_a_fieldset() -> None:
    html = _field("size", SampleForm({"size": "small"}))
    assert html.startswith('<fieldset class="form-part" id="id_size"')
    assert "<legend" in html
    assert html.count(" checked") == 1
    assert 'aria-describedby="id_size-error"' in _field("size", SampleForm({}))


def test_a_box_has_its_label_beside_it() -> None:
    html = _field("public")
    assert 'class="form-check-input"' in html
    assert "form-check-label" in html
    assert "is-invalid" not in html


def test_the_forms_own_classes_stay() -> None:
    class Own(forms.Form):
        a = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}))

    assert 'class="form-control wide"' in _field("a", Own())


def test_what_was_typed_is_escaped_and_kept() -> None:
    form = SampleForm({"name": '"><script>', "country": "XX"})
    html = render_to_string("ui/form_fields.html", {"form": form})
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
    assert '<a href="#id_country">Country</a>' in html
    assert "data-focus" in html


def test_whole_form() -> None:
    class Upload(forms.Form):
        file = forms.FileField()
        token = forms.CharField(widget=forms.HiddenInput, initial="t")

    context = {"form": Upload(), "submit_label": "Send", "cancel_url": "/back"}
    html = render_to_string("ui/form.html", context)
    assert 'enctype="multipart/form-data"' in html
    assert 'type="hidden" name="token"' in html
    assert 'href="/back"' in html
    assert ">Send</button>" in html
    assert "error-summary" not in html
