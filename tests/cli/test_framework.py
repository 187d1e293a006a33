import json
from pathlib import Path

import pytest

from fulcrum.apps.blueprint.bundles import public_key_of, sign, write_bundle
from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.blueprint.releases import digest
from fulcrum.apps.blueprint.spec import ReleaseSpec
from tests.apps.blueprint.making import document
from tests.cli.conftest import Fulcrum

STRANGER = bytes(range(32))


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return written(tmp_path, "r1")


def written(folder: Path, code: str, **changes: str) -> Path:
    path = folder / f"{code}.json"
    path.write_text(json.dumps(document(code) | changes), "utf-8")
    return path


def test_a_release_is_loaded_listed_and_published(fulcrum: Fulcrum, db: None, first: Path) -> None:
    assert fulcrum("framework", "load", first).out == "r1: Loaded, not published\n"
    assert fulcrum("framework", "publish", "r1").out == "r1 is in force.\n"
    title = Release.objects.get().title
    assert fulcrum("framework", "list").out == f"r1  Published  {title}\n"
    [found] = json.loads(fulcrum("framework", "list", "--json").out)
    assert (found["code"], found["state"], len(found["digest"])) == ("r1", "published", 64)


def test_the_next_release_is_compared_and_takes_over(
    fulcrum: Fulcrum, db: None, first: Path, tmp_path: Path
) -> None:
    fulcrum("framework", "load", first, "--publish")
    fulcrum("framework", "load", written(tmp_path, "r2", title="Second edition"))
    told = fulcrum("framework", "diff", "r1", "r2").out.splitlines()
    assert len(told) == 1
    assert told[0].endswith("→ “Second edition”")
    [found] = json.loads(fulcrum("framework", "diff", "r1", "r2", "--json").out)
    assert (found["name"], found["new"]) == ("title", "Second edition")
    assert fulcrum("framework", "diff", "r1", "r1").out == "Nothing differs.\n"
    fulcrum("framework", "publish", "r2")
    states = [line.split()[1] for line in fulcrum("framework", "list").out.splitlines()]
    assert states == ["Replaced", "Published"]


def test_a_mistake_is_told_with_its_place_and_nothing_is_stored(
    fulcrum: Fulcrum, db: None, tmp_path: Path
) -> None:
    path = tmp_path / "broken.json"
    broken = document("r1")
    del broken["goals"]
    path.write_text(json.dumps(broken), "utf-8")
    done = fulcrum("framework", "load", path)
    assert (done.code, done.out) == (1, "")
    assert "goals" in done.err
    assert not Release.objects.exists()


@pytest.mark.parametrize("words", [["publish", "r9"], ["export", "r9", "x"], ["diff", "r9", "r9"]])
def test_an_unknown_code_is_told(fulcrum: Fulcrum, db: None, first: Path, words: list[str]) -> None:
    fulcrum("framework", "load", first)
    done = fulcrum("framework", *words)
    assert (done.code, done.out) == (1, "")
    assert done.err == "fulcrum: r9: No release of this code is loaded. There are: r1.\n"


def test_a_bundle_goes_out_and_comes_back(
    fulcrum: Fulcrum, db: None, first: Path, tmp_path: Path
) -> None:
    fulcrum("framework", "load", first, "--publish")
    signer, file = fulcrum("framework", "signer").out.strip(), tmp_path / "r1.bundle"
    told = fulcrum("framework", "export", "r1", file).out
    assert told == f"{file}: {file.stat().st_size:,} bytes, signed by {signer}\n"
    Release.objects.all().delete()
    assert (
        fulcrum("framework", "import", file).out
        == f"r1: Loaded, not published, signed by {signer}\n"
    )


def test_whom_nobody_trusts_is_refused(fulcrum: Fulcrum, db: None, tmp_path: Path) -> None:
    spec = ReleaseSpec.model_validate(document("r1"))
    file, key = tmp_path / "r1.bundle", public_key_of(STRANGER)
    file.write_bytes(write_bundle(spec, sign("r1", digest(spec), STRANGER), made_at="2026-05-01"))
    refused = fulcrum("framework", "import", file)
    assert (refused.code, refused.out) == (1, "")
    assert key in refused.err
    assert fulcrum("framework", "import", file, "--trust", key).out.startswith("r1: Loaded")


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00"])
def test_what_is_no_bundle_is_told(
    fulcrum: Fulcrum, db: None, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    assert "not a bundle" in fulcrum("framework", "import", file).err


def test_files_that_cannot_be_used_are_told(
    fulcrum: Fulcrum, db: None, first: Path, tmp_path: Path
) -> None:
    fulcrum("framework", "load", first, "--publish")
    missing = tmp_path / "no" / "such" / "folder"
    assert "cannot be written: No such file" in fulcrum("framework", "export", "r1", missing).err
    assert "cannot be read: No such file" in fulcrum("framework", "import", missing).err
    assert fulcrum("framework", "load", missing).code == 1
