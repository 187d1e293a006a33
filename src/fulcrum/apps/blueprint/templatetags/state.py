"""What the state of implementation's templates say of cells and states."""

from typing import Any

from django import template
from django.utils.formats import number_format

from fulcrum.apps.blueprint.commitment_words import rung_label
from fulcrum.apps.blueprint.implementation.matrix import Cell
from fulcrum.apps.blueprint.ladder.terms import Rung
from fulcrum.apps.blueprint.state_figures import percent
from fulcrum.apps.blueprint.state_files import provenance_rows

register = template.Library()
register.filter("provenance", provenance_rows)


@register.filter
def share(cell: Cell, least: Rung) -> str:
    """The share reached, as people read it."""
    return percent(cell.share(least))


@register.filter
def reached(cell: Cell, least: Rung) -> int:
    """How many have been reached."""
    return cell.reached(least)


@register.filter
def rung(value: Any) -> str:
    """A rung in words."""
    return rung_label(value)


@register.filter
def signed(number: int) -> str:
    """A change with its sign: +3, −2, 0."""
    if not number:
        return "0"
    return ("+" if number > 0 else "−") + number_format(abs(number))
