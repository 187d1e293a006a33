from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.engines.screening.intake.mapping import (
    TableMapping,
    mapping_text,
    read_mappings,
    wanted,
)
from fulcrum.engines.screening.intake.proposal import check, propose
from fulcrum.kernel.errors import FulcrumError

NASTY = (
    "Buchungs-Tag",
    'with "quotes"',
    "back\\slash",
    "tab\tand\nnew line",
    "# no comment",
    "[brackets] = 1",
    "عمود",
    "\u202eright to left",
    "emoji 🙂",
    "del\x7f and nul\x00",
    "'",
    "",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def there_and_back(tmp: Path, mappings: dict[str, TableMapping]) -> dict[str, TableMapping]:
    path = tmp / "mapping.toml"
    path.write_text(mapping_text(mappings), "utf-8")
    return read_mappings(path)


def test_names_are_proposed_without_regard_to_case_and_punctuation() -> None:
    mapping = propose("transactions", ["Txn-ID", "ACCOUNT ID", "At", "Amount", "Narrative", "Ccy"])
    assert mapping.columns == {
        "txn_id": "Txn-ID",
        "account_id": "ACCOUNT ID",
        "at": "At",
        "amount": "Amount",
        "currency": "Ccy",
        "memo": "Narrative",
    }


def test_our_own_names_come_before_usual_ones() -> None:
    mapping = propose("transactions", ["date", "at", "account", "account_id", "cents", "amount"])
    assert mapping.columns["at"] == "at"
    assert mapping.columns["account_id"] == "account_id"
    assert "amount" not in mapping.columns  # cents say it already


def test_one_column_is_never_two_of_ours() -> None:
    for names in (["type", "id"], ["reference", "account", "date", "amount", "name", "bank"]):
        columns = list(propose("transactions", names).columns.values())
        assert len(columns) == len(set(columns))


@pytest.mark.parametrize("column", NASTY)
def test_any_column_name_survives_the_file(tmp_path: Path, column: str) -> None:
    mapping = TableMapping(
        {"at": column, "amount": "x"},
        moment="%d.%m.%Y",
        decimal=",",
        reversed_signs=True,
        channels={column: "cash"},
        credit_words=(column, "in"),
    )
    assert there_and_back(tmp_path, {"transactions": mapping}) == {"transactions": mapping}


@given(TEXT, TEXT, st.lists(TEXT, max_size=3))
def test_any_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, column: str, moment: str, words: list[str]
) -> None:
    mapping = TableMapping({"memo": column}, moment=moment, debit_words=tuple(words))
    folder = tmp_path_factory.mktemp("toml")
    assert there_and_back(folder, {"transactions": mapping}) == {"transactions": mapping}


def test_two_tables_share_a_file(tmp_path: Path) -> None:
    both = {
        "accounts": TableMapping({"account_id": "Konto"}),
        "transactions": TableMapping({"at": "Tag"}, channels={"geldautomat": "cash"}),
    }
    assert there_and_back(tmp_path, both) == both


REFUSED: dict[str, tuple[str, str]] = {
    "[payments]\n": ("There is no table 'payments'.", "Known: transactions, accounts,"),
    'decimal = ","\n': ("There is no table 'decimal'.", "Known: transactions,"),
    "[accounts]\nencoding = 'x'\n": ("[accounts] has no setting 'encoding'.", "columns, moment"),
    "[accounts.columns]\nbalance = 'x'\n": ("[accounts] has no column 'balance'.", "account_id"),
    "[accounts.columns]\nsex = 'x'\n": ("[accounts] has no column 'sex'.", "account_id"),
    "[transactions.channels]\natm = 'money'\n": ("There is no channel 'money'.", "cash, card"),
    "[transactions.channels]\natm = ['cash']\n": ("channels = {'atm': ['cash']} cannot be.", ""),
    "[transactions]\ncolumns = 5\n": ("columns = 5 cannot be.", "Give the file's column,"),
    "[transactions]\ndecimal = ';'\n": ("decimal = ';' cannot be.", "Give '.' or ','."),
    "[transactions]\nreversed_signs = 'yes'\n": ("reversed_signs = 'yes' cannot be.", "true or"),
    "[transactions]\ncredit_words = 'in'\n": ("credit_words = 'in' cannot be.", "Give a list"),
    "[transactions\n": ("This is not TOML:", "Correct that line."),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_a_file_cannot_say_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(FulcrumError) as told:
        read_mappings(path)
    what, mend = REFUSED[text]
    assert told.value.what.startswith(what)
    assert mend in told.value.mend
    assert told.value.where == str(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mapping.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FulcrumError, match=r"cannot be read|not TOML"):
        read_mappings(path)


def checked(table: str, columns: dict[str, str], names: list[str]) -> FulcrumError:
    with pytest.raises(FulcrumError) as told:
        check(table, TableMapping(columns), names, "bank.csv")
    assert told.value.where == "bank.csv"
    return told.value


def test_a_mapped_column_must_be_there() -> None:
    error = checked("accounts", {"account_id": "Konto"}, ["konto", "Kunde"])
    assert error.what == "There is no column 'Konto'."
    assert error.mend == "The file has: konto, Kunde. Change the mapping."


@pytest.mark.parametrize(
    ("missing", "columns"),
    [
        ("account_id", {"at": "b", "amount": "c"}),
        ("at", {"account_id": "a", "amount": "c"}),
        ("cents", {"account_id": "a", "at": "b", "credit": "c"}),
        ("credit", {"account_id": "a", "at": "b", "cents": "c"}),
    ],
)
def test_a_required_column_must_be_mapped(missing: str, columns: dict[str, str]) -> None:
    error = checked("transactions", columns, ["a", "b", "c"])
    assert error.what.startswith(f"No column holds {missing}: ")
    assert "[transactions.columns]. The file has: a, b, c." in error.mend


def test_an_amount_with_its_sign_is_enough() -> None:
    columns = {"account_id": "a", "at": "b", "amount": "c"}
    check("transactions", TableMapping(columns), ["a", "b", "c"], "bank.csv")


def test_nothing_wanted_names_what_a_person_is() -> None:
    forbidden: set[Any] = {"sex", "gender", "nationality", "ethnicity", "race", "religion"}
    assert forbidden.isdisjoint(wanted("parties"))
