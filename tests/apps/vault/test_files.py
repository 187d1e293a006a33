import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.vault import files
from fulcrum.apps.vault.actions import grant_subject, protect_subject
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError, RefusedError

KEY = bytes(range(32))
STORED = files.CHUNK + files.TAG_BYTES
HEADER = len(files.MAGIC) + files.SALT_BYTES


def sealed(content: bytes, name: str = "a") -> bytes:
    target = io.BytesIO()
    files.seal_stream(io.BytesIO(content), target, KEY, name)
    return target.getvalue()


def opened(raw: bytes, name: str = "a") -> bytes:
    return b"".join(files.open_stream(io.BytesIO(raw), KEY, name))


@pytest.mark.parametrize("size", [0, 1, files.CHUNK - 1, files.CHUNK, files.CHUNK + 1, 200_000])
def test_a_file_comes_back_whole(size: int) -> None:
    content = bytes(index % 251 for index in range(size))
    assert opened(sealed(content)) == content


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_changed_byte_is_noticed(data: st.DataObject) -> None:
    raw = bytearray(sealed(b"x" * (files.CHUNK + 10)))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 0x40
    with pytest.raises(FulcrumError):
        opened(bytes(raw))


def test_chunks_cut_off_repeated_or_swapped_are_noticed() -> None:
    raw = sealed(b"x" * (3 * files.CHUNK))
    head, body = raw[:HEADER], raw[HEADER:]
    first, second, third = body[:STORED], body[STORED : 2 * STORED], body[2 * STORED :]
    for wrong in (first + second, second + first + third, first + first + third, b""):
        with pytest.raises(FulcrumError):
            opened(head + wrong)


def test_a_file_under_another_name_does_not_open() -> None:
    with pytest.raises(FulcrumError):
        opened(sealed(b"x"), "b")


@pytest.mark.django_db(databases=["default", "vault"])
def test_an_organisation_seals_and_opens_its_files(shelter: Actor, bank: Actor) -> None:
    for content in (b"first", b"second"):
        target = io.BytesIO()
        files.seal_file(io.BytesIO(content), target, name="evidence/1", by=shelter)
        assert content not in target.getvalue()
        raw = io.BytesIO(target.getvalue())
        assert b"".join(files.open_file(raw, name="evidence/1", by=shelter)) == content
    assert Entry.objects.filter(verb="open_secret", target_id="files:1").count() == 2
    with pytest.raises(RefusedError):
        files.open_file(io.BytesIO(target.getvalue()), name="evidence/1", by=bank)


@pytest.mark.django_db(databases=["default", "vault"])
def test_two_first_files_at_once_are_sealed_under_one_key(
    shelter: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(subject: str, **options: Any) -> None:
        protect_subject(subject, **options)
        protect_subject(subject, **options)

    monkeypatch.setattr(files, "protect_subject", late)
    target = io.BytesIO()
    files.seal_file(io.BytesIO(b"x"), target, name="n", by=shelter)
    raw = io.BytesIO(target.getvalue())
    assert b"".join(files.open_file(raw, name="n", by=shelter)) == b"x"


@pytest.mark.django_db(databases=["default", "vault"])
def test_files_of_a_subject_open_for_whom_it_is_granted(shelter: Actor, bank: Actor) -> None:
    protect_subject("assessment:5", by=shelter, purpose=files.PURPOSE)
    target = io.BytesIO()
    files.seal_file(io.BytesIO(b"x"), target, name="n", by=shelter, subject="assessment:5")
    grant_subject("assessment:5", to=2, by=shelter, purpose=files.PURPOSE, consent="submission:5")
    raw = io.BytesIO(target.getvalue())
    assert b"".join(files.open_file(raw, name="n", by=bank, subject="assessment:5")) == b"x"
