"""Which database a table lives in: wrapped keys apart, everything else in the main one."""

from typing import Any

from django.db import models


def _lives_in_vault(model: type[models.Model]) -> bool:
    return bool(getattr(model, "lives_in_vault", False))


class VaultRouter:
    """Sends models marked `lives_in_vault = True` to the `vault` database."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        """The alias to read a model from."""
        return "vault" if _lives_in_vault(model) else "default"

    def db_for_write(self, model: type[models.Model], **_hints: Any) -> str:
        """The alias to write a model to."""
        return "vault" if _lives_in_vault(model) else "default"

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool:
        """Only vault models reach the vault database, and none of them the main one."""
        marked = hints.get("lives_in_vault")
        if marked is None and model_name and "model" in hints:
            marked = _lives_in_vault(hints["model"])
        if marked is None:
            marked = app_label == "vault" and (model_name or "").startswith("wrapped")
        return bool(marked) == (db == "vault")
