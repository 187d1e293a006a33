"""Evaluations as templates write them."""

from django import template

from fulcrum.apps.blueprint.wording import said_difference, said_range
from fulcrum.kernel.estimates import Range

register = template.Library()


@register.filter
def evaluation(value: Range | None) -> str:
    """A range as "42–55%"."""
    return said_range(value)


@register.filter
def difference(value: Range | None) -> str:
    """A change in percentage points as "+3 to +9"."""
    return said_difference(value)
