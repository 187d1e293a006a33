"""A field whose stored text is exactly what was signed."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


def canonical(value: Any) -> str | None:
    """JSON in one fixed spelling: sorted, compact, ASCII. None stays None."""
    if value is None:
        return None
    return json.dumps(
        value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=True
    )


class CanonicalJSONField(models.TextField):  # type: ignore[type-arg] # not at run time
    """JSON kept as text, so that no database respells a number or a key that a MAC covers."""

    def get_prep_value(self, value: Any) -> str | None:
        """The text to store."""
        return canonical(value)

    def from_db_value(self, value: str | None, *_args: Any) -> Any:
        """What the text says."""
        return None if value is None else json.loads(value)
