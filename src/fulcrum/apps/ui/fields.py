"""One form field as HTML: label above, help under it, its error, tied together for assistive tools."""

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

NOTHING = SafeString("")


def _attributes(field: BoundField, kind: str = "") -> dict[str, Any]:
    """What ties a control to its help and error, and its class beside the form's own."""
    parts = [f"{field.auto_id}-help"] * bool(field.help_text)
    parts += [f"{field.auto_id}-error"] * bool(field.errors)
    found: dict[str, Any] = {"aria-describedby": " ".join(parts)} if parts else {}
    if field.errors:
        found["aria-invalid"] = "true"
    own = field.field.widget.attrs.get("class", "")
    invalid = "is-invalid" if field.errors and kind != "form-check-input" else ""
    return found | {"class": " ".join(part for part in (kind, own, invalid) if part)}


def _help(field: BoundField) -> SafeString:
    if not field.help_text:
        return NOTHING
    return format_html(
        '<div class="form-hint" id="{}-help">{}</div>', field.auto_id, field.help_text
    )


def _error(field: BoundField) -> SafeString:
    if not field.errors:
        return NOTHING
    lines = format_html_join(" ", "{}", ((error,) for error in field.errors))
    return format_html(
        '<div class="invalid-feedback d-block" id="{}-error">{}</div>', field.auto_id, lines
    )


def _label(field: BoundField) -> SafeString:
    if field.field.required:
        return format_html("{}", field.label)
    return format_html('{} <span class="label-optional">{}</span>', field.label, _("(optional)"))


def _option(option: Any) -> SafeString:
    return format_html(
        '<label class="form-check"><input type="{}" class="form-check-input" name="{}" value="{}"'
        ' id="{}"{}><span class="form-check-label">{}</span></label>',
        option.data["type"],
        option.data["name"],
        option.data["value"] or "",
        option.id_for_label,
        mark_safe(" checked" if option.data["selected"] else ""),
        option.choice_label,
    )


def _choices(field: BoundField) -> SafeString:
    """Radios or boxes in a fieldset; the error summary links to the fieldset."""
    described = _attributes(field).get("aria-describedby", "")
    return format_html(
        '<fieldset class="form-part" id="{}" tabindex="-1"{}><legend class="form-label">{}</legend>'
        "{}{}{}</fieldset>",
        field.auto_id,
        format_html(' aria-describedby="{}"', described) if described else NOTHING,
        _label(field),
        format_html_join("", "{}", ((_option(option),) for option in field.subwidgets)),
        _help(field),
        _error(field),
    )


def _checkbox(field: BoundField) -> SafeString:
    return format_html(
        '<div class="form-part"><label class="form-check">{}<span class="form-check-label">{}'
        "</span></label>{}{}</div>",
        field.as_widget(attrs=_attributes(field, "form-check-input")),
        field.label,
        _help(field),
        _error(field),
    )


def render_field(field: BoundField) -> SafeString:
    """One field of a form, whatever its widget."""
    widget = field.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return _choices(field)
    if isinstance(widget, CheckboxInput):
        return _checkbox(field)
    kind = "form-select" if isinstance(widget, Select) else "form-control"
    return format_html(
        '<div class="form-part"><label class="form-label" for="{}">{}</label>{}{}{}</div>',
        field.id_for_label,
        _label(field),
        field.as_widget(attrs=_attributes(field, kind)),
        _help(field),
        _error(field),
    )
