"""Template tags of the shell, forms and badges."""

from functools import lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fulcrum.apps.ui.fields import render_field

register = template.Library()


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


register.simple_tag(render_field, name="form_field")


@register.inclusion_tag("ui/_crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """Breadcrumbs from label, address, label, address …; the page itself is not named again."""
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    return {"pairs": pairs}
