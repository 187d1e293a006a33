import json
import re
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest
from django.conf import settings

from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.vault.actions import protect_subject, seal
from fulcrum.apps.vault.models import Recipient
from fulcrum.kernel.actors import Role
from fulcrum.site.config import KEY_NAMES, Config
from tests.apps.accounts.conftest import give_app
from tests.cli.conftest import Fulcrum
from tests.conftest import ActorMaker, MembershipMaker

NEW = sha256(b"new").hexdigest()


def test_new_keys_are_five_and_fit(fulcrum: Fulcrum) -> None:
    first, second = fulcrum("keys", "new"), fulcrum("keys", "new")
    assert first.out != second.out
    found = dict(line.split("=") for line in first.out.splitlines())
    assert set(found) == {f"FULCRUM_{name.upper()}" for name in KEY_NAMES}
    values = {name.removeprefix("FULCRUM_").lower(): value for name, value in found.items()}
    config = Config(**values)  # type: ignore[arg-type] # names of settings
    assert len({config.key(name) for name in KEY_NAMES}) == len(KEY_NAMES)


def test_a_pair_for_backups_fits_and_is_private(fulcrum: Fulcrum, tmp_path: Path) -> None:
    file = tmp_path / "backup-key.txt"
    done = fulcrum("keys", "backup", file)
    public = json.loads(done.out.removeprefix("FULCRUM_BACKUP_RECIPIENTS="))[0]
    private = re.search("^AGE-SECRET-KEY-.*$", file.read_text("ascii"), re.MULTILINE)
    assert private
    assert private[0] not in done.out + done.err
    assert str(pyrage.x25519.Identity.from_str(private[0]).to_public()) == public
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_pair_overwrites_nothing(fulcrum: Fulcrum, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("kept", "ascii")
    done = fulcrum("keys", "backup", file)
    assert (done.code, done.out) == (2, "")
    assert "exists already" in done.err
    assert file.read_text("ascii") == "kept"


@pytest.fixture
def new_keys(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Replaces the keys for seeds and the vault, as an operator does in the settings file."""

    def replace() -> None:
        config = settings.CONFIG
        changes = {
            "seed_key": NEW, "old_seed_keys": [config.seed_key],
            "vault_key": NEW, "old_vault_keys": [config.vault_key],
        }  # fmt: skip
        monkeypatch.setattr(settings, "CONFIG", config.model_copy(update=changes))

    return replace


def test_rotation_moves_seeds_and_private_keys(
    fulcrum: Fulcrum, member_as: MembershipMaker, actor_as: ActorMaker, new_keys: Callable[[], None]
) -> None:
    lead: Membership = member_as(Role.INSTITUTION_LEAD)
    give_app(lead.user)
    actor = actor_as(Role.INSTITUTION_LEAD, tenant=lead.tenant)
    protect_subject("thing:1", by=actor, purpose="test")
    sealed = seal("thing:1", "text", b"secret", by=actor, purpose="test")
    before = bytes(Recipient.objects.get().sealed_private_key)
    assert "under old keys" not in fulcrum("doctor").out
    new_keys()
    told = fulcrum("doctor")
    assert told.code == 1
    assert "1 seeds and 1 private keys are under old keys. Run `fulcrum keys rotate`." in told.out
    assert fulcrum("keys", "rotate").out.startswith("1 second-factor seeds and 1 keys")
    assert bytes(Recipient.objects.get().sealed_private_key) != before
    assert "everything is sealed under the keys in force" in fulcrum("doctor").out
    assert fulcrum("keys", "rotate").out.startswith("0 second-factor seeds and 0 keys")
    assert sealed
