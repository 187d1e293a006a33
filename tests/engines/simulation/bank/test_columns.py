"""The bank is written as the screening engine's contract says, though neither knows the other."""

import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.engines.screening.contract import CHANNELS as AGREED
from fulcrum.engines.screening.contract import TABLES as CONTRACT
from fulcrum.engines.simulation.bank.columns import TABLES, TRUTH
from fulcrum.engines.simulation.bank.people import KINDS
from fulcrum.engines.simulation.bank.rows import CHANNELS
from tests.engines.simulation.bank.conftest import Written

NEVER = ("sex", "gender", "nationality", "ethnic", "race", "religion")
TYPES = {
    "text": pa.string(),
    "integer": pa.int32(),
    "cents": pa.int64(),
    "moment": pa.timestamp("us"),
    "day": pa.date32(),
    "flag": pa.bool_(),
}


def test_every_table_has_the_columns_of_the_contract() -> None:
    assert set(TABLES) <= set(CONTRACT)
    for name, columns in TABLES.items():
        agreed = {column.name: column.kind for column in CONTRACT[name].columns}
        assert list(columns.items()) == list(agreed.items()), name


def test_words_of_the_contract_are_used() -> None:
    assert CHANNELS == AGREED
    meaning = CONTRACT["accounts"].column("kind").meaning
    assert all(kind in meaning for kind in KINDS)


def test_no_column_holds_what_nobody_may_be_judged_by() -> None:
    columns = {name for table in (*TABLES.values(), *TRUTH.values()) for name in table}
    assert [name for name in columns if any(word in name for word in NEVER)] == []


def test_files_are_plain_to_any_reader(large: Written) -> None:
    for name, columns in (TABLES | {f"truth/{one}": of for one, of in TRUTH.items()}).items():
        part = "transactions/part-00000" if name == "transactions" else name
        schema = pq.read_schema(large.folder / f"{part}.parquet")
        assert {one.name: one.type for one in schema} == {
            column: TYPES[kind] for column, kind in columns.items()
        }, name


def test_what_the_contract_requires_is_never_empty(large: Written) -> None:
    for name in TABLES:
        table = large.table(name)
        assert table.num_rows > 0, name
        for column in CONTRACT[name].columns:
            if column.required:
                assert table[column.name].null_count == 0, (name, column.name)


def test_keys_are_unique(large: Written) -> None:
    for name in TABLES:
        key = CONTRACT[name].key
        if key:
            table = large.table(name)
            assert len(table[key[0]].unique()) == table.num_rows, name
