import json
from pathlib import Path

import pytest

from fulcrum.engines.screening.store import MANIFEST, open_store, write_manifest, write_whole
from fulcrum.kernel.errors import FulcrumError
from tests.engines.screening.conftest import Ran


def test_a_store_is_what_its_manifest_says(ran: Ran, tmp_path: Path) -> None:
    store = open_store(ran.data)
    assert store.folder == ran.data
    assert store.table("accounts") == ran.data / "accounts.parquet"
    assert store.table("chain_of_shops") is None
    moved = type(store)(
        tmp_path, *(getattr(store, name) for name in store.__slots__ if name != "folder")
    )
    write_manifest(moved, {"more": 1})
    assert open_store(tmp_path) == moved


@pytest.mark.parametrize("told", [{"format": 99}, {}])
def test_data_of_another_version_is_told(tmp_path: Path, told: dict[str, int]) -> None:
    (tmp_path / MANIFEST).write_text(json.dumps(told), "utf-8")
    with pytest.raises(FulcrumError, match="by another version") as error:
        open_store(tmp_path)
    assert error.value.mend == "Take it in again."


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    write_whole(path, "one")
    write_whole(path, "two")
    assert path.read_text("utf-8") == "two"
    assert [each.name for each in tmp_path.iterdir()] == ["note.json"]
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole(tmp_path / "taken", "three")
