"""A showcase is built once, from nothing, by one command; and never among real data."""

from pathlib import Path

import pytest

from tests.cli.installation import KEYS, Installation


@pytest.mark.slow
def test_from_nothing_to_a_showcase_and_again_at_once(tmp_path: Path) -> None:
    site = Installation(tmp_path, settings={"FULCRUM_SHOWCASE": "true"})
    keys = {f"FULCRUM_{name}": "" for name in KEYS}
    first = site.run("showcase", **keys)
    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr.endswith("fulcrum: the showcase is ready\n")
    assert (tmp_path / "static" / "staticfiles.json").exists()
    assert (tmp_path / "showcase-keys.env").exists()
    assert site.query("SELECT count(*) FROM blueprint_assessment") > 10
    again = site.run("showcase", **keys)
    assert again.stderr == "fulcrum: the showcase was there already\n"
    assert site.run("audit", "verify", **keys).returncode == 0


def test_real_people_and_invented_data_stay_apart(tmp_path: Path) -> None:
    done = Installation(tmp_path).run("showcase")
    assert (done.returncode, done.stdout) == (1, "")
    assert "FULCRUM_SHOWCASE: Invented data does not belong" in done.stderr
    assert not list(tmp_path.glob("*.sqlite3"))
