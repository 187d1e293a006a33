"""Which database a table lives in: keys apart, everything else in the main one."""

from typing import Any

from django.db import models

# By name, for models in migrations know nothing but their fields.
KEY_MODELS = frozenset({"recipient", "wrappedkey", "recoverykey", "recoverywrap"})


def lives_in_vault(app_label: str, model_name: str | None) -> bool:
    """Whether a model's table is in the `vault` database."""
    return app_label == "vault" and (model_name or "").lower() in KEY_MODELS


def _alias(model: type[models.Model]) -> str:
    meta = model._meta
    return "vault" if lives_in_vault(meta.app_label, meta.model_name) else "default"


class VaultRouter:
    """Sends the vault's key tables to the `vault` database."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        """The alias to read a model from."""
        return _alias(model)

    def db_for_write(self, model: type[models.Model], **_hints: Any) -> str:
        """The alias to write a model to."""
        return _alias(model)

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool:
        """Only key tables reach the vault database, and none of them the main one."""
        return lives_in_vault(app_label, model_name) == (db == "vault")
