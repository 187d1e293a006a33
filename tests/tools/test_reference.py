from pathlib import Path

import pytest
import rules
import typer
from typer.main import get_command

from fulcrum.apps.accounts.enums import ROLE_LABELS
from fulcrum.site.config import Config
from tools import reference


def test_every_setting_is_in_the_reference_with_its_default() -> None:
    page = reference.settings_page()
    for name, field in Config.model_fields.items():
        assert f"| `FULCRUM_{name.upper()}` | {field.description}" in page
    assert '| `["127.0.0.1", "localhost"]` |' in page
    assert "| `127.0.0.1` |" in page
    assert "| `false` |" in page


def sample() -> typer.Typer:
    app, area = typer.Typer(), typer.Typer()
    app.add_typer(area, name="area")

    @area.command()
    def load(
        file: Path, *, force: bool = typer.Option(default=False, help="Do it | anyway.")
    ) -> None:
        """Load a file."""

    @area.command(hidden=True)
    def secret() -> None:
        """Not shown."""

    return app


def test_commands_are_found_in_their_areas() -> None:
    found = dict(reference._commands(get_command(sample()), "fulcrum"))
    assert list(found) == ["fulcrum area load"]
    command = found["fulcrum area load"]
    assert reference._usage(command, "fulcrum area load") == "fulcrum area load [options] FILE"
    assert list(reference._options(command)) == [
        ["`FILE`", ""],
        ["`--force`, `--no-force`", "Do it | anyway."],
    ]


def test_every_command_of_ours_is_in_the_reference() -> None:
    assert "## fulcrum assets" in reference.commands_page()


def test_every_role_and_permission_is_in_the_reference() -> None:
    page = reference.permissions_page()
    assert len(rules.permissions.permissions) > 20
    for name in rules.permissions.permissions:
        assert f"| `{name}` |" in page
    for label in ROLE_LABELS.values():
        assert f"| {label} |" in page


def test_every_address_is_in_the_reference_with_who_gets_through() -> None:
    page = reference.routes_page()
    for line in (
        "| `/account/sign-in` | GET | `public` |  | anybody |",
        "| `/` | GET | `signed_in` |  | every role |",
        "| `/access` | GET | `accounts.manage_own_account` |  | every role, and former members |",
        "| `/people/invite` | POST | `accounts.invite_person` | yes | secretariat officer, ",
        "| `/blueprint/evidence/{pk}` (private_file) | GET | `blueprint.view_assessment` |  | inst",
    ):
        assert line in page


def test_a_cell_may_hold_a_bar() -> None:
    assert reference.table(["a"], [["b | c"]]) == "| a |\n| --- |\n| b \\| c |"


def test_the_pages_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULCRUM_SHOWCASE", "false")
    monkeypatch.setenv("FULCRUM_DATA_DIR", str(tmp_path))
    reference.write_pages(tmp_path / "pages")
    written = {path.stem for path in (tmp_path / "pages").iterdir()}
    assert written == set(reference.PAGES)
