"""Framework releases: load, compare, publish, pass on."""

from pathlib import Path

from django.conf import settings

from fulcrum.apps.blueprint.actions.releases import (
    export_bundle,
    load_bundle,
    load_release,
    publish_release,
)
from fulcrum.apps.blueprint.bundles import public_key_of
from fulcrum.apps.blueprint.differences import Difference
from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.blueprint.queries.releases import differences
from fulcrum.cli.platform import operator
from fulcrum.kernel.errors import FulcrumError


def release_of(code: str) -> Release:
    """The release of a code.

    Raises:
        FulcrumError: none was loaded under it.
    """
    release = Release.objects.filter(code=code).first()
    if release is None:
        known = ", ".join(Release.objects.order_by("pk").values_list("code", flat=True))
        raise FulcrumError(
            "No release of this code is loaded.", where=code, mend=f"There are: {known or 'none'}."
        )
    return release


def load(path: Path, *, publish: bool) -> Release:
    """Load a release from a folder or file, and publish it if asked."""
    return load_release(path, by=operator(), publish=publish)


def publish(code: str) -> Release:
    """Put a loaded release in force."""
    return publish_release(release_of(code), by=operator())


def listed() -> list[Release]:
    """Every release, oldest first."""
    return list(Release.objects.order_by("pk"))


def facts(release: Release) -> dict[str, str]:
    """A release for machines."""
    names = ("code", "state", "title", "digest", "signed_by")
    return {name: str(getattr(release, name)) for name in names}


def own_public_key() -> str:
    """The public key under which this installation signs, hex."""
    return public_key_of(settings.CONFIG.key("signing_key"))


def compared(old: str, new: str) -> list[Difference]:
    """What differs between two releases."""
    return differences(release_of(old), release_of(new))


def write_bundle(code: str, path: Path) -> int:
    """Write a release as a signed bundle; its size in bytes.

    Raises:
        FulcrumError: the file cannot be written.
    """
    content = export_bundle(release_of(code), by=operator())
    try:
        return path.write_bytes(content)
    except OSError as error:
        raise FulcrumError(
            f"The bundle cannot be written: {error.strerror}.", where=str(path)
        ) from error


def read_bundle(path: Path, trusted: list[str]) -> Release:
    """Load a release from a signed bundle.

    Raises:
        FulcrumError: it cannot be read, was tampered with, or its signer is not trusted.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FulcrumError(
            f"The bundle cannot be read: {error.strerror}.", where=str(path)
        ) from error
    return load_bundle(content, by=operator(), trusted=trusted)
