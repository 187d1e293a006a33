"""Small tables: saved views of lists, and tallies for limits."""

from typing import ClassVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from fulcrum.apps.accounts.models.people import User
from fulcrum.kernel.actors import Actor

KEPT_VIEWS = """
SELECT id, name, query FROM accounts_savedview WHERE user_id = %s AND list_name = %s ORDER BY name
"""


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Reads of saved views."""

    def visible_to(self, actor: Actor) -> "SavedViewQuerySet":
        """One's own."""
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()

    def kept_by(self, actor: Actor, list_name: str) -> list[tuple[int, str, str]]:
        """Key, name and query of one's own views of a list, by name.

        Every list asks for them; written as SQL, for building the query costs ten times its answer.
        """
        with connection.cursor() as cursor:
            cursor.execute(KEPT_VIEWS, [actor.user_id, list_name])
            rows: list[tuple[int, str, str]] = cursor.fetchall()
        return rows


class SavedView(models.Model):
    """A list's filters, search and order, kept under a name by one person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    list_name = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[SavedViewQuerySet] = SavedViewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list_name", "name"], name="one_saved_view_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How often something happened within a window: limits that all server processes share."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"tally {self.key_hash[:8]}"
