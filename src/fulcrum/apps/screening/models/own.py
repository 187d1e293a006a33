"""What belongs to one organisation and is seen by nobody else, the Secretariat included."""

from typing import Self, TypeVar

from django.db import models

from fulcrum.apps.ui.rls import RowSecurity
from fulcrum.kernel.actors import Actor

Model = TypeVar("Model", bound=models.Model)
OWN = RowSecurity()


class OwnQuerySet(models.QuerySet[Model]):
    """Reads of rows that name their organisation."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own organisation's alone."""
        return self if actor.is_system else self.filter(tenant_id=actor.tenant_id or 0)
