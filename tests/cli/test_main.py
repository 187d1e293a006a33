"""One command: what it prints where, and with which status it ends."""

import sys
from pathlib import Path

import pytest
from django.db import DataError, InterfaceError, OperationalError, ProgrammingError

from fulcrum import __version__
from fulcrum.cli import main as entry
from fulcrum.cli.main import sentence_for
from fulcrum.kernel.errors import ConflictError, FulcrumError
from tests.cli.conftest import Fulcrum
from tests.cli.installation import Installation


def test_it_tells_its_version(fulcrum: Fulcrum) -> None:
    assert fulcrum("--version").out == f"fulcrum {__version__}\n"


def test_without_words_it_says_what_there_is(fulcrum: Fulcrum) -> None:
    done = fulcrum()
    assert done.code == 2
    for word in ("serve", "backup", "framework", "doctor", "simulate"):
        assert word in done.out + done.err


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["restore"],
        ["restore", "nowhere", "--identity", "nowhere"],
        ["people", "invite", "a@example.org", "--role", "king", "--organisation", "X"],
        ["audit", "verify", "--loud"],
        ["organisations", "import", "nowhere.csv"],
    ],
)
def test_used_wrongly_it_ends_with_2(fulcrum: Fulcrum, words: list[str]) -> None:
    done = fulcrum(*words)
    assert (done.code, done.out) == (2, "")
    assert "Error" in done.err


def ends_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> object:
    def fail() -> None:
        raise error

    monkeypatch.setattr(entry, "app", fail)
    with pytest.raises(SystemExit) as caught:
        entry.main()
    return caught.value.code


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FulcrumError("Wrong.", where="row 3", mend="Mend it."), "row 3: Wrong. Mend it."),
        (ConflictError("Too late."), "Too late."),
        (PermissionError(13, "Permission denied", "/srv/x"), "/srv/x: Permission denied."),
        (OSError(28, "No space left on device"), "the machine: No space left on device."),
    ],
)
def test_what_people_can_mend_is_a_sentence(
    error: Exception,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ends_with(error, monkeypatch) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"fulcrum: {said}\n")


def test_a_fault_of_ours_stays_visible(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ValueError("ours")

    monkeypatch.setattr(entry, "app", fail)
    with pytest.raises(ValueError, match="ours"):
        entry.main()


def test_ctrl_c_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends_with(KeyboardInterrupt(), monkeypatch) == 130
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (OperationalError("no such table: accounts_tenant"), "Run `fulcrum migrate`"),
        (ProgrammingError('relation "x" does not exist\nLINE 1: …'), "Run `fulcrum migrate`"),
        (OperationalError("database or disk is full"), "Free some space"),
        (OperationalError("connection failed: refused.\n\tIs it running?"), "failed: refused. "),
        (InterfaceError("connection already closed"), "Check FULCRUM_DATABASE_URL"),
        (DataError("value too long"), "refused this: value too long."),
        (OperationalError(), "OperationalError"),
    ],
)
def test_a_database_that_fails_is_a_sentence(error: Exception, part: str) -> None:
    import fulcrum.cli.platform  # noqa: F401, PLC0415 - as the command that failed did

    assert part in sentence_for(error)
    assert "\n" not in sentence_for(error)


def test_before_a_command_needed_a_database_there_is_no_such_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "fulcrum.cli.platform", raising=False)
    assert sentence_for(OperationalError("away")) == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"FULCRUM_PORT": "lots"}, "FULCRUM_PORT: Input should be a valid integer"),
        ({"FULCRUM_ALLOWED_HOSTS": "fast.example"}, 'Write it as JSON: ["one", "two"].'),
        ({"FULCRUM_AUDIT_KEY": ""}, "FULCRUM_AUDIT_KEY: This key is missing"),
        ({"FULCRUM_DATABASE_URL": "mysql://a/b"}, "This is not a PostgreSQL address."),
        (
            {"FULCRUM_DATABASE_URL": "postgresql://a:secret-word@127.0.0.1:1/b"},
            "The database cannot be used: connection failed",
        ),
        ({"FULCRUM_DATA_DIR": "/proc/nowhere"}, "/proc/nowhere: No such file or directory."),
    ],
)
def test_a_wrong_setting_is_a_sentence(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    done = Installation(tmp_path).run("framework", "list", **changes)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "secret-word" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_it_runs_as_a_module_too(tmp_path: Path) -> None:
    assert Installation(tmp_path).run("--version").stdout == f"fulcrum {__version__}\n"
