# ruff: noqa: RUF001 - letters of other scripts are what this is about

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fulcrum.engines.screening.reporting.transliterate import GIVEN, PLAIN, write_name
from fulcrum.kernel.errors import FulcrumError

ALLOWED = re.compile(r"[a-zA-Z0-9 .'-]*")


@pytest.mark.parametrize(
    ("original", "written"),
    [
        ("Ann O'Neill-Smith Jr.", "Ann O'Neill-Smith Jr."),
        ("José Müller-Łukasz", "Jose Muller-Lukasz"),
        ("Nguyễn Thị Đào", "Nguyen Thi Dao"),
        ("ŞAHİN IĞDIR", "SAHIN IGDIR"),
        ("Þórður Ægisson", "Thordur Aegisson"),
        ("O’Neill & Söhne, GmbH", "O'Neill and Sohne GmbH"),
        ("Ａｎｎａ—Maria", "Anna-Maria"),
        ("Щукин Иван", "Shchukin Ivan"),
        ("ЩУКИН", "SHCHUKIN"),
        ("Юлія Ґалаґан", "Iuliia Galagan"),
        ("Љубица Џамић", "Ljubitsa Dzamic"),
        ("Δημήτρης Παπαδόπουλος", "Dimitris Papadopoulos"),
        ("Μπάμπης Ευαγγέλου", "Bampis Evangelou"),
        ("محمد علي", "Mhmd 'Li"),
        ("مُحَمَّد", "Muhammad"),
        ("يوسف الحسن", "Yusf Al-Hsn"),
        ("Дмитрий محمود", "Dmitrii Mhmud"),
        ("דוד כהן", "Dvd Khn"),
        ("สมชาย", "Somchai"),
        ("สมศักดิ์ ใจดี", "Somsak Chaidi"),
        ("ประยุทธ์", "Prayut"),
        ("อนงค์ นคร", "Anong Nakhon"),
        ("วิชัย สุดา", "Wichai Suda"),
        ("พรทิพย์ แสง", "Phonthip Saeng"),
        ("ทักษิณ ชินวัตร", "Thaksin Chinwat"),
        ("สวน เดช ไทย", "Suan Det Thai"),
        ("김민수", "Gimminsu"),
        ("やまだ はなこ", "Yamada Hanako"),
        ("キャッシュ", "Kyasshu"),
        ("コーヒー", "Kohi"),
        ("김ㄱ", "Gim"),
        ("مَدْوُود", "Madwud"),
        ("ธรรม สุพรรณ", "Tham Suphan"),
        ("หญิง", "Ying"),
        ("दीपक शर्मा", "Dipaka Sharma"),
        ("አበበ", "Ababa"),
        ("ნინო", "Nino"),
        ("Արմեն", "Armen"),
        ("٤٢ Street", "42 Street"),
    ],
)
def test_names_of_many_scripts(original: str, written: str) -> None:
    told = write_name(original)
    assert told.written == written
    assert told.original == original
    assert told.is_changed == (original != written)
    assert told.method


@pytest.mark.parametrize(
    ("original", "standard"),
    [
        ("Иван", "ALA-LC romanisation of Cyrillic"),
        ("Δήμος", "ISO 843"),
        ("محمد", "short vowels are not in the original"),
        ("สมชาย", "Royal Thai General System"),
        ("José", "NFKD"),
    ],
)
def test_the_record_cites_the_standard(original: str, standard: str) -> None:
    assert standard in write_name(original).method
    assert standard in write_name(original).summary()


def test_the_banks_own_spelling_goes_first() -> None:
    told = write_name("محمد علي", given="Mohammed Ali")
    assert (told.written, told.method) == ("Mohammed Ali", GIVEN)
    accented = write_name("محمد", given="Mohámmed")
    assert accented.written == "Mohammed"
    assert accented.method.startswith(GIVEN)


def test_what_needs_no_change_says_so() -> None:
    told = write_name("Ann Smith")
    assert (told.method, told.dropped, told.is_cut) == (PLAIN, (), False)


def test_what_cannot_be_written_is_left_out_and_told() -> None:
    told = write_name("李 Wang\u202e\x00")
    assert told.written == "Wang"
    assert told.dropped == ("U+0000", "cjk unified ideograph-674e", "right-to-left override")
    assert "Left out: U+0000" in told.summary()


@pytest.mark.parametrize("original", ["李小龙", "", "  ", "\u202e", "♥", "--", "ကျော်"])
def test_a_name_of_which_nothing_remains_is_refused(original: str) -> None:
    with pytest.raises(FulcrumError, match="Latin letters") as told:
        write_name(original, where="subject 1")
    assert told.value.where == "subject 1"
    assert "passport" in told.value.mend
    assert not original.strip() or original not in str(told.value)


def test_a_long_name_is_cut_between_words_and_told() -> None:
    told = write_name("Anna Maria " * 30, longest=20)
    assert told.written == "Anna Maria Anna"
    assert told.is_cut
    assert "Cut" in told.summary()
    assert write_name("x" * 300).written == "x" * 255


@given(some.text(max_size=40))
def test_whatever_comes_only_allowed_characters_leave(original: str) -> None:
    try:
        told = write_name(original)
    except FulcrumError:
        return
    assert ALLOWED.fullmatch(told.written)
    assert any(letter.isalnum() for letter in told.written)
    assert told.written == told.written.strip()
    assert len(told.written) <= 255
    assert write_name(told.written).written == told.written
    assert told.to_dict()["original"] == original


@given(some.text("กขคงจชดตทนบปพมยรลวสหอะาิีึืุูเแโใไัำ์่้ฤ", max_size=12))
def test_any_thai_is_written_or_refused(original: str) -> None:
    with suppress(FulcrumError):
        assert ALLOWED.fullmatch(write_name(original).written)
