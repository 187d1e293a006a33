"""Backups open for whom they were encrypted, and whole or not at all."""

import tarfile
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as options
from hypothesis import strategies as st

from fulcrum.cli.platform.archives import pack, read_identities, unpack
from fulcrum.kernel.errors import FulcrumError

MINE, OTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()


@pytest.fixture
def room(tmp_path: Path) -> Path:
    return _made(tmp_path / "room")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.fixture
def backup(tmp_path: Path, room: Path) -> Path:
    content = _made(tmp_path / "content")
    (content / "manifest.json").write_text("{}", "utf-8")
    (content / "files").mkdir()
    (content / "files" / "one").write_bytes(bytes(200_000))
    target = tmp_path / "b.fulcrum-backup"
    pack(content, room, target, [str(MINE.to_public())])
    for path in room.iterdir():
        path.unlink()
    return target


def test_what_goes_in_comes_out(backup: Path, room: Path) -> None:
    folder = unpack(backup, room, [OTHER, MINE])
    assert (folder / "manifest.json").read_text("utf-8") == "{}"
    assert (folder / "files" / "one").read_bytes() == bytes(200_000)
    assert [path.name for path in room.iterdir()] == ["opened"]


def test_nothing_readable_is_on_disk(backup: Path) -> None:
    assert b"manifest" not in backup.read_bytes()
    assert [path.name for path in backup.parent.glob("*.tar")] == []


def test_another_key_is_told_apart_from_damage(backup: Path, room: Path) -> None:
    with pytest.raises(FulcrumError, match="encrypted for another private key") as caught:
        unpack(backup, room, [OTHER])
    assert "FULCRUM_BACKUP_RECIPIENTS" in caught.value.mend


@options(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.data())
def test_a_changed_byte_or_a_lost_end_is_damage(
    backup: Path, room: Path, data: st.DataObject
) -> None:
    whole = backup.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    changed = whole[:place] if cut else _flipped(whole, place)
    path = backup.with_name("changed")
    path.write_bytes(changed)
    with pytest.raises(FulcrumError, match=r"damaged, or is no backup|for another private key"):
        unpack(path, room, [MINE])


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_what_was_encrypted_for_us_may_still_be_no_backup(backup: Path, room: Path) -> None:
    backup.write_bytes(pyrage.encrypt(b"a letter", [MINE.to_public()]))
    with pytest.raises(FulcrumError, match="is no backup"):
        unpack(backup, room, [MINE])


def test_a_recipient_that_is_none_is_told(tmp_path: Path, room: Path) -> None:
    with pytest.raises(FulcrumError, match="not an age public key") as caught:
        pack(tmp_path, room, tmp_path / "b", ["age1nonsense"])
    assert caught.value.where == "FULCRUM_BACKUP_RECIPIENTS"


def test_identities_are_read_among_remarks(tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    file.write_text(f"# public key: {MINE.to_public()}\n\n{MINE}\n{OTHER}\n", "ascii")
    assert [str(one) for one in read_identities(file)] == [str(MINE), str(OTHER)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no private key in this file"),
        (b"age1qqq", "no private key in this file"),
        (b"AGE-SECRET-KEY-NONSENSE", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_file_without_a_key_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "key.txt"
    file.write_bytes(content)
    with pytest.raises(FulcrumError, match=said):
        read_identities(file)


def test_a_key_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FulcrumError, match="cannot be read"):
        read_identities(tmp_path / "nowhere")


def test_a_backup_that_is_not_there_is_no_damage(tmp_path: Path, room: Path) -> None:
    with pytest.raises(FileNotFoundError):
        unpack(tmp_path / "nowhere", room, [MINE])


@pytest.mark.parametrize(
    ("name", "kind"),
    [("../evil", tarfile.REGTYPE), ("/evil", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)],
)
def test_nothing_lands_outside(tmp_path: Path, room: Path, name: str, kind: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc/passwd"
    plain, path = tmp_path / "plain.tar", tmp_path / "evil.fulcrum-backup"
    with tarfile.open(plain, "w") as tar:
        tar.addfile(member)
    pyrage.encrypt_file(str(plain), str(path), [MINE.to_public()])
    with pytest.raises(FulcrumError, match="damaged, or is no backup"):
        unpack(path, room, [MINE])
    assert not (tmp_path / "evil").exists()
    assert not (room / "evil").exists()
