"""Read a release's content: from files into a ReleaseSpec, from a row into the same, cached."""

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from fulcrum.apps.blueprint.models.releases import Release
from fulcrum.apps.blueprint.spec import ReleaseSpec
from fulcrum.kernel.errors import FulcrumError

SHIPPED = Path(__file__).parent / "data"


def canonical(spec: ReleaseSpec) -> bytes:
    """The bytes that are hashed and signed: JSON, sorted keys, no spaces, UTF-8."""
    document = spec.model_dump(mode="json")
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(spec: ReleaseSpec) -> str:
    """SHA-256 of the canonical bytes, hex."""
    return sha256(canonical(spec)).hexdigest()


@lru_cache(maxsize=8)
def _spec(code: str, digest_: str) -> ReleaseSpec:
    document = Release.objects.values_list("document", flat=True).get(code=code)
    return ReleaseSpec.model_validate(document)


def spec_of(release: Release) -> ReleaseSpec:
    """The typed content of a stored release (cached by its digest)."""
    return _spec(release.code, release.digest)


def _read_yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FulcrumError(
            f"This is not readable YAML: {error}",
            where=str(path),
            mend="Correct it and load again.",
        ) from error


def _read_folder(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = dict(_read_yaml(folder / "release.yaml"))
    for name in ("goals", "actions", "actor_types"):
        document.update(_read_yaml(folder / f"{name}.yaml"))
    document["areas"] = [_read_yaml(path) for path in sorted((folder / "areas").glob("*.yaml"))]
    document["translations"] = [
        _read_yaml(path) for path in sorted((folder / "translations").glob("*.yaml"))
    ]
    return document


def read_spec(path: Path) -> ReleaseSpec:
    """Read and validate a release from a folder or one YAML or JSON file.

    Raises:
        FulcrumError: a file is missing, unreadable, or its content is not a whole release.
    """
    if not path.exists():
        raise FulcrumError(
            "There is no such file or folder.", where=str(path), mend="Check the path."
        )
    document = _read_folder(path) if path.is_dir() else _read_yaml(path)
    try:
        return ReleaseSpec.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FulcrumError(
            f"{len(error.errors())} problem(s); the first: {first['msg']}",
            where=f"{path}: {place}" if place else str(path),
            mend="Correct the file and load it again; nothing was stored.",
        ) from error
