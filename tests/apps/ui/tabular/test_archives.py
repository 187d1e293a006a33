import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from fulcrum.apps.ui.tabular import archives, read_table
from fulcrum.apps.ui.tabular.archives import check_archive
from fulcrum.kernel.errors import FulcrumError


def archive(**members: bytes) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return file


def lying(content: bytes, said: int) -> BytesIO:
    """An archive whose one member says it unpacks to less than it does, checksum included."""
    file = archive(a=content)
    raw = file.getvalue()
    checksum = struct.pack("<I", zlib.crc32(content))
    false = struct.pack("<I", zlib.crc32(content[:said]))
    size = struct.pack("<I", len(content))
    return BytesIO(raw.replace(size, struct.pack("<I", said)).replace(checksum, false))


def test_a_cell_in_the_far_corner_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")
    with pytest.raises(FulcrumError, match="1048576 rows and 16384 columns"):
        read_table(path)


def test_places_are_found_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "CHUNK", 7)
    cells = b"<row><c r=\"A1\"/><x:c s='1' r = 'ZZZ1000'><v>1</v></x:c></row>"
    made = archive(**{"xl/worksheets/sheet1.xml": cells})
    with pytest.raises(FulcrumError, match="1000 rows and 18278 columns"):
        check_archive(made, "a.xlsx")


def test_what_unpacks_to_too_much_is_refused() -> None:
    made = archive(a=b"0" * 5000, b=b"1" * 5000)
    check_archive(made, "a.xlsx", limit=10_000)
    with pytest.raises(FulcrumError, match="far too much"):
        check_archive(made, "a.xlsx", limit=9_999)


@pytest.mark.parametrize("size", [5_003, 50_001, 5_000_000])
def test_what_says_less_than_it_holds_is_refused(size: int) -> None:
    with pytest.raises(FulcrumError, match=r"damaged|far too much"):
        check_archive(lying(b"0" * size, 7), "a.xlsx", limit=10_000)


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBER_LIMIT", 1)
    with pytest.raises(FulcrumError, match="far too much"):
        check_archive(archive(a=b"", b=b""), "a.xlsx")


def test_only_plain_packing_is_taken() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("a", b"x")
    with pytest.raises(FulcrumError, match="damaged"):
        check_archive(file, "a.xlsx")


def test_a_wrong_checksum_is_damage() -> None:
    made = archive(a=b"hello" * 10).getvalue()
    wrong = made.replace(struct.pack("<I", zlib.crc32(b"hello" * 10)), b"\x01\x02\x03\x04")
    with pytest.raises(FulcrumError, match="damaged"):
        check_archive(BytesIO(wrong), "a.xlsx")


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(archive(a=b"x").getvalue())
    with pytest.raises(FulcrumError, match="cannot be read"):
        read_table(path)
