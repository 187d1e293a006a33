from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from fulcrum.apps.audit import chain
from fulcrum.cli.platform import manifests
from fulcrum.cli.platform.manifests import Manifest, sealed
from fulcrum.kernel.errors import FulcrumError

SOURCE = Path("monday.fulcrum-backup")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files" / "1").mkdir(parents=True)
    (tmp_path / "default.sqlite3").write_bytes(b"rows")
    (tmp_path / "files" / "1" / "manifest.json").write_bytes(b"an upload of that name")
    manifests.write(sealed(manifest(tmp_path)), tmp_path)
    return tmp_path


def manifest(folder: Path) -> Manifest:
    digests = manifests.digests_of(folder)
    return Manifest("1.0", "2026-05-01T00:00:00+00:00", {"default": "sqlite"}, 7, "ab", [], digests)


def test_what_is_whole_is_read(folder: Path) -> None:
    found = manifests.read(folder, SOURCE)
    assert found.anchor == "7:ab"
    assert set(found.digests) == {"default.sqlite3", "files/1/manifest.json"}


def refusal(folder: Path) -> str:
    with pytest.raises(FulcrumError) as caught:
        manifests.read(folder, SOURCE)
    assert caught.value.where == str(SOURCE)
    return caught.value.what


def test_changed_missing_and_added_parts_are_named(folder: Path) -> None:
    (folder / "default.sqlite3").write_bytes(b"rowz")
    assert refusal(folder) == "These parts are missing or were changed: default.sqlite3."
    (folder / "files" / "1" / "manifest.json").unlink()
    (folder / "more").touch()
    parts = "default.sqlite3, files/1/manifest.json, more"
    assert refusal(folder) == f"These parts are missing or were changed: {parts}."


def test_a_manifest_that_fits_changed_parts_needs_the_key(folder: Path) -> None:
    (folder / "default.sqlite3").write_bytes(b"rowz")
    honest = manifests.read.__globals__["Manifest"](**_values(folder))
    manifests.write(replace(honest, digests=manifests.digests_of(folder)), folder)
    assert refusal(folder) == "These parts are missing or were changed: manifest.json."


def _values(folder: Path) -> dict[str, object]:
    import json  # noqa: PLC0415 - one test reads it

    found: dict[str, object] = json.loads((folder / manifests.NAME).read_text("utf-8"))
    return found


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "later": 2}'])
def test_what_is_no_manifest_is_told(folder: Path, text: str) -> None:
    (folder / manifests.NAME).write_text(text, "utf-8")
    assert refusal(folder) == "This is not a backup that this version reads."


@pytest.fixture
def new_audit_key(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    changes: dict[str, object] = {"audit_key": "0123456789abcdef" * 4}
    monkeypatch.setattr(settings, "CONFIG", settings.CONFIG.model_copy(update=changes))
    chain.keys.cache_clear()
    monkeypatch.setattr("fulcrum.cli.platform.manifests.keys", chain.keys.__wrapped__)
    return changes


def test_keys_of_another_installation_do_not_fit(
    folder: Path, new_audit_key: dict[str, object]
) -> None:
    assert refusal(folder) == "This backup was written under another audit key."


def test_a_replaced_key_still_fits(
    folder: Path, monkeypatch: pytest.MonkeyPatch, new_audit_key: dict[str, object]
) -> None:
    old = {"old_audit_keys": [Settings_before]}
    monkeypatch.setattr(settings, "CONFIG", settings.CONFIG.model_copy(update=old))
    assert manifests.read(folder, SOURCE).version == "1.0"


Settings_before = settings.CONFIG.audit_key
