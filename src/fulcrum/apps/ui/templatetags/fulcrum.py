"""Template tags of the shell, forms and badges."""

from functools import lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

_KINDS = {"checkbox": "form-check-input", "select": "form-select", "text": "form-control"}


@lru_cache(maxsize=512)
def _icon(name: str) -> SafeString:
    sprite = staticfiles_storage.url("vendor/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sprite, name
    )


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A Tabler icon from the sprite; decorative unless it has a label."""
    drawing = _icon(name)
    if not label:
        return drawing
    return mark_safe(
        drawing.replace('aria-hidden="true"', format_html('role="img" aria-label="{}"', label))
    )


@register.simple_tag
def brand_mark() -> SafeString:
    """The mark: a beam on its fulcrum."""
    return mark_safe(
        '<svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">'
        '<path d="M16 15 24 28H8z" class="brand-base"/>'
        '<path d="M3 17.5 29 8" class="brand-beam"/>'
        '<circle cx="26" cy="6" r="3" class="brand-load"/></svg>'
    )


@register.simple_tag
def badge(text: Any, tone: str = "secondary") -> SafeString:
    """A state as a badge: tone is secondary, success, warning, danger or info."""
    return format_html('<span class="badge tone-{}">{}</span>', tone, text)


@register.simple_tag
def unconfirmed(confirmed: bool) -> SafeString:  # noqa: FBT001 - a template has no keywords to spare
    """Marks a working title; nothing when it is confirmed."""
    if confirmed:
        return SafeString("")
    return format_html(
        '<span class="badge tone-warning" title="{}">{}</span>',
        _("The wording of this Action was not seen in a source yet."),
        _("working title"),
    )


def _describe(field: BoundField) -> str:
    parts = []
    if field.help_text:
        parts.append(f"{field.id_for_label}-help")
    if field.errors:
        parts.append(f"{field.id_for_label}-error")
    return " ".join(parts)


def _help(field: BoundField) -> SafeString:
    if not field.help_text:
        return SafeString("")
    return format_html(
        '<div class="form-hint" id="{}-help">{}</div>', field.id_for_label, field.help_text
    )


def _error(field: BoundField) -> SafeString:
    if not field.errors:
        return SafeString("")
    lines = format_html_join(" ", "{}", ((error,) for error in field.errors))
    return format_html(
        '<div class="invalid-feedback d-block" id="{}-error">{}</div>', field.id_for_label, lines
    )


def _label(field: BoundField) -> SafeString:
    optional = "" if field.field.required else _("(optional)")
    return format_html('{} <span class="label-optional">{}</span>', field.label, optional)


@register.simple_tag
def form_field(field: BoundField) -> SafeString:
    """One field: label above, help under it, its error, all tied together for assistive tools."""
    widget = field.field.widget
    attributes: dict[str, Any] = {}
    if described := _describe(field):
        attributes["aria-describedby"] = described
    if field.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        options = format_html_join(
            "",
            '<label class="form-check"><input type="{}" class="form-check-input" name="{}" value="{}"'
            ' id="{}"{}><span class="form-check-label">{}</span></label>',
            (
                (
                    option.data["type"],
                    option.data["name"],
                    option.data["value"] or "",
                    option.id_for_label,
                    mark_safe(" checked" if option.data["selected"] else ""),
                    option.choice_label,
                )
                for option in field.subwidgets
            ),
        )
        return format_html(
            '<fieldset class="form-part" id="{}"><legend class="form-label">{}</legend>{}{}{}</fieldset>',
            field.id_for_label or field.auto_id,
            _label(field),
            options,
            _help(field),
            _error(field),
        )
    if isinstance(widget, CheckboxInput):
        attributes["class"] = _KINDS["checkbox"]
        return format_html(
            '<div class="form-part"><label class="form-check">{}<span class="form-check-label">{}'
            "</span></label>{}{}</div>",
            field.as_widget(attrs=attributes),
            field.label,
            _help(field),
            _error(field),
        )
    attributes["class"] = _KINDS["select" if isinstance(widget, Select) else "text"] + (
        " is-invalid" if field.errors else ""
    )
    return format_html(
        '<div class="form-part"><label class="form-label" for="{}">{}</label>{}{}{}</div>',
        field.id_for_label,
        _label(field),
        field.as_widget(attrs=attributes),
        _help(field),
        _error(field),
    )


@register.inclusion_tag("ui/_crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """Breadcrumbs from label, address, label, address …; the page itself is not named again."""
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    return {"pairs": pairs}
