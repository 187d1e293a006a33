"""What a backup says of itself, sealed with the audit key of the installation that wrote it.

Whoever knows the public half of the backup key can encrypt a file of their own; nobody without
the installation's keys can seal one.
"""

import hmac
import json
from dataclasses import asdict, dataclass, field, replace
from hashlib import file_digest, sha256
from pathlib import Path

from fulcrum.apps.audit.chain import current_key_id, keys
from fulcrum.kernel.errors import FulcrumError

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        version: of the Fulcrum that wrote it.
        made_at: ISO 8601, UTC.
        vendors: sqlite or postgresql, by database.
        audit_sequence: the last row of the log.
        audit_mac: its MAC.
        migrations: those applied, as "database: app.name".
        digests: SHA-256 of every member, by its name.
        key_id: the audit key that seals it.
        seal: HMAC-SHA-256 of all the above, hex.
    """

    version: str
    made_at: str
    vendors: dict[str, str]
    audit_sequence: int
    audit_mac: str
    migrations: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    key_id: str = ""
    seal: str = ""

    @property
    def anchor(self) -> str:
        """The end of the audit chain as `fulcrum audit verify` takes it."""
        return f"{self.audit_sequence}:{self.audit_mac}"


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def members(folder: Path) -> list[Path]:
    """Every file below a folder but the manifest, in order."""
    top = folder / NAME
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path != top]


def digests_of(folder: Path) -> dict[str, str]:
    """The digest of every member by its name."""
    return {str(path.relative_to(folder)): digest_of(path) for path in members(folder)}


def _seal_of(manifest: Manifest, key: bytes) -> str:
    content = json.dumps(asdict(replace(manifest, seal="")), sort_keys=True)
    return hmac.new(key, b"fulcrum backup:" + content.encode(), sha256).hexdigest()


def sealed(manifest: Manifest) -> Manifest:
    """The manifest, sealed with the audit key in force."""
    named = replace(manifest, key_id=current_key_id())
    return replace(named, seal=_seal_of(named, keys()[named.key_id]))


def write(manifest: Manifest, folder: Path) -> None:
    """Write a manifest beside the members."""
    (folder / NAME).write_text(json.dumps(asdict(manifest), indent=1), "utf-8")


def read(folder: Path, source: Path) -> Manifest:
    """The manifest of an opened backup, once its seal and every member were checked.

    Args:
        folder: where the backup was opened.
        source: the backup, for messages.

    Raises:
        FulcrumError: there is none, the keys do not fit, or parts are missing or were changed.
    """
    try:
        manifest = Manifest(**json.loads((folder / NAME).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise FulcrumError("This is not a backup that this version reads.", where=str(source)) from error  # fmt: skip
    key = keys().get(manifest.key_id)
    if key is None:
        raise FulcrumError(
            "This backup was written under another audit key.",
            where=str(source),
            mend="Use the installation's own settings file; replaced keys belong into "
            "FULCRUM_OLD_AUDIT_KEYS.",
        )
    if not hmac.compare_digest(_seal_of(manifest, key), manifest.seal):
        raise _changed([NAME], source)
    _check_members(folder, manifest, source)
    return manifest


def _check_members(folder: Path, manifest: Manifest, source: Path) -> None:
    found, wanted = digests_of(folder), manifest.digests
    names = sorted(found.keys() | wanted.keys())
    if wrong := [name for name in names if found.get(name) != wanted.get(name)]:
        raise _changed(wrong, source)


def _changed(names: list[str], source: Path) -> FulcrumError:
    return FulcrumError(
        f"These parts are missing or were changed: {', '.join(names)}.",
        where=str(source),
        mend="Use another backup.",
    )
