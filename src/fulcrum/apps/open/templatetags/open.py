"""Addresses and rungs in the public site's templates."""

from typing import Any

from django import template

from fulcrum.apps.blueprint.commitment_words import rung_label, rung_tone
from fulcrum.apps.blueprint.queries.commitments import rung_of
from fulcrum.apps.open.shell import address

register = template.Library()


@register.simple_tag
def page_url(name: str, *args: object) -> str:
    """A public page's address in the language of this page: `{% page_url "open_part" "G1" %}`."""
    return address(name, *args)


@register.filter
def rung_text(value: Any) -> str:
    """A rung's number in words."""
    return rung_label(rung_of(value))


@register.filter
def rung_colour(value: Any) -> str:
    """The tone of a rung's badge."""
    return rung_tone(rung_of(value))
