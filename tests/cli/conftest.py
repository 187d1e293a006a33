"""The command run in this process on the test's database, and installations to run it on."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from fulcrum.cli.main import main
from tests.cli.installation import Installation, postgresql_databases


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


Fulcrum = Callable[..., Done]


@pytest.fixture
def fulcrum(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Fulcrum:
    """Runs `fulcrum WORDS` here: `fulcrum("framework", "list")`."""

    def run(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["fulcrum", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "200")
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation that was migrated, to be copied."""
    folder, server = tmp_path_factory.mktemp("prepared"), settings.CONFIG.database_url
    if not server:
        yield _migrated(Installation(folder))
        return
    with postgresql_databases(server, {}) as urls:
        yield _migrated(Installation(folder, urls))


def _migrated(made: Installation) -> Installation:
    done = made.run("migrate")
    assert done.returncode == 0, done.stderr
    assert "published the framework release 2019.1" in done.stderr
    return made


@pytest.fixture
def installation(prepared: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation of the test's own, up to date."""
    folder = tmp_path / "data"
    shutil.copytree(prepared.folder, folder)
    if not prepared.urls:
        yield Installation(folder)
        return
    with postgresql_databases(settings.CONFIG.database_url, prepared.urls) as urls:
        yield Installation(folder, urls)
