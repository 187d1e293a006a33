"""Every setting of an installation, in one documented class.

Each comes from an environment variable `FULCRUM_<NAME>`, or from the file named by
`FULCRUM_ENV_FILE` (lines `FULCRUM_NAME=value`).
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from fulcrum.kernel.errors import FulcrumError

KEY_NAMES = ("secret_key", "audit_key", "seed_key", "signing_key", "vault_key")
KEY_BYTES = 32


class Config(BaseSettings):
    """Settings of one installation."""

    model_config = SettingsConfigDict(env_prefix="FULCRUM_", extra="ignore")

    showcase: bool = Field(
        default=False,
        description="Invented data and one-click roles. Never on where real people sign in.",
    )
    data_dir: Path = Field(
        default=Path("var"), description="Folder for SQLite files, uploads and showcase keys."
    )
    database_url: str = Field(
        default="", description="postgresql://user:password@host:port/name; empty means SQLite."
    )
    vault_database_url: str = Field(
        default="", description="Database of wrapped keys, backed up apart; empty means SQLite."
    )
    secret_key: str = Field(default="", description="Signs sessions. 64 hex digits.")
    audit_key: str = Field(default="", description="Keys the audit chain. 64 hex digits.")
    seed_key: str = Field(default="", description="Encrypts second-factor seeds. 64 hex digits.")
    signing_key: str = Field(
        default="", description="Ed25519 seed that signs released bundles. 64 hex digits."
    )
    vault_key: str = Field(
        default="", description="Encrypts recipients' private keys at rest. 64 hex digits."
    )
    old_audit_keys: list[str] = Field(
        default=[], description="Replaced audit keys, oldest first; they verify old rows (JSON)."
    )
    old_seed_keys: list[str] = Field(
        default=[], description="Replaced seed keys; they open what is not yet re-encrypted (JSON)."
    )
    old_vault_keys: list[str] = Field(
        default=[], description="Replaced vault keys; as old_seed_keys (JSON)."
    )
    backup_recipients: list[str] = Field(
        default=[], description="age public keys that backups are encrypted for (JSON)."
    )
    host: str = Field(default="127.0.0.1", description="Address the server listens on.")
    port: int = Field(
        default=8000, ge=1, le=65535, description="Port the server listens on. PORT also works."
    )
    allowed_hosts: list[str] = Field(
        default=["127.0.0.1", "localhost"], description="Host names the site answers to (JSON)."
    )
    https: bool = Field(
        default=False, description="The site is reached over HTTPS: HSTS, __Host- cookies."
    )
    trusted_proxies: int = Field(
        default=0, description="How many reverse proxies in front append X-Forwarded-For."
    )
    email_url: str = Field(
        default="", description="smtp://user:password@host:port or smtps://; empty writes to disk."
    )
    email_from: str = Field(default="fulcrum@localhost", description="Sender of mail.")
    areas: list[str] = Field(
        default=["blueprint", "parties", "screening"],
        description="Areas this installation has on (JSON).",
    )
    public_site: bool = Field(
        default=False,
        description="Pages for everybody: the Blueprint, public commitments, snapshots, leverage. "
        "The Secretariat turns it on; a showcase has it.",
    )
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR.")

    def key(self, name: str) -> bytes:
        """The 32 bytes of one of KEY_NAMES.

        Raises:
            FulcrumError: the key is missing or is not 64 hex digits.
        """
        return _key_bytes(getattr(self, name), f"FULCRUM_{name.upper()}")

    def old_keys(self, name: str) -> list[bytes]:
        """The keys that one of audit_key, seed_key, vault_key replaced, oldest first.

        Raises:
            FulcrumError: one of them is not 64 hex digits.
        """
        variable = f"FULCRUM_OLD_{name.upper()}S"
        return [_key_bytes(text, variable) for text in getattr(self, f"old_{name}s")]


def _key_bytes(text: str, variable: str) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != KEY_BYTES or len(set(value)) < 8:
        raise FulcrumError(
            "This key is missing or is not 64 random hex digits.",
            where=variable,
            mend="Make one with `fulcrum keys new` and put it in the environment.",
        )
    return value


def _showcase_keys(folder: Path) -> dict[str, str]:
    """Keys of a showcase, made once and kept beside its data."""
    path = folder / "showcase-keys.env"
    folder.mkdir(parents=True, exist_ok=True)
    lines = path.read_text("ascii").splitlines() if path.exists() else []
    made = dict(line.split("=", 1) for line in lines if "=" in line)
    missing = {name: secrets.token_hex(KEY_BYTES) for name in KEY_NAMES if name not in made}
    if missing:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="ascii") as file:
            file.writelines(f"{name}={value}\n" for name, value in missing.items())
    return made | missing


def _settings_file() -> Path | None:
    """The file that FULCRUM_ENV_FILE names.

    Raises:
        FulcrumError: it names one that cannot be read, which would look like missing keys.
    """
    named = os.environ.get("FULCRUM_ENV_FILE")
    if not named:
        return None
    path = Path(named)
    if not path.is_file() or not os.access(path, os.R_OK):
        raise FulcrumError(
            f"The file of settings {named} is not there or may not be read.",
            where="FULCRUM_ENV_FILE",
            mend="Name the right file, or run this as the user it belongs to.",
        )
    return path


def _wrong_setting(error: ValidationError) -> FulcrumError:
    first = error.errors()[0]
    name = "_".join(str(part) for part in first["loc"][:1])
    return FulcrumError(f"{first['msg']}.", where=f"FULCRUM_{name.upper()}", mend="Correct it.")


def _read() -> Config:
    given: dict[str, str] = {}
    if "PORT" in os.environ and "FULCRUM_PORT" not in os.environ:
        given["port"] = os.environ["PORT"]
    try:
        return Config(_env_file=_settings_file(), **given)  # type: ignore[arg-type] # it parses
    except ValidationError as error:
        raise _wrong_setting(error) from error
    except SettingsError as error:
        name = str(error).split('"')[1] if '"' in str(error) else ""
        raise FulcrumError(
            "This setting is a list, and not written as one.",
            where=f"FULCRUM_{name.upper()}",
            mend='Write it as JSON: ["one", "two"].',
        ) from error


@lru_cache(maxsize=1)
def load_config() -> Config:
    """Read the settings; complete keys in a showcase, refuse to go on without them elsewhere.

    Raises:
        FulcrumError: a setting is wrong, or a key is missing.
    """
    config = _read()
    if config.showcase:
        made = _showcase_keys(config.data_dir)
        missing = {name: made[name] for name in KEY_NAMES if not getattr(config, name)}
        config = config.model_copy(update=missing)
    for name in KEY_NAMES:
        config.key(name)
    return config
