"""Sections that higher apps add to an organisation's page.

    def assessments(request, organisation) -> Section | None: ...

    class BlueprintConfig(AppConfig):
        def ready(self):
            sections.add_section(assessments, order=30)

A section is rendered by its own template with its own context; None shows nothing. Mind the
number of queries: the page has twelve altogether, its own sections use eight.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from fulcrum.apps.parties.models import Organisation


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Attributes:
        id: names its anchor.
        title: heading.
        template: rendered with `context` under the name `section`.
        context: what the template shows.
    """

    id: str
    title: str | Promise
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Provider = Callable[[HttpRequest, Organisation], Section | None]
_PROVIDERS: list[tuple[int, Provider]] = []


def add_section(provider: Provider, *, order: int = 50) -> None:
    """Add a section to every organisation's page (once; called from `ready()`)."""
    if all(known is not provider for _order, known in _PROVIDERS):
        _PROVIDERS.append((order, provider))
        _PROVIDERS.sort(key=lambda pair: pair[0])


def sections_of(request: HttpRequest, organisation: Organisation) -> list[Section]:
    """The sections of one page, in order."""
    made = (provider(request, organisation) for _order, provider in _PROVIDERS)
    return [section for section in made if section is not None]
