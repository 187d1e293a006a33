"""`fulcrum migrate` makes the tables and loads what every installation starts with, once."""

import pytest

from fulcrum.apps.blueprint.models import Release, ReleaseState
from fulcrum.apps.parties.models import Organisation
from fulcrum.cli.platform.database import (
    applied_migrations,
    pending_migrations,
    unknown_migrations,
)
from tests.cli.conftest import Fulcrum
from tests.cli.installation import Installation


def test_reference_data_is_loaded_once(fulcrum: Fulcrum, db: None) -> None:
    first = fulcrum("migrate")
    assert (first.code, first.out) == (0, "")
    assert "organisations that the sources name" in first.err
    assert "published the framework release 2019.1" in first.err
    release, count = Release.objects.get(), Organisation.objects.count()
    assert release.state == ReleaseState.PUBLISHED
    assert count > 10
    assert fulcrum("migrate").err == "fulcrum: the databases are up to date\n"
    assert (Release.objects.get(), Organisation.objects.count()) == (release, count)


def test_a_newer_release_is_left_in_force(fulcrum: Fulcrum, db: None) -> None:
    fulcrum("migrate")
    Release.objects.update(code="2020.1")
    fulcrum("migrate")
    assert Release.objects.get().code == "2020.1"


def test_old_databases_are_brought_up_to_date(installation: Installation) -> None:
    installation.manage("migrate", "django_q", "0018")
    done = installation.run("migrate")
    assert (done.returncode, done.stdout) == (0, "")
    assert "bringing the database “default” up to date" in done.stderr
    assert "published" not in done.stderr
    assert installation.run("migrate").stderr == "fulcrum: the databases are up to date\n"


def test_it_knows_what_is_applied_and_what_is_not(db: None) -> None:
    applied = applied_migrations()
    assert "default: parties.0001_initial" in applied
    assert "vault: vault.0001_initial" in applied
    assert pending_migrations() == []


@pytest.mark.parametrize(
    ("applied", "unknown"),
    [
        ([], []),
        (["default: parties.0001_initial"], []),
        (
            ["default: parties.9999_later", "vault: vault.9998_later"],
            ["parties.9999_later", "vault.9998_later"],
        ),
        (["default: django_q.0001_folded_since"], []),
        (["default: gone.0001_initial"], []),
    ],
)
def test_only_our_own_migrations_can_be_from_the_future(
    db: None, applied: list[str], unknown: list[str]
) -> None:
    assert unknown_migrations(applied) == unknown
