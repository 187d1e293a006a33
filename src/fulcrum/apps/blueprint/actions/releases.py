"""Load, publish and pass on releases of the framework."""

from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.blueprint.bundles import (
    Signature,
    open_bundle,
    public_key_of,
    sign,
    write_bundle,
)
from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.blueprint.releases import digest, read_spec, spec_of
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.apps.ui.access import allowed
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError


def _check(by: Actor) -> None:
    if not allowed(by, "blueprint.manage_releases"):
        raise RefusedError(_("Only officers of the Secretariat manage releases."))


def _keep(spec: ReleaseSpec, *, by: Actor, signature: Signature | None = None) -> Release:
    """The row of a release; the same content twice is one row, other content under its code an error."""
    known = Release.objects.select_for_update().filter(code=spec.id).first()
    content = digest(spec)
    if known is not None and known.digest != content:
        raise ConflictError(
            _("Another release was loaded under this code, and answers may rest on it."),
            where=spec.id,
            mend=_("Give the new content a code of its own, such as the next number."),
        )
    if known is not None:
        return known
    release = Release.objects.create(
        code=spec.id,
        title=spec.title,
        document=spec.model_dump(mode="json"),
        digest=content,
        signature=signature.value if signature else "",
        signed_by=signature.public_key if signature else "",
    )
    record(by, "load_release", release, new={"code": release.code, "digest": content})
    return release


@transaction.atomic
def load_release(source: Path, *, by: Actor, publish: bool = False) -> Release:
    """Read a release from a folder or file and keep it, as a draft unless told to publish.

    Args:
        source: a folder of YAML files, or one YAML or JSON file.
        by: an officer of the Secretariat, or the system.
        publish: put it in force at once.

    Raises:
        RefusedError: the actor is neither.
        FulcrumError: it cannot be read, or is not a whole release.
        ConflictError: another content was loaded under the same code.
    """
    _check(by)
    release = _keep(read_spec(source), by=by)
    return publish_release(release, by=by) if publish else release


@transaction.atomic
def publish_release(release: Release, *, by: Actor) -> Release:
    """Put a release in force; the one that was is retired, and answers given under it keep it.

    Raises:
        RefusedError: the actor is neither an officer nor the system.
        ConflictError: it was in force before and has been replaced.
    """
    _check(by)
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.state == ReleaseState.PUBLISHED:
        return release
    if release.state == ReleaseState.RETIRED:
        raise ConflictError(
            _("This release was replaced by a newer one."),
            where=release.code,
            mend=_("Load its content under a new code to go back to it."),
        )
    before = Release.objects.select_for_update().filter(state=ReleaseState.PUBLISHED)
    replaced = list(before.values_list("code", flat=True))
    before.update(state=ReleaseState.RETIRED)
    release.state, release.published_at = ReleaseState.PUBLISHED, timezone.now()
    if not release.signature:
        made = sign(release.code, release.digest, settings.CONFIG.key("signing_key"))
        release.signature, release.signed_by = made.value, made.public_key
    release.save()
    new = {"code": release.code, "replaced": replaced}
    record(by, "publish_release", release, new=new)
    return release


def export_bundle(release: Release, *, by: Actor) -> bytes:
    """A release that is or was in force as a signed bundle for other installations.

    Raises:
        RefusedError: the actor may not see the framework.
        ConflictError: it is still a draft, which nobody signed.
    """
    if not allowed(by, "blueprint.view_framework"):
        raise RefusedError(_("Sign in to take a release along."))
    if release.state == ReleaseState.DRAFT:
        raise ConflictError(
            _("A draft has no signature."), where=release.code, mend=_("Publish it first.")
        )
    signature = Signature(release.signed_by, release.signature)
    made_at = (release.published_at or release.loaded_at).isoformat(timespec="seconds")
    return write_bundle(spec_of(release), signature, made_at=made_at)


@transaction.atomic
def load_bundle(content: bytes, *, by: Actor, trusted: Collection[str]) -> Release:
    """Check a signed bundle and keep its release as a draft.

    Args:
        content: the bundle.
        by: an officer of the Secretariat, or the system.
        trusted: public keys (hex) whose releases are taken; this installation's own always is.

    Raises:
        RefusedError: the actor is neither.
        FulcrumError: it was changed, or whoever signed it is not trusted.
    """
    _check(by)
    bundle = open_bundle(content)
    own = public_key_of(settings.CONFIG.key("signing_key"))
    signer = bundle.signature.public_key.lower()
    if signer not in {own, *(key.strip().lower() for key in trusted)}:
        raise FulcrumError(
            _("This release was signed by somebody this installation does not trust."),
            where=signer,
            mend=_("Compare the key with what they tell you by another way, then give it along."),
        )
    return _keep(bundle.spec, by=by, signature=bundle.signature)
