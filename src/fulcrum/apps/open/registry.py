"""What the public site consists of: apps add their areas when they are ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class PublicArea:
    """A line of the public site's menu, with the pages below it.

    Attributes:
        label: what the menu calls it.
        url_name: of its first page, which takes a language alone.
        order: its place in the menu.
        pages: for the site map: the url names and further arguments of the pages below it.
    """

    label: str | Promise
    url_name: str
    order: int
    pages: Callable[[], Iterable[tuple[str, tuple[object, ...]]]] = tuple


_AREAS: list[PublicArea] = []


def add_public_area(area: PublicArea) -> None:
    """Add an area, once."""
    if area.url_name not in {one.url_name for one in _AREAS}:
        _AREAS.append(area)
        _AREAS.sort(key=lambda one: one.order)


def public_areas() -> tuple[PublicArea, ...]:
    """The areas in the menu's order."""
    return tuple(_AREAS)
