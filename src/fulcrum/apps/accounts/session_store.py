"""Django's sessions in the database, read by a statement that is not built anew for each request."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

LIVE_SESSION = """
SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s
"""


class SessionStore(DatabaseStore):
    """As Django's, down to the table; only the read is its own."""

    def load(self) -> dict[str, Any]:
        """What a live session holds; an unknown or expired one is empty, and gets another key."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        row = None
        if self.session_key:
            with connection.cursor() as cursor:
                cursor.execute(LIVE_SESSION, [self.session_key, now])
                row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row[0])
        return found
